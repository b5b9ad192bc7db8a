/**
 * Takes deliveries to their addresses: tries again on a failure, and takes a subscription away that keeps failing.
 */
import type { Subscription, WebhookParts } from './subscription.ts'

export type Delivery = {
  readonly subscription: Subscription
  readonly headers: Readonly<Record<string, string>>
  /** Sent again as it was, however old it is. */
  readonly body: string
  tries: number
}

export type Couriers = {
  schedule(delivery: Delivery, afterMs: number): void
  /** From now on deliveries that are due at once are kept back. */
  holdForNow(): void
  /** Takes out what was kept back, without the clock, and ends when each has its answer. */
  sendHeld(): Promise<void>
  pending(): number
  settled(): Promise<void>
}

/** 8 tries, each twice as long after the one before, 4 hours in all. */
const retryDelaysMs = [56, 113, 226, 452, 904, 1807, 3614, 7228].map((seconds) => seconds * 1000)
const failuresUntilRemoval = 8

type Shelf = {
  readonly isLive: (subscription: Subscription) => boolean
  readonly remove: (subscription: Subscription) => void
}

export function createCouriers(parts: WebhookParts, shelf: Shelf): Couriers {
  const { clock, journal } = parts
  const onTheWay = new Set<Promise<void>>()
  let waiting = 0
  let held: Delivery[] | undefined

  const schedule = (delivery: Delivery, afterMs: number): void => {
    if (held !== undefined && isDueAtOnce(parts, delivery, afterMs)) return void held.push(delivery)
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
    if (!shelf.isLive(subscription)) return
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
    if (isEnough(parts, subscription, delayMs)) shelf.remove(subscription)
    else if (delayMs !== undefined) schedule(delivery, delayMs)
  }

  return {
    schedule,
    holdForNow() {
      held ??= []
    },
    async sendHeld() {
      const sending = (held ?? []).map((one) => attempt(one))
      held = undefined
      for (const one of sending) {
        onTheWay.add(one)
        one.finally(() => onTheWay.delete(one))
      }
      await Promise.all(sending)
    },
    pending: () => waiting + onTheWay.size,
    async settled() {
      while (onTheWay.size > 0) await Promise.all(onTheWay)
    },
  }
}

function isDueAtOnce(parts: WebhookParts, delivery: Delivery, afterMs: number): boolean {
  return delivery.tries === 0 && afterMs <= parts.settings.webhookDelayMs
}

/** Whether a failure was the last that the platform takes; the facts leave two readings (see the option). */
function isEnough(
  { settings }: WebhookParts,
  subscription: Subscription,
  nextDelayMs: number | undefined,
): boolean {
  return settings.webhookRemoval === 'consecutive-attempts'
    ? subscription.failures >= failuresUntilRemoval
    : nextDelayMs === undefined
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
