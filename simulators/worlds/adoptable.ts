/**
 * The one Amazon order that another app had imported before Crossdock came. The Amazon world places it under this id
 * and these lines; the Shopify world holds a live order with the id as its source identifier and the same lines,
 * quantities and total. Both must take it from here.
 */
import type { CatalogueItem } from './catalogue.ts'

export const ADOPTABLE_ORDER = {
  amazonOrderId: '306-5550123-7770456',
  marketplaceId: 'A1PA6795UKMFR9',
  currency: 'EUR',
  skus: ['SLA-BOW', 'AMB-TRA'],
  quantities: [2, 1],
} as const

export type AdoptableLine = {
  readonly item: CatalogueItem
  readonly quantity: number
  readonly unitPrice: string
}

/** Its lines and total, from the catalogue's prices: no tax, no shipping, no discount. */
export function adoptableOrder(catalogue: readonly CatalogueItem[]): {
  readonly amazonOrderId: string
  readonly marketplaceId: string
  readonly currency: string
  readonly lines: readonly AdoptableLine[]
  readonly total: string
} {
  const { amazonOrderId, marketplaceId, currency, skus, quantities } = ADOPTABLE_ORDER
  const lines = skus.map((sku, at) => {
    const item = catalogue.find((one) => one.shopifySku === sku)
    const unitPrice = item?.priceByCurrency[currency]
    if (item === undefined || unitPrice === undefined) throw new Error(`no ${sku} in the catalogue`)
    return { item, quantity: quantities[at] ?? 1, unitPrice }
  })
  const cents = lines.reduce((sum, line) => sum + Number(line.unitPrice) * 100 * line.quantity, 0)
  return { amazonOrderId, marketplaceId, currency, lines, total: (cents / 100).toFixed(2) }
}
