/**
 * Branded ids, so that a Shopify id can never be passed where an Amazon id is meant.
 * The casts live here and nowhere else: each function states what it checked.
 */
declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type AccountId = Branded<'AccountId'>
export type AmazonOrderId = Branded<'AmazonOrderId'>
export type AmazonItemId = Branded<'AmazonItemId'>
export type SellerSku = Branded<'SellerSku'>
export type MarketplaceId = Branded<'MarketplaceId'>
export type ShopifyOrderGid = Branded<'ShopifyOrderGid'>
export type VariantGid = Branded<'VariantGid'>
export type InventoryItemGid = Branded<'InventoryItemGid'>
export type LocationGid = Branded<'LocationGid'>
export type FulfillmentOrderGid = Branded<'FulfillmentOrderGid'>
export type FulfillmentGid = Branded<'FulfillmentGid'>
export type RefundGid = Branded<'RefundGid'>
export type ReturnGid = Branded<'ReturnGid'>
/** `shopify-order:<amazon order id>#<generation>` and its like: what may be done once. */
export type EffectKey = Branded<'EffectKey'>
export type AttemptId = Branded<'AttemptId'>
export type LeaseToken = Branded<'LeaseToken'>

type IdName = {
  AccountId: AccountId
  AmazonOrderId: AmazonOrderId
  AmazonItemId: AmazonItemId
  SellerSku: SellerSku
  MarketplaceId: MarketplaceId
  ShopifyOrderGid: ShopifyOrderGid
  VariantGid: VariantGid
  InventoryItemGid: InventoryItemGid
  LocationGid: LocationGid
  FulfillmentOrderGid: FulfillmentOrderGid
  FulfillmentGid: FulfillmentGid
  RefundGid: RefundGid
  ReturnGid: ReturnGid
  EffectKey: EffectKey
  AttemptId: AttemptId
  LeaseToken: LeaseToken
}

/** Names a text that came from a platform, our database or a checked input: `id('VariantGid', row.gid)`. */
export function id<Name extends keyof IdName>(_name: Name, text: string): IdName[Name] {
  return text as IdName[Name]
}

const amazonOrderIdPattern = /^\d{3}-\d{7}-\d{7}$/

/** An Amazon order id in Amazon's 3-7-7 form, or undefined. */
export function parseAmazonOrderId(text: string): AmazonOrderId | undefined {
  return amazonOrderIdPattern.test(text) ? id('AmazonOrderId', text) : undefined
}

/** Every Amazon order id that stands whole (not inside a longer number) in a text, without repeats. */
export function findAmazonOrderIds(text: string): AmazonOrderId[] {
  const found = text.matchAll(/(?<![\d-])\d{3}-\d{7}-\d{7}(?![\d-])/g)
  return [...new Set([...found].map((match) => id('AmazonOrderId', match[0])))]
}

/** The effect key under which an Amazon order may become one Shopify order. */
export function shopifyOrderKey(orderId: AmazonOrderId, generation: number): EffectKey {
  return id('EffectKey', `shopify-order:${orderId}#${generation}`)
}
