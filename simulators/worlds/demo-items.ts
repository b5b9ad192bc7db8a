/** How the demo's stories find their listings in the catalogue. */
import type { CatalogueItem } from './catalogue-item.ts'

/** Finds listings for a story: plain ones by number, others by the shop's SKU. */
export type DemoItems = {
  /** The Amazon SKU of the nth plain listing that the merchant has in stock. */
  plain(at: number): string
  /** The Amazon SKU of the listing that belongs to a SKU of the shop. */
  of(shopifySku: string, fulfilledBy?: 'MERCHANT' | 'AMAZON'): string
}

export function demoItems(catalogue: readonly CatalogueItem[]): DemoItems {
  const regular = catalogue.filter(
    (item) => item.oddity === 'none' && item.fulfilledBy === 'MERCHANT' && item.stock >= 12,
  )
  return {
    plain: (at) => regular[(at * 5) % regular.length]?.amazonSku ?? '',
    of(shopifySku, fulfilledBy = 'MERCHANT') {
      const item = catalogue.find(
        (one) => one.shopifySku === shopifySku && one.fulfilledBy === fulfilledBy,
      )
      if (item === undefined) throw new Error(`the demo catalogue has no ${shopifySku}`)
      return item.amazonSku
    },
  }
}
