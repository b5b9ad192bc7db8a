/**
 * returnProcess: confirms what came back, says what becomes of it, and refunds as asked. Recorded: it shares the
 * refundable units with refundCreate, stock follows later, and the return closes itself later.
 */

import type { AppIdentity } from '../app-identity.ts'
import { numericId } from '../gid.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { NotSimulated } from '../graphql/errors.ts'
import { minorFrom, minus, sumOf, zero } from '../money.ts'
import { type Consequences, changeByCall, changeOrder } from '../orders/committed-change.ts'
import { partById, partOf } from '../orders/find-part.ts'
import { refundedShipping } from '../orders/order-ledger.ts'
import type { OrderRecord } from '../records.ts'
import type { ReturnLine, ReturnRecord } from '../refund-records.ts'
import { inBoth } from '../refunds/create-refund.ts'
import { type MoneyPlan, makeRefund } from '../refunds/make-refund.ts'
import { everythingPaid } from '../refunds/refund-all.ts'
import type { ShopWorld } from '../shop-world.ts'
import { addUnits } from '../stock/claim-stock.ts'
import type { StockClaim } from '../stock-claim.ts'
import { announceLevels } from '../webhooks/announce.ts'
import { tell } from './return-mutations.ts'

type DispositionInput = {
  readonly reverseFulfillmentOrderLineItemId: string
  readonly quantity: number
  readonly dispositionType: string
  readonly locationId?: string | null
}

export type ProcessInput = {
  readonly returnId: string
  readonly returnLineItems?:
    | readonly {
        readonly id: string
        readonly quantity: number
        readonly dispositions?: readonly DispositionInput[] | null
      }[]
    | null
  readonly exchangeLineItems?: readonly object[] | null
  readonly financialTransfer?: {
    readonly issueRefund?: {
      readonly allowOverRefunding?: boolean | null
      readonly orderTransactions: readonly {
        readonly parentId: string
        readonly transactionAmount: { readonly amount: string | number }
      }[]
    } | null
  } | null
  readonly refundShipping?: {
    readonly fullRefund?: boolean | null
    readonly shippingRefundAmount?: { readonly amount: string | number } | null
  } | null
  readonly note?: string | null
  readonly notifyCustomer?: boolean | null
}

/** The mutation. */
export function processReturn(args: { input: ProcessInput }, context: GraphqlContext): object {
  const { input } = args
  if ((input.exchangeLineItems ?? []).length > 0) throw new NotSimulated('exchange line items')
  const found = partById('Return', input.returnId, context)
  if (found === null) return refusal('NOT_FOUND', ['returnId'], 'Return does not exist.')
  if (found.row.status !== 'OPEN' || context.refuse) {
    return refusal('INVALID_STATE', ['returnId'], 'Return is not open.')
  }
  const problem = processProblem(found.order, found.row, input)
  if (problem !== undefined) return refusal('INVALID', problem.field, problem.message)
  const { world } = context
  const later: StockClaim[] = []
  const effect = `processed ${found.row.id}`
  const changed = changeByCall(context, found.order, effect, (one, after) => {
    const row = one.returns.find((each) => each.id === input.returnId)
    if (row) later.push(...receive(world, one, row, input, world.installation.app, after))
  })
  if (!context.drop) settle(world, found.order, input.returnId, later)
  return { return: partOf('Return', changed, input.returnId), userErrors: [] }
}

/** Takes goods in on an order that is being changed; gives back the units that will be on the shelf later. */
export function receive(
  world: ShopWorld,
  order: OrderRecord,
  row: ReturnRecord,
  input: ProcessInput,
  by: AppIdentity,
  after: Consequences,
): StockClaim[] {
  const received = (input.returnLineItems ?? []).flatMap((one) => {
    const line = row.lines.find((each) => each.id === one.id)
    return line === undefined ? [] : [{ line, quantity: one.quantity, input: one }]
  })
  const shelf = received.flatMap(({ line, input: one }) =>
    (one.dispositions ?? []).flatMap((each) => dispose(world, order, line, each)),
  )
  makeRefund(
    world,
    order,
    {
      lines: received.flatMap(({ line, quantity }) => {
        const own = order.lines.find((each) => each.id === line.lineId)
        const none = { restockType: 'NO_RESTOCK' as const, locationId: null }
        return own === undefined ? [] : [{ line: own, quantity, ...none }]
      }),
      shipping: shippingOf(order, input),
      money: moneyOf(order, input),
      note: input.note ?? null,
      processedAtMs: null,
      notify: input.notifyCustomer === true,
      reason: null,
      returnId: row.id,
      by,
    },
    after,
  )
  for (const { line, quantity } of received) {
    line.processedQuantity += quantity
    line.refundedQuantity += quantity
  }
  tell('RETURNS_PROCESS', row, after)
  tell('RETURNS_UPDATE', row, after)
  return shelf
}

/** What returnProcess starts and does not wait for: the stock, and the end of the return. */
export function settle(
  world: ShopWorld,
  order: OrderRecord,
  returnId: string,
  shelf: readonly StockClaim[],
): void {
  world.clock.at(world.clock.nowMs() + world.settings.returnSettlesMs, () => {
    announceLevels(world, addUnits(world, shelf, true))
    const row = order.returns.find((one) => one.id === returnId)
    const whole = row?.lines.every((line) => line.processedQuantity >= line.quantity) === true
    if (row === undefined || !whole || row.status !== 'OPEN') return
    if (world.orders.byId(order.numericId) === undefined) return
    changeOrder(world, order, (one, after) => {
      const own = one.returns.find((each) => each.id === returnId)
      if (own === undefined) return
      own.status = 'CLOSED'
      own.closedAtMs = world.clock.nowMs()
      tell('RETURNS_CLOSE', own, after)
    })
  })
}

function dispose(
  world: ShopWorld,
  order: OrderRecord,
  line: ReturnLine,
  input: DispositionInput,
): StockClaim[] {
  const locationId =
    input.locationId == null ? null : (numericId('Location', input.locationId) ?? null)
  line.dispositions.push({
    id: world.identifiers.gid('ReverseFulfillmentOrderDisposition'),
    type: input.dispositionType,
    quantity: input.quantity,
    locationId,
    createdAtMs: world.clock.nowMs(),
  })
  const variantId = order.lines.find((one) => one.id === line.lineId)?.variantId ?? null
  if (input.dispositionType !== 'RESTOCKED' || variantId === null) return []
  const from = order.fulfillments.find((one) =>
    one.lines.some((row) => row.id === line.fulfillmentLineId),
  )
  const place = locationId ?? from?.locationId ?? 0
  return [{ lineId: line.lineId, variantId, locationId: place, quantity: input.quantity }]
}

type Problem = { readonly field: string[]; readonly message: string }

function processProblem(
  order: OrderRecord,
  row: ReturnRecord,
  input: ProcessInput,
): Problem | undefined {
  for (const [at, one] of (input.returnLineItems ?? []).entries()) {
    const field = ['returnLineItems', String(at), 'quantity']
    const line = row.lines.find((each) => each.id === one.id)
    const own = order.lines.find((each) => each.id === line?.lineId)
    const left = Math.min(
      (line?.quantity ?? 0) - (line?.processedQuantity ?? 0),
      own?.currentQuantity ?? 0,
    )
    if (one.quantity <= 0 || one.quantity > left) {
      return { field, message: 'Quantity cannot refund more items than were purchased' }
    }
    const disposed = (one.dispositions ?? []).reduce((sum, each) => sum + each.quantity, 0)
    if (disposed > one.quantity) {
      return { field, message: 'Dispositions exceed the quantity that is processed' }
    }
  }
  const asked = sumOf(moneyOf(order, input), (one) => one.amount).presentment
  const wanted = input.financialTransfer?.issueRefund?.orderTransactions ?? []
  if (moneyOf(order, input).length < wanted.length) {
    const message = 'Transactions require a parent_id associated with the order'
    return { field: ['financialTransfer'], message }
  }
  const paid = sumOf(everythingPaid(order), (one) => one.amount).presentment
  if (asked <= paid || input.financialTransfer?.issueRefund?.allowOverRefunding === true) {
    return undefined
  }
  return { field: ['financialTransfer'], message: 'Refund amount is greater than net payment' }
}

function moneyOf(order: OrderRecord, input: ProcessInput): MoneyPlan[] {
  const rows = input.financialTransfer?.issueRefund?.orderTransactions ?? []
  return rows.flatMap(({ parentId, transactionAmount }) => {
    const parent = order.transactions.find(
      (one) => one.id === parentId && ['SALE', 'CAPTURE'].includes(one.kind),
    )
    if (parent === undefined) return []
    const minor = minorFrom(String(transactionAmount.amount), order.currencies.presentment)
    return [{ parent, amount: inBoth(minor, parent) }]
  })
}

function shippingOf(order: OrderRecord, input: ProcessInput) {
  const left = minus(order.totals.shipping, refundedShipping(order).subtotal)
  if (input.refundShipping?.fullRefund === true) return left
  const amount = input.refundShipping?.shippingRefundAmount?.amount
  if (amount === undefined) return zero
  const minor = minorFrom(String(amount), order.currencies.presentment)
  return { shop: Math.min(minor, left.shop), presentment: Math.min(minor, left.presentment) }
}

function refusal(code: string, field: readonly string[], message: string): object {
  return { return: null, userErrors: [{ code, field, message }] }
}
