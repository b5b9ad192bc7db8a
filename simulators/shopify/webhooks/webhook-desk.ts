/**
 * Webhook subscriptions and their deliveries: signed, at most 5 s each, 8 more tries over 4 hours with the
 * payload of the first, and removal of a subscription that keeps failing. Order is not kept on purpose.
 * Source: Shopify's webhook documentation and recorded behaviour, API 2026-10, read 2026-11-22.
 */
import { createHmac } from 'node:crypto'
import type { Fault } from '../../kit/fault-plane.ts'
import { dateTime } from '../graphql/scalars.ts'
import { createCouriers } from './couriers.ts'
import type { Subscription, WebhookParts } from './subscription.ts'

export type WebhookDesk = {
  subscriptions(): readonly Subscription[]
  add(subscription: Omit<Subscription, 'id' | 'numericId' | 'failures'>): Subscription
  remove(subscription: Subscription): void
  /** Sends an event to all subscribers; the payload is only built when there is one. */
  emit(topicEnum: string, eventId: string, payload: () => Record<string, unknown>): void
  wants(topicEnum: string): boolean
  /** From now on deliveries are kept back, until `sendHeld` takes them out at once and waits for their answers. */
  holdForNow(): void
  sendHeld(): Promise<void>
  /** Deliveries on their way or waiting for another try. */
  pending(): number
  /** Ends when no delivery is on its way (those that wait for another try are not counted). */
  settled(): Promise<void>
}

const reorderedByMs = 10_000

export function createWebhookDesk(parts: WebhookParts): WebhookDesk {
  const { settings, identifiers, faults } = parts
  const byTopic = new Map<string, Subscription[]>()

  const remove = (subscription: Subscription): void => {
    const left = byTopic.get(subscription.topicEnum)?.filter((one) => one !== subscription) ?? []
    byTopic.set(subscription.topicEnum, left)
  }
  const isLive = (subscription: Subscription): boolean =>
    byTopic.get(subscription.topicEnum)?.includes(subscription) === true

  const couriers = createCouriers(parts, { isLive, remove })
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
    const times = fault?.fault === 'duplicate' ? 2 : 1
    for (let at = 0; at < times; at += 1) {
      couriers.schedule({ subscription, headers, body, tries: 0 }, afterMs)
    }
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
    holdForNow: couriers.holdForNow,
    sendHeld: couriers.sendHeld,
    pending: couriers.pending,
    settled: couriers.settled,
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
