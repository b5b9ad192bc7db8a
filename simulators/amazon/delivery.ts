/**
 * Sends notifications to the queues of those who subscribed: filters, delay, and the faults of deliveries (doubled, out
 * of order, late, lost). At least once, in no promised order, as the real thing.
 */
import type { Fault, FaultPlane } from '../kit/fault-plane.ts'
import type { Journal } from '../kit/journal.ts'
import type { SeededRandom } from '../kit/seeded-random.ts'
import type { WorldClock } from '../kit/world-clock.ts'
import type { OrderEvent } from './change-order.ts'
import { orderChangeEnvelope } from './order-change.ts'
import type { OrderRecord } from './order-shape.ts'
import type { AmazonSettings } from './settings.ts'
import type { Subscription, Subscriptions } from './subscriptions.ts'

export type DeliveryParts = {
  readonly clock: WorldClock
  readonly random: SeededRandom
  readonly faults: FaultPlane
  readonly journal: Journal
  readonly settings: () => AmazonSettings
  readonly subscriptions: Subscriptions
  readonly sellerId: string
  readonly applicationId: string
  readonly send: (arn: string, body: string) => void
}

/** What every envelope carries. */
export type EnvelopeIds = {
  readonly sellerId: string
  readonly applicationId: string
  readonly subscriptionId: string
  readonly notificationId: string
  readonly publishTime: string
}

/** A notification of another type than ORDER_CHANGE. */
export type Announcement = {
  readonly type: string
  /** What it is about, for the journal. */
  readonly subject: string
  readonly envelope: (ids: EnvelopeIds) => unknown
}

export type Delivery = {
  publish(record: OrderRecord, event: OrderEvent): void
  announce(announcement: Announcement): void
  /** Messages held back to arrive behind a later one. */
  heldBack(): number
  reset(): void
}

const on = 'amazon.notification'
const kinds = ['slow', 'duplicate', 'out-of-order', 'silently-dropped'] as const
const defaultDelayMs = 60_000

type Message = { readonly arn: string; readonly body: string; readonly orderId: string }

export function createDelivery(parts: DeliveryParts): Delivery {
  const { clock, random, settings, subscriptions } = parts
  const held: Held = { sends: [] }
  return {
    publish(record, event) {
      const { orderId } = record.order
      for (const subscription of subscriptions.subscriptionsOf(['ORDER_CHANGE'])) {
        if (!wants(subscription, record, event)) continue
        const { arn } = subscriptions.destination(subscription.destinationId).resource.sqs
        for (const onlyItemId of event.itemIds ?? [undefined]) {
          const envelope = orderChangeEnvelope({
            record,
            event,
            sellerId: parts.sellerId,
            applicationId: parts.applicationId,
            subscriptionId: subscription.subscriptionId,
            notificationId: random.uuid(),
            publishMs: clock.nowMs(),
            settings: settings(),
            ...(onlyItemId === undefined ? {} : { onlyItemId }),
          })
          const fault = parts.faults.take(on, { orderId, type: event.type }, kinds)
          deliver(parts, held, { arn, body: JSON.stringify(envelope), orderId }, fault)
        }
      }
    },
    announce({ type, subject, envelope }) {
      for (const subscription of subscriptions.subscriptionsOf([type])) {
        const { arn } = subscriptions.destination(subscription.destinationId).resource.sqs
        const ids = {
          sellerId: parts.sellerId,
          applicationId: parts.applicationId,
          subscriptionId: subscription.subscriptionId,
          notificationId: random.uuid(),
          publishTime: new Date(clock.nowMs()).toISOString(),
        }
        const fault = parts.faults.take(on, { type, orderId: subject }, kinds)
        deliver(parts, held, { arn, body: JSON.stringify(envelope(ids)), orderId: subject }, fault)
      }
    },
    heldBack: () => held.sends.length,
    reset() {
      held.sends = []
    },
  }
}

/** Sends that wait to arrive behind a later one. */
type Held = { sends: (() => void)[] }

function release(held: Held): void {
  const { sends } = held
  held.sends = []
  for (const send of sends) send()
}

function deliver(
  parts: DeliveryParts,
  held: Held,
  message: Message,
  fault: Fault | undefined,
): void {
  const { clock } = parts
  const send = (): void => {
    parts.send(message.arn, message.body)
    note(parts, message.orderId, fault, 'sent')
  }
  const after = (delayMs: number, run: () => void): void => {
    if (delayMs > 0) clock.at(clock.nowMs() + delayMs, run)
    else run()
  }
  switch (fault?.fault) {
    case 'silently-dropped':
      note(parts, message.orderId, fault, undefined)
      return
    case 'duplicate':
      send()
      after(fault.delayMs ?? 0, send)
      return
    case 'slow':
      after(fault.delayMs ?? defaultDelayMs, send)
      return
    case 'out-of-order':
      held.sends.push(send)
      after(fault.delayMs ?? defaultDelayMs, () => release(held))
      return
    default:
      after(parts.settings().notificationDelayMs, () => {
        send()
        release(held)
      })
  }
}

function note(
  { clock, journal }: DeliveryParts,
  orderId: string,
  fault: Fault | undefined,
  effect: string | undefined,
): void {
  journal.record({
    atMs: clock.nowMs(),
    on,
    method: 'SEND',
    path: `/${orderId}`,
    status: 200,
    ...(fault === undefined ? {} : { fault: fault.fault }),
    ...(effect === undefined ? {} : { effect }),
  })
}

function wants(subscription: Subscription, record: OrderRecord, event: OrderEvent): boolean {
  const filter = subscription.processingDirective?.eventFilter
  const { marketplaceId } = record.order.salesChannel
  if (filter?.marketplaceIds?.includes(marketplaceId) === false) return false
  return filter?.orderChangeTypes?.includes(event.type) !== false
}
