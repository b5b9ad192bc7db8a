/**
 * Orders, variants and views as the core sees them, for tests: each maker answers an ordinary one, and
 * a test says only what is out of the ordinary. No personal data, no platform's wire.
 */
import { id, parseAmazonOrderId, shopifyOrderKey } from '../../src/core/ids.ts'
import { type Money, parseMoney } from '../../src/core/money.ts'
import type { AmazonItem, AmazonOrder, MoneyPart } from '../../src/core/orders/amazon-order.ts'
import type { ImportPolicy } from '../../src/core/orders/policy.ts'
import type { Evidence, ShopifyOrder } from '../../src/core/orders/shopify-order.ts'
import type {
  AttemptView,
  CatalogueVariant,
  LookUp,
  LookUpKind,
  Mapping,
  OrderView,
  PersonInput,
} from '../../src/core/orders/view.ts'
import { seen, unknown } from '../../src/core/seen.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** 2026-11-22, noon: the world time of these stories. The shop was connected a day before. */
export const noonMs = Date.UTC(2026, 10, 22, 12)
export const connectedMs = noonMs - dayMs

export const orderId = parseAmazonOrderId('306-1234567-7654321') ?? id('AmazonOrderId', '')
export const mainLocation = id('LocationGid', 'gid://shopify/Location/1')
export const otherLocation = id('LocationGid', 'gid://shopify/Location/2')

/** `money('12.50 EUR')`. */
export function money(words: string): Money {
  const [decimal = '', currency = ''] = words.split(' ')
  const parsed = parseMoney(decimal, currency)
  if (parsed === undefined) throw new Error(`not money: ${words}`)
  return parsed
}

/** One part of a line's money; details as `{ ITEM: '3.00 GBP' }`. */
export function part(
  type: MoneyPart['type'],
  words: string,
  details: Readonly<Record<string, string>> = {},
): MoneyPart {
  const entries = Object.entries(details)
  return {
    type,
    subtotal: money(words),
    details: entries.map(([subtype, value]) => ({ subtype, value: money(value) })),
  }
}

export function amazonItem(over: Partial<AmazonItem> = {}): AmazonItem {
  return {
    itemId: id('AmazonItemId', '1'),
    asin: 'B000000001',
    sku: id('SellerSku', 'MUG'),
    title: 'Mug',
    quantityOrdered: 1,
    quantityFulfilled: 0,
    unitPrice: money('20.00 EUR'),
    parts: [part('ITEM', '20.00 EUR')],
    total: null,
    promotionIds: [],
    taxByMarketplace: false,
    giftWrapLevel: null,
    hasGiftMessage: false,
    hasCustomisation: false,
    cancelRequested: false,
    programs: [],
    ...over,
  }
}

export function amazonOrder(over: Partial<AmazonOrder> = {}): AmazonOrder {
  return {
    orderId,
    createdAtMs: noonMs - hourMs,
    lastUpdatedAtMs: noonMs - hourMs,
    status: 'UNSHIPPED',
    fulfilledBy: 'MERCHANT',
    channel: 'AMAZON',
    marketplaceId: id('MarketplaceId', 'A1PA6795UKMFR9'),
    marketplaceName: 'Amazon.de',
    programs: [],
    serviceLevel: 'STANDARD',
    shipByMs: noonMs + 2 * dayMs,
    deliverByMs: noonMs + 4 * dayMs,
    replaces: null,
    grandTotal: money('20.00 EUR'),
    parts: [],
    items: [amazonItem()],
    packages: [],
    ...over,
  }
}

export function variant(over: Partial<CatalogueVariant> & { gid?: string } = {}): CatalogueVariant {
  const { gid = '1', ...rest } = over
  return {
    variantGid: id('VariantGid', `gid://shopify/ProductVariant/${gid}`),
    sku: 'MUG',
    formerSkus: [],
    productTitle: 'Mug',
    variantTitle: '',
    options: [{ name: 'Title', value: 'Default Title' }],
    priceMinor: 2500,
    ...rest,
  }
}

export function mapping(sku: string, ...parts: (readonly [gid: string, units: number])[]): Mapping {
  return {
    sku: id('SellerSku', sku),
    components: parts.map(([gid, quantity]) => ({
      variantGid: id('VariantGid', `gid://shopify/ProductVariant/${gid}`),
      quantity,
    })),
  }
}

export function shopGid(number: number | string): ShopifyOrder['gid'] {
  return id('ShopifyOrderGid', `gid://shopify/Order/${number}`)
}

/** A Shopify order of the sample order, carrying its id as told; placed at the chosen location. */
export function shopifyOrder(
  number: number,
  where: readonly Evidence[],
  over: Partial<ShopifyOrder> = {},
): ShopifyOrder {
  return {
    gid: shopGid(number),
    name: `#${number}`,
    createdAtMs: noonMs - minuteMs,
    updatedAtMs: noonMs - minuteMs,
    cancelledAtMs: null,
    total: money('20.00 EUR'),
    sourceIdentifier: where.includes('source-identifier') ? orderId : null,
    appTitle: null,
    amazonIds: where.map((one) => ({ orderId, where: one })),
    lines: [{ variantGid: variant().variantGid, sku: 'MUG', title: 'Mug', quantity: 1 }],
    fulfillmentOrders: [fulfillmentOrder('OPEN', mainLocation)],
    touched: {
      fulfillment: 'UNFULFILLED',
      financial: 'PAID',
      edited: false,
      closed: false,
      returns: 'NO_RETURN',
    },
    ...over,
  }
}

export function fulfillmentOrder(
  status: string,
  locationGid: ShopifyOrder['fulfillmentOrders'][number]['locationGid'],
): ShopifyOrder['fulfillmentOrders'][number] {
  const gid = id('FulfillmentOrderGid', 'gid://shopify/FulfillmentOrder/9')
  return { gid, status, locationGid }
}

export function policy(over: Partial<ImportPolicy> = {}): ImportPolicy {
  return {
    lane: 'live',
    importOn: true,
    fba: 'list',
    stock: 'refuse',
    claimBeforeShipByMs: dayMs,
    mappingFirst: true,
    unmapped: 'hold',
    customer: 'none',
    gateway: 'manual',
    personalWaitMs: 30 * minuteMs,
    chosenLocations: [mainLocation],
    outsideLocation: 'move',
    connectedAtMs: connectedMs,
    backfills: [],
    indexMaxAgeMs: 15 * minuteMs,
    readsAllOrders: false,
    marketplaces: [],
    sellerCentralHost: 'https://sellercentral.amazon.com',
    ...over,
  }
}

/** A view of an order that nothing keeps from being created; `amazon` changes the order itself. */
export function view(
  over: Partial<Omit<OrderView, 'effect'>> & {
    readonly order?: AmazonOrder
    readonly effect?: Partial<OrderView['effect']>
  } = {},
): OrderView {
  const { order = amazonOrder(), effect = {}, ...rest } = over
  return {
    orderId: order.orderId,
    amazon: seen(order, noonMs - minuteMs),
    firstSeenMs: noonMs - hourMs,
    behind: null,
    unreadable: null,
    personal: 'complete',
    catalogue: seen({ variants: [variant()], mappings: [] }, noonMs - hourMs),
    foreign: {
      complete: true,
      asOfMs: noonMs - minuteMs,
      completeFromMs: connectedMs - 60 * dayMs,
      matches: [],
    },
    shopify: unknown,
    candidates: [],
    person: [],
    stockChangedMs: null,
    ...rest,
    effect: {
      key: shopifyOrderKey(order.orderId, 1),
      generation: 1,
      attempts: [],
      lookUps: [],
      platformId: null,
      how: null,
      ...effect,
    },
  }
}

export function attempt(state: AttemptView['state'], over: Partial<AttemptView> = {}): AttemptView {
  return {
    attemptId: id('AttemptId', 'attempt-1'),
    revision: 1,
    state,
    settledAtMs: noonMs - minuteMs,
    refusal: null,
    atMs: noonMs - 10 * minuteMs,
    ...over,
  }
}

export function stockRefusal(over: Partial<AttemptView> = {}): AttemptView {
  const { variantGid } = variant()
  const shortage = { sku: 'MUG', variantGid, needed: 1, available: 0, locationName: 'Malmö' }
  return attempt('refused', { refusal: { kind: 'stock', shortages: [shortage] }, ...over })
}

export function lookUp(kind: LookUpKind, over: Partial<LookUp> = {}): LookUp {
  return { kind, found: [], atMs: noonMs - 30_000, afterSettle: true, ...over }
}

/** All three look-ups, each with nothing found. */
export function emptyLookUps(over: Partial<LookUp> = {}): LookUp[] {
  return [lookUp('identifier', over), lookUp('source', over), lookUp('tag', over)]
}

export function person(kind: PersonInput['kind'], over: Partial<PersonInput> = {}): PersonInput {
  return { inputId: `input-${kind}`, kind, by: 'anna', atMs: noonMs - minuteMs, ...over }
}
