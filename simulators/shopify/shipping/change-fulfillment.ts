/** What becomes of a shipment: other tracking, an event on the way, or a cancellation. Words not recorded are our own. */
import { hasScope } from '../graphql/access-scopes.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { instantMs } from '../graphql/scalars.ts'
import { type Consequences, changeByCall } from '../orders/committed-change.ts'
import { partById, partOf } from '../orders/find-part.ts'
import type { OrderRecord } from '../records.ts'
import type { Fulfillment, Tracking } from '../shipping-records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { fulfillmentEventPayload, fulfillmentPayload } from '../webhooks/shipping-payloads.ts'
import { reopenUnits } from './reopen-units.ts'
import { type TrackingInput, trackingFrom } from './tracking.ts'

type UpdateArguments = {
  readonly fulfillmentId: string
  readonly notifyCustomer?: boolean | null
  readonly trackingInfoInput: TrackingInput
}

/** fulfillmentTrackingInfoUpdate: `true` writes to the buyer now and later, blank writes to nobody now. */
export function updateTracking(args: UpdateArguments, context: GraphqlContext): object {
  const found = partById('Fulfillment', args.fulfillmentId, context)
  const problem = found === null ? 'Fulfillment does not exist.' : unchangeable(found.row, context)
  if (found === null || problem !== undefined) {
    return refusal('fulfillmentId', problem ?? '')
  }
  const effect = `tracked ${found.row.id}`
  const changed = changeByCall(context, found.order, effect, (one, after) => {
    const row = rowOf(one, found.row.id)
    setTracking(context.world, row, trackingFrom(args.trackingInfoInput), after)
    if (args.notifyCustomer === true) {
      row.notify = true
      after.mails.push('tracking-notice')
    }
  })
  return { fulfillment: partOf('Fulfillment', changed, found.row.id), userErrors: [] }
}

/** fulfillmentCancel: what had left comes back, and its units can be shipped again. */
export function cancelFulfillment(args: { id: string }, context: GraphqlContext): object {
  const found = partById('Fulfillment', args.id, context)
  const problem = found === null ? 'Fulfillment does not exist.' : unchangeable(found.row, context)
  if (found === null || problem !== undefined) return refusal('id', problem ?? '')
  const effect = `unfulfilled ${found.row.id}`
  const changed = changeByCall(context, found.order, effect, (one, after) => {
    takeBack(context.world, one, rowOf(one, found.row.id), after)
  })
  return { fulfillment: partOf('Fulfillment', changed, found.row.id), userErrors: [] }
}

export type EventInput = {
  readonly fulfillmentId: string
  readonly status: string
  readonly happenedAt?: string | null
  readonly message?: string | null
  readonly estimatedDeliveryAt?: string | null
}

/** fulfillmentEventCreate. */
export function createFulfillmentEvent(
  args: { fulfillmentEvent: EventInput },
  context: GraphqlContext,
): object {
  const input = args.fulfillmentEvent
  const found = partById('Fulfillment', input.fulfillmentId, context)
  const problem = found === null ? 'Fulfillment does not exist.' : unchangeable(found.row, context)
  if (found === null || problem !== undefined) {
    const userErrors = [{ field: ['fulfillmentEvent', 'fulfillmentId'], message: problem ?? '' }]
    return { fulfillmentEvent: null, userErrors }
  }
  const effect = `event of ${found.row.id}`
  const changed = changeByCall(context, found.order, effect, (one, after) => {
    recordEvent(context.world, rowOf(one, found.row.id), input, after)
  })
  const row = rowOf(changed, found.row.id).events.at(-1)
  return { fulfillmentEvent: { order: changed, row }, userErrors: [] }
}

/** Gives a shipment other tracking numbers. */
export function setTracking(
  world: ShopWorld,
  row: Fulfillment,
  tracking: readonly Tracking[],
  after: Consequences,
): void {
  row.tracking = tracking
  touched(world, row, after)
}

/** The carrier or an app tells where a parcel is. */
export function recordEvent(
  world: ShopWorld,
  row: Fulfillment,
  input: Omit<EventInput, 'fulfillmentId'>,
  after: Consequences,
): void {
  const nowMs = world.clock.nowMs()
  const at = (text: string | null | undefined): number | null =>
    text == null ? null : (instantMs(text) ?? null)
  const event = {
    id: world.identifiers.gid('FulfillmentEvent'),
    status: input.status,
    happenedAtMs: at(input.happenedAt) ?? nowMs,
    createdAtMs: nowMs,
    message: input.message ?? null,
    estimatedDeliveryAtMs: at(input.estimatedDeliveryAt),
  }
  row.events.push(event)
  const payload = (order: OrderRecord) => fulfillmentEventPayload(order, row, event)
  after.told.push({ topic: 'FULFILLMENT_EVENTS_CREATE', payload })
  touched(world, row, after)
  if (row.notify) after.mails.push('delivery-notice')
}

/** Cancels a shipment on an order that is being changed. */
export function takeBack(
  world: ShopWorld,
  order: OrderRecord,
  row: Fulfillment,
  after: Consequences,
): void {
  row.status = 'CANCELLED'
  reopenUnits(world, order, row, after)
  touched(world, row, after)
}

function touched(world: ShopWorld, row: Fulfillment, after: Consequences): void {
  row.updatedAtMs = world.clock.nowMs()
  const payload = (order: OrderRecord) => fulfillmentPayload(order, row)
  after.told.push({ topic: 'FULFILLMENTS_UPDATE', payload })
}

function unchangeable(row: Fulfillment, context: GraphqlContext): string | undefined {
  const scopes = context.world.installation.scopes()
  if (!hasScope(scopes, 'write_merchant_managed_fulfillment_orders')) {
    return 'The api_client does not have access to the fulfillment order.'
  }
  return row.status === 'CANCELLED' || context.refuse ? 'Fulfillment is cancelled.' : undefined
}

function rowOf(order: OrderRecord, id: string): Fulfillment {
  const row = order.fulfillments.find((one) => one.id === id)
  if (row === undefined) throw new Error(`order ${order.id} has lost ${id}`)
  return row
}

function refusal(field: string, message: string): object {
  return { fulfillment: null, userErrors: [{ field: [field], message }] }
}
