/**
 * What orders do to the figures: a placed order takes its units at once, also before it is paid. Of FBA units the warehouse
 * keeps the reservation until they ship. Units that come back are put on sale again, or not, as the caller says.
 */
import { isPending, type OrderItem, type OrderRecord } from '../order-shape.ts'
import { isByAmazon } from './listing.ts'
import type { Listings } from './listings.ts'
import type { OrderStock } from './stock-port.ts'

export function createOrderStock(listings: Listings): OrderStock {
  const each = (
    record: OrderRecord,
    units: ReadonlyMap<string, number>,
    run: (sku: string, quantity: number) => void,
  ): void => {
    for (const item of record.order.orderItems) {
      const quantity = units.get(item.orderItemId) ?? 0
      const sku = item.product.sellerSku
      if (quantity > 0 && sku !== undefined) run(sku, quantity)
    }
  }
  const byAmazon = ({ order }: OrderRecord): boolean => order.fulfillment.fulfilledBy === 'AMAZON'
  const take = (record: OrderRecord, sku: string, quantity: number, cause: string): void => {
    if (byAmazon(record)) reserve(listings, sku, quantity, cause)
    else listings.moveQuantity(sku, -quantity, cause)
  }
  const giveBack = (record: OrderRecord, sku: string, quantity: number, cause: string): void => {
    if (byAmazon(record)) reserve(listings, sku, -quantity, cause)
    else listings.moveQuantity(sku, quantity, cause)
  }

  return {
    completed(spec, isInCatalogue) {
      const found = (spec.lines ?? []).map(({ sku = '' }) => listings.store.get(sku))
      const known = found.filter((one) => one !== undefined)
      if (known.length === 0) return spec
      const lines = spec.lines?.map((line, at) => {
        const listing = found[at]
        if (listing === undefined || isInCatalogue(listing.sku)) return line
        return { asin: listing.asin, title: listing.title, ...line }
      })
      const fulfilledBy = spec.fulfilledBy ?? (known.some(isByAmazon) ? 'AMAZON' : 'MERCHANT')
      return { ...spec, fulfilledBy, lines }
    },
    placed(record) {
      if (!isOpen(record)) return
      each(record, openUnits(record), (sku, quantity) => take(record, sku, quantity, 'a sale'))
    },
    shipped(record, units) {
      if (!byAmazon(record)) return
      each(record, units, (sku, quantity) =>
        listings.changeFba(sku, (one) => lessPending(one, quantity), 'a shipment'),
      )
    },
    cancelled(record, units, backOnSale) {
      if (!backOnSale && !byAmazon(record)) return
      each(record, units, (sku, quantity) => giveBack(record, sku, quantity, 'a cancellation'))
    },
    resized(record, orderItemId, delta) {
      const units = new Map([[orderItemId, Math.abs(delta)]])
      const move = delta > 0 ? take : giveBack
      each(record, units, (sku, quantity) => move(record, sku, quantity, 'a changed quantity'))
    },
  }
}

/** How many units a buyer could order now. */
export function buyable({ store, fba }: Listings, sku: string): number {
  const listing = store.get(sku)
  if (listing === undefined) return 0
  if (isByAmazon(listing)) return fba.get(sku)?.fulfillable ?? 0
  return listing.availability[0]?.quantity ?? 0
}

function isOpen({ status }: OrderRecord): boolean {
  return isPending(status) || status === 'UNSHIPPED' || status === 'PARTIALLY_SHIPPED'
}

function openUnits({ order }: OrderRecord): Map<string, number> {
  const open = (item: OrderItem): number => item.fulfillment?.quantityUnfulfilled ?? 0
  return new Map(order.orderItems.map((item) => [item.orderItemId, open(item)]))
}

function reserve(listings: Listings, sku: string, quantity: number, cause: string): void {
  listings.changeFba(
    sku,
    ({ fulfillable = 0, pendingCustomerOrder = 0 }) => {
      const taken = Math.min(quantity, fulfillable)
      const moved = quantity > 0 ? taken : Math.max(quantity, -pendingCustomerOrder)
      return {
        fulfillable: fulfillable - moved,
        pendingCustomerOrder: pendingCustomerOrder + moved,
      }
    },
    cause,
  )
}

function lessPending(
  { pendingCustomerOrder = 0 }: { pendingCustomerOrder?: number },
  units: number,
) {
  return { pendingCustomerOrder: Math.max(0, pendingCustomerOrder - units) }
}
