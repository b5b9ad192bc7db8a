/** A Shopify shop with the catalogue's products, plenty of each, one location and no orders: for benchmarks. */
import type { ShopifyControl } from '../shopify/control/control-types.ts'
import { type CatalogueItem, demoCatalogue } from './catalogue.ts'

const plenty = 10_000_000

/** Fills a simulated shop; every variant exists once, whatever the number of its Amazon listings. */
export function populateStockedShop(control: ShopifyControl, seed: number): void {
  control.addLocation({ name: 'Malmö warehouse', city: 'Malmö', countryCode: 'SE' })
  const products = Map.groupBy(demoCatalogue(seed), (item) => item.productKey)
  for (const items of products.values()) {
    const byVariant = new Map(items.map((item) => [item.variantKey, item]))
    const title = items[0]?.productTitle ?? ''
    control.addProduct({ title, vendor: 'Nordvik', variants: [...byVariant.values()].map(variant) })
  }
}

function variant(item: CatalogueItem) {
  return {
    sku: item.shopifySku,
    price: item.priceByCurrency.EUR ?? '0',
    options: item.options,
    stock: plenty,
  }
}
