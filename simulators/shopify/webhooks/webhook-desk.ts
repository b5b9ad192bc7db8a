/**
 * Webhook subscriptions and their deliveries: signed, at most 5 s each, 8 more tries over 4 hours with the
 * payload of the first, and removal of a subscription that keeps failing. Order is not kept on purpose.
 * Source: Shopify's webhook documentation and recorded behaviour, API 2026-10, read 2026-11-22.
 */
import { createHmac } from 'node:crypto'
import type { Fault, FaultPlane } from '../../kit/fault-plane.ts'
import type { Journal } from '../../kit/journal.ts'
import type { WorldClock } from '../../kit/world-clock.ts'
import { dateTime } from '../graphql/scalars.ts'
import type { Identifiers } from '../identifiers.ts'
import type { Deliver, ShopSettings } from '../options.ts'

export type Subscription = {
  readonly id: string
  readonly numericId: number
  readonly topicEnum: string
  readonly topic: string
  uri: string
  readonly name: string | null
  includeFields: readonly string[]
  metafieldNamespaces: readonly string[]
  readonly createdAtMs: number
  updatedAtMs: number
  /** Failed attempts since the last success. */
  failures: number
}

export type WebhookDesk = {
  subscriptions(): readonly Subscription[]
  add(subscription: Omit<Subscription, 'id' | 'numericId' | 'failures'>): Subscription
  remove(subscription: Subscription): void
  /** Sends an event to all subscribers; the payload is only built when there is one. */
  emit(topicEnum: string, eventId: string, payload: () => Record<string, unknown>): void
  wants(topicEnum: string): boolean
  /** Deliveries on their way or waiting for another try. */
  pending(): number
  /** Ends when no delivery is on its way (those that wait for another try are not counted). */
  settled(): Promise<void>
}

export type WebhookParts = {
  readonly clock: WorldClock
  readonly settings: ShopSettings
  readonly identifiers: Identifiers
  readonly faults: FaultPlane
  readonly journal: Journal
  readonly deliver: Deliver
}

/** 8 tries, each twice as long after the one before, 4 hours in all. */
const retryDelaysMs = [56, 113, 226, 452, 904, 1807, 3614, 7228].map((seconds) => seconds * 1000)
const failuresUntilRemoval = 8
const reorderedByMs = 10_000

type Delivery = {
  readonly subscription: Subscription
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  tries: number
}

export function createWebhookDesk(parts: WebhookParts): WebhookDesk {
  const { clock, settings, identifiers, faults, journal } = parts
  const byTopic = new Map<string, Subscription[]>()
  const onTheWay = new Set<Promise<void>>()
  let waiting = 0

  const remove = (subscription: Subscription): void => {
    const left = byTopic.get(subscription.topicEnum)?.filter((one) => one !== subscription) ?? []
    byTopic.set(subscription.topicEnum, left)
  }
  const isLive = (subscription: Subscription): boolean =>
    byTopic.get(subscription.topicEnum)?.includes(subscription) === true

  const schedule = (delivery: Delivery, afterMs: number): void => {
    waiting += 1
    clock.at(clock.nowMs() + afterMs, () => {
      waiting -= 1
      const sending = attempt(delivery)
      onTheWay.add(sending)
      return sending.finally(() => onTheWay.delete(sending))
    })
  }
  const attempt = async (delivery: Delivery): Promise<void> => {
    const { subscription } = delivery
    if (!isLive(subscription)) return
    delivery.tries += 1
    const status = await statusOf(parts, delivery)
    journal.record({
      atMs: clock.nowMs(),
      on: 'shopify.webhook',
      method: 'POST',
      path: subscription.topic,
      status: status ?? 'lost',
    })
    if (status !== undefined && status >= 200 && status < 300) {
      subscription.failures = 0
      return
    }
    subscription.failures += 1
    const delayMs = retryDelaysMs[delivery.tries - 1]
    const tooMany =
      settings.webhookRemoval === 'consecutive-attempts'
        ? subscription.failures >= failuresUntilRemoval
        : delayMs === undefined
    if (tooMany) remove(subscription)
    else if (delayMs !== undefined) schedule(delivery, delayMs)
  }
  const send = (subscription: Subscription, eventId: string, payload: object): void => {
    const fault = faults.take('shopify.webhook', { topic: subscription.topic }, [
      'silently-dropped',
      'duplicate',
      'out-of-order',
      'slow',
    ])
    if (fault?.fault === 'silently-dropped') return
    const body = JSON.stringify(narrowed(payload, subscription.includeFields))
    const headers = headersOf(parts, subscription, eventId, body)
    const afterMs = settings.webhookDelayMs + lateness(fault)
    schedule({ subscription, headers, body, tries: 0 }, afterMs)
    if (fault?.fault === 'duplicate') schedule({ subscription, headers, body, tries: 0 }, afterMs)
  }

  return {
    subscriptions: () => [...byTopic.values()].flat().sort((a, b) => a.numericId - b.numericId),
    add(given) {
      const numericId = identifiers.next('WebhookSubscription')
      const id = `gid://shopify/WebhookSubscription/${numericId}`
      const subscription = { ...given, id, numericId, failures: 0 }
      byTopic.set(given.topicEnum, [...(byTopic.get(given.topicEnum) ?? []), subscription])
      return subscription
    },
    remove,
    emit(topicEnum, eventId, payload) {
      const subscribers = byTopic.get(topicEnum)
      if (subscribers === undefined || subscribers.length === 0) return
      const built = payload()
      for (const subscription of subscribers) send(subscription, eventId, built)
    },
    wants: (topicEnum) => (byTopic.get(topicEnum)?.length ?? 0) > 0,
    pending: () => waiting + onTheWay.size,
    async settled() {
      while (onTheWay.size > 0) await Promise.all(onTheWay)
    },
  }
}

/** Undefined when no answer came in time or the connection failed. */
async function statusOf(parts: WebhookParts, delivery: Delivery): Promise<number | undefined> {
  try {
    const { uri } = delivery.subscription
    return (await parts.deliver(uri, delivery.headers, delivery.body)).status
  } catch {
    return undefined
  }
}

function lateness(fault: Fault | undefined): number {
  if (fault?.fault === 'slow') return fault.delayMs ?? reorderedByMs
  return fault?.fault === 'out-of-order' ? (fault.delayMs ?? reorderedByMs) : 0
}

function narrowed(payload: object, fields: readonly string[]): object {
  if (fields.length === 0) return payload
  return Object.fromEntries(Object.entries(payload).filter(([name]) => fields.includes(name)))
}

function headersOf(
  parts: WebhookParts,
  subscription: Subscription,
  eventId: string,
  body: string,
): Record<string, string> {
  const { settings, identifiers, clock } = parts
  return {
    'content-type': 'application/json',
    'user-agent': 'Shopify-Captain-Hook',
    'x-shopify-topic': subscription.topic,
    'x-shopify-shop-domain': settings.shop,
    'x-shopify-api-version': '2026-10',
    'x-shopify-webhook-id': identifiers.uuid(),
    'x-shopify-event-id': eventId,
    'x-shopify-triggered-at': dateTime(clock.nowMs()),
    'x-shopify-hmac-sha256': signatureOf(body, settings.clientSecret),
    ...(subscription.name === null ? {} : { 'x-shopify-name': subscription.name }),
  }
}

/** Base64 of HMAC-SHA256 over the raw body with the app's client secret. */
export function signatureOf(body: string, clientSecret: string): string {
  return createHmac('sha256', clientSecret).update(body, 'utf8').digest('base64')
}
