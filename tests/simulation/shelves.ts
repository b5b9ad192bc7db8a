/** What the shop of a world has to sell, on both sides: a few products of every kind that the import treats differently. */
import type { ShopifyControl } from '../../simulators/shopify/control/control-types.ts'
import type { CatalogueItem } from '../../simulators/worlds/catalogue.ts'

export type Shelf = {
  /** In Amazon's catalogue; with a Shopify SKU in the shop as well. */
  readonly items: readonly CatalogueItem[]
  /** What a row for each item cannot say, in the shop. */
  readonly furnish?: (shopify: ShopifyControl) => void
}

export function shelfItem(amazonSku: string, shopifySku: string, stock: number): CatalogueItem {
  return {
    asin: `B0${amazonSku.replaceAll('-', '').padEnd(8, '0').slice(0, 8)}`,
    amazonSku,
    shopifySku,
    productKey: amazonSku,
    variantKey: amazonSku,
    productTitle: `Thing ${amazonSku}`,
    options: [{ name: 'Title', value: 'Default Title' }],
    amazonTitle: `Amazon calls it otherwise ${amazonSku}`,
    fulfilledBy: amazonSku.includes('FBA') ? 'AMAZON' : 'MERCHANT',
    priceByCurrency: { EUR: '10.00' },
    stock,
    barcode: '',
    oddity: 'none',
  }
}

export const plainShelf: Shelf = {
  items: [
    shelfItem('AMZ-PLAIN-1', 'AMZ-PLAIN-1', 500),
    shelfItem('AMZ-PLAIN-2', 'AMZ-PLAIN-2', 500),
    shelfItem('AMZ-PLAIN-3', 'AMZ-PLAIN-3', 500),
    shelfItem('AMZ-EMPTY', 'AMZ-EMPTY', 0),
    shelfItem('AMZ-FBA', 'AMZ-FBA', 0),
    shelfItem('AMZ-UNMAPPED', '', 0),
  ],
}
