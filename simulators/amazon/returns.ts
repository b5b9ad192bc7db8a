/**
 * Returns of buyers: asked for, approved, received. Merchant orders are told of by the returns report only, for there is no
 * returns API; an FBA return is received by Amazon, which refunds the buyer itself.
 */
import { z } from 'zod'
import type { Book, ReturnRecord } from './books.ts'
import { chargesOf, shareOf } from './charges.ts'
import type { OrderItem, OrderRecord } from './order-shape.ts'
import { leftOf } from './refunds.ts'
import type { AmazonWorld } from './world.ts'

export const returnSchema = z.strictObject({
  /** Without it every unit that was shipped and not returned yet. */
  items: z
    .array(z.strictObject({ orderItemId: z.string(), quantity: z.int().positive() }))
    .optional(),
  /** Amazon's code: UNWANTED_ITEM, DEFECTIVE, NOT_AS_DESCRIBED … */
  reason: z.string().optional(),
  /** Of an FBA return: SELLABLE, CUSTOMER_DAMAGED, DEFECTIVE … */
  disposition: z.string().optional(),
})

export type ReturnSpec = z.infer<typeof returnSchema>

export const returnMoveSchema = z.strictObject({
  status: z.enum(['Approved', 'Completed', 'Denied', 'Closed']),
  /** The goods arrived at the seller. */
  received: z.boolean().optional(),
  /** StandardRefund, Replacement, Exchange … */
  resolution: z.string().optional(),
})

export type ReturnMove = z.infer<typeof returnMoveSchema>

/** The RMA ids, one an item. */
export function requestReturn(world: AmazonWorld, orderId: string, spec: ReturnSpec): string[] {
  const record = world.store.get(orderId)
  if (record === undefined) throw new Error(`no order ${orderId}`)
  const book = world.books.of(record)
  const items = spec.items ?? returnable(record, book)
  if (items.length === 0) throw new Error('no shipped unit is left to return')
  return items.map(({ orderItemId, quantity }) => {
    const item = record.order.orderItems.find((one) => one.orderItemId === orderItemId)
    if (item === undefined) throw new Error(`no item ${orderItemId}`)
    if (quantity > unitsLeft(item, book)) throw new Error('more returned than was shipped')
    return keepReturn(world, { record, book, item, quantity, spec })
  })
}

/** The seller or Amazon moves a return on. */
export function moveReturn(world: AmazonWorld, rmaId: string, move: ReturnMove): ReturnRecord {
  for (const book of world.books.all()) {
    const at = book.returns.findIndex((one) => one.rmaId === rmaId)
    const known = book.returns[at]
    if (known === undefined) continue
    const { status, received, resolution } = move
    const next: ReturnRecord = {
      ...known,
      status,
      ...(received === true ? { receivedMs: world.clock.nowMs() } : {}),
      ...(resolution === undefined ? {} : { resolution }),
    }
    book.returns[at] = next
    return next
  }
  throw new Error(`no return ${rmaId}`)
}

type Parts = {
  readonly record: OrderRecord
  readonly book: Book
  readonly item: OrderItem
  readonly quantity: number
  readonly spec: ReturnSpec
}

function keepReturn(world: AmazonWorld, { record, book, item, quantity, spec }: Parts): string {
  const { orderId, fulfillment } = record.order
  const isFba = fulfillment.fulfilledBy === 'AMAZON'
  const nowMs = world.clock.nowMs()
  const rmaId = `D${world.returnIds.hex(9).toUpperCase()}RRMA`
  book.returns.push({
    rmaId,
    orderId,
    orderItemId: item.orderItemId,
    quantity,
    reason: spec.reason ?? 'UNWANTED_ITEM',
    requestedMs: nowMs,
    status: isFba ? 'Completed' : 'Pending Actions',
    fulfilledBy: fulfillment.fulfilledBy,
    ...(isFba ? { receivedMs: nowMs, disposition: spec.disposition ?? 'SELLABLE' } : {}),
  })
  if (isFba) {
    refundUnits(world, record, book, item, quantity)
    shelve(world, item.product.sellerSku ?? '', quantity, spec.disposition ?? 'SELLABLE')
  }
  return rmaId
}

/** What comes back to Amazon's warehouse can be sold again, or not. */
function shelve(world: AmazonWorld, sku: string, quantity: number, disposition: string): void {
  world.listings.changeFba(
    sku,
    ({ fulfillable = 0, customerDamaged = 0 }) =>
      disposition === 'SELLABLE'
        ? { fulfillable: fulfillable + quantity }
        : { customerDamaged: customerDamaged + quantity },
    'a return',
  )
}

function refundUnits(
  world: AmazonWorld,
  record: OrderRecord,
  book: Book,
  item: OrderItem,
  quantity: number,
): void {
  const units = book.chargedUnits.get(item.orderItemId) ?? 0
  const left = leftOf(item, book)
  const share = shareOf(chargesOf(item).amounts, quantity, units)
  const lines = [...share].flatMap(([component, minor]) => {
    const most = left.get(component) ?? 0
    const amountMinor = minor < 0 ? Math.max(minor, most) : Math.min(minor, most)
    return amountMinor === 0 ? [] : [{ orderItemId: item.orderItemId, component, amountMinor }]
  })
  if (lines.length === 0) return
  world.account.refund(record.order.orderId, { by: 'AMAZON', reason: 'CustomerReturn', lines })
}

function unitsLeft(item: OrderItem, book: Book): number {
  const returned = book.returns
    .filter((one) => one.orderItemId === item.orderItemId && one.status !== 'Denied')
    .reduce((all, one) => all + one.quantity, 0)
  return (book.chargedUnits.get(item.orderItemId) ?? 0) - returned
}

function returnable(record: OrderRecord, book: Book) {
  return record.order.orderItems
    .map((item) => ({ orderItemId: item.orderItemId, quantity: unitsLeft(item, book) }))
    .filter(({ quantity }) => quantity > 0)
}
