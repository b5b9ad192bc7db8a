/**
 * Cancellation, by the merchant or by orderCancel. The mutation is asynchronous: it answers a job, and
 * `cancelledAt` shows about two seconds later (recorded).
 */

import type { AppIdentity } from '../app-identity.ts'
import { numericId } from '../gid.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { invalidId, NotSimulated } from '../graphql/errors.ts'
import type { OrderRecord } from '../records.ts'
import { refundAll } from '../refunds/refund-all.ts'
import type { ShopWorld } from '../shop-world.ts'
import { shipClaims } from '../stock/claim-stock.ts'
import { fulfillmentOrderPayload } from '../webhooks/shipping-payloads.ts'
import type { CancelJob } from './cancel-job.ts'
import { type Consequences, changeOrder } from './committed-change.ts'
import { jobResult } from './job-queries.ts'
import { netPayment } from './order-status.ts'

export type CancelOptions = {
  readonly reason: string
  readonly restock: boolean
  /** Whether what was paid goes back by the way it came. */
  readonly refund: boolean
  readonly notify: boolean
  readonly note?: string | null
  readonly by: AppIdentity
}

/** Why an order cannot be cancelled, in recorded words; undefined when it can. */
export function cancelProblem(order: OrderRecord): string | undefined {
  if (order.cancelledAtMs !== null) return 'Cannot cancel an order that has already been canceled'
  const shipped = order.fulfillments.some((one) => one.status === 'SUCCESS')
  if (shipped) return 'Cannot cancel an order that has outstanding fulfillments'
  const returning = order.returns.some((one) => one.status === 'OPEN')
  return returning ? 'Cannot cancel an order that has returns' : undefined
}

/** Cancels at once: fulfilment orders close, money and stock go back as asked. */
export function cancelOrder(world: ShopWorld, order: OrderRecord, options: CancelOptions): void {
  const nowMs = world.clock.nowMs()
  changeOrder(world, order, (one, after) => {
    refundAll(world, one, options, after)
    one.cancelledAtMs = nowMs
    one.closedAtMs = nowMs
    one.cancelReason = options.reason
    one.staffNote = options.note ?? null
    one.cancelPending = false
    one.statedFinancialStatus = null
    closeFulfillmentOrders(world, one, after)
    if (options.notify) after.mails.push('cancellation-notice')
    after.told.push({ topic: 'ORDERS_CANCELLED' })
  })
}

/** What was not restocked is claimed by nobody any more and counts as gone. */
function closeFulfillmentOrders(world: ShopWorld, order: OrderRecord, after: Consequences): void {
  const nowMs = world.clock.nowMs()
  const { claims } = order
  order.claims = []
  after.stock.push(() => shipClaims(world, claims))
  for (const row of order.fulfillmentOrders) {
    row.status = 'CLOSED'
    row.updatedAtMs = nowMs
    row.holds = []
    for (const line of row.lines) line.remainingQuantity = 0
    const payload = (one: OrderRecord) => ({ fulfillment_order: fulfillmentOrderPayload(one, row) })
    after.told.push({ topic: 'FULFILLMENT_ORDERS_CANCELLED', payload })
  }
}

type CancelArguments = {
  readonly orderId: string
  readonly reason: string
  readonly restock: boolean
  readonly notifyCustomer?: boolean | null
  readonly staffNote?: string | null
  readonly refund?: boolean | null
  readonly refundMethod?: {
    readonly originalPaymentMethodsRefund?: boolean | null
    readonly storeCreditRefund?: object | null
  } | null
}

const maxStaffNote = 255

/** The mutation. */
export function requestCancel(args: CancelArguments, context: GraphqlContext): object {
  const { world } = context
  const id = numericId('Order', args.orderId)
  if (id === undefined) throw invalidId()
  if (args.refundMethod?.storeCreditRefund != null) throw new NotSimulated('refund as store credit')
  const order = world.orders.byId(id)
  const problem = order === undefined ? 'Order does not exist' : requestProblem(world, order, args)
  if (order === undefined || problem !== undefined || context.refuse) {
    const code = order === undefined ? 'NOT_FOUND' : 'INVALID'
    const message = problem ?? 'Cancellation is already in progress'
    const errors = [{ code, field: ['orderId'], message }]
    return { job: null, jobResult: null, orderCancelUserErrors: errors }
  }
  const job: CancelJob = {
    id: `gid://shopify/Job/${world.identifiers.uuid()}`,
    orderId: order.id,
    done: false,
    error: null,
  }
  world.jobs.set(job.id, job)
  if (!context.drop) {
    order.cancelPending = true
    context.effects.push(`cancels ${order.id}`)
  }
  const work = (): void => carryOut(world, order, job, args, context.drop)
  if (context.hurry) work()
  else world.clock.at(world.clock.nowMs() + world.settings.cancelTakesMs, work)
  return {
    job: { id: job.id, done: job.done },
    jobResult: jobResult(job, context),
    orderCancelUserErrors: [],
  }
}

function carryOut(
  world: ShopWorld,
  order: OrderRecord,
  job: CancelJob,
  args: CancelArguments,
  dropped: boolean,
): void {
  job.done = true
  if (dropped) return
  order.cancelPending = false
  const gone = world.orders.byId(order.numericId) === undefined
  job.error = gone ? 'Order does not exist' : (cancelProblem(order) ?? null)
  if (job.error !== null) return
  cancelOrder(world, order, {
    reason: args.reason,
    // Documented: an unpaid order of a closed location is cancelled, and its stock stays gone.
    restock: args.restock && !standsAtClosedLocation(world, order),
    refund: args.refundMethod?.originalPaymentMethodsRefund === true || args.refund === true,
    notify: args.notifyCustomer === true,
    note: args.staffNote ?? null,
    by: world.installation.app,
  })
}

function requestProblem(
  world: ShopWorld,
  order: OrderRecord,
  args: CancelArguments,
): string | undefined {
  if (args.refund != null && args.refundMethod != null) {
    return 'Only one of the arguments `refund` or `refund_method` is allowed.'
  }
  if ((args.staffNote ?? '').length > maxStaffNote) {
    return `Staff note is too long (maximum is ${maxStaffNote} characters)`
  }
  const problem = cancelProblem(order)
  if (problem !== undefined) return problem
  if (order.cancelPending) return 'Cancellation is already in progress'
  return closedLocationProblem(world, order, args.restock)
}

/** Documented: a paid order of a closed location cannot be restocked. The words are our own. */
function closedLocationProblem(
  world: ShopWorld,
  order: OrderRecord,
  restock: boolean,
): string | undefined {
  if (!restock || netPayment(order).shop <= 0) return undefined
  const closed = standsAtClosedLocation(world, order)
  return closed ? 'Cannot restock inventory at a deactivated location' : undefined
}

function standsAtClosedLocation(world: ShopWorld, order: OrderRecord): boolean {
  return order.fulfillmentOrders.some(
    (row) => world.catalog.location(row.locationId)?.isActive === false,
  )
}
