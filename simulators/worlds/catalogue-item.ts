/** What both simulated platforms know of one listing of the demo shop. */

/**
 * How an item is out of the ordinary:
 * `title-match` its SKUs differ, title and variation labels agree; `unmapped` nothing agrees; `ambiguous` two variants
 * have its title and labels and neither its SKU; `no-stock`; `renamed-sku` the shop renames the SKU while the demo
 * runs; `fba-pair` sold both from the merchant's and from Amazon's stock.
 */
export type Oddity =
  | 'none'
  | 'title-match'
  | 'unmapped'
  | 'ambiguous'
  | 'no-stock'
  | 'renamed-sku'
  | 'fba-pair'

export type CatalogueItem = {
  readonly asin: string
  readonly amazonSku: string
  readonly shopifySku: string
  /** Only for `renamed-sku`: what the shop calls it later. */
  readonly shopifySkuLater?: string
  /** Items with the same key are variants of one Shopify product, whatever their titles. */
  readonly productKey: string
  /** Items with the same key are one Shopify variant. */
  readonly variantKey: string
  readonly productTitle: string
  /** Empty: a product with one variant. */
  readonly options: readonly { readonly name: string; readonly value: string }[]
  readonly amazonTitle: string
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON'
  /** USD, EUR, GBP, SEK with two decimals, JPY with none. */
  readonly priceByCurrency: Readonly<Record<string, string>>
  readonly stock: number
  readonly barcode: string
  readonly oddity: Oddity
}
