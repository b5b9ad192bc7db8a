/** What the life of an order tells the stock of listings, without knowing them. */
import type { OrderRecord } from '../order-shape.ts'
import type { OrderSpec } from '../order-spec.ts'

export type OrderStock = {
  /** What the listings know of the lines: who ships them, and ASIN and title of those that the catalogue lacks. */
  completed(spec: OrderSpec, isInCatalogue: (sku: string) => boolean): OrderSpec
  placed(record: OrderRecord): void
  shipped(record: OrderRecord, units: ReadonlyMap<string, number>): void
  cancelled(record: OrderRecord, units: ReadonlyMap<string, number>, backOnSale: boolean): void
  /** The quantity of an item changed before it shipped. */
  resized(record: OrderRecord, orderItemId: string, delta: number): void
}
