/** What goes wrong with the writes of order life and with feeds. */
import type { Fault, FaultKind } from '../../../simulators/kit/fault-plane.ts'
import { type Ground, hourMs } from './happening.ts'

const lateMs = 20_000

const choices: readonly Fault[] = [
  { on: 'amazon.confirmShipment', fault: 'answer-lost' },
  { on: 'amazon.confirmShipment', fault: 'applied-late', delayMs: lateMs },
  { on: 'amazon.confirmShipment', fault: 'silently-dropped' },
  { on: 'amazon.confirmShipment', fault: 'silently-dropped', times: 2 },
  { on: 'amazon.confirmShipment', fault: 'refused' },
  { on: 'amazon.confirmShipment', fault: 'unavailable' },
  { on: 'amazon.createFeed', fault: 'answer-lost' },
  { on: 'amazon.createFeed', fault: 'answer-lost' },
  { on: 'amazon.createFeed', fault: 'applied-late', delayMs: lateMs },
  { on: 'amazon.createFeed', fault: 'unavailable' },
  { on: 'amazon.createFeed', fault: 'throttled' },
  { on: 'amazon.createFeedDocument', fault: 'unavailable' },
  { on: 'amazon.getFeeds', fault: 'half-page' },
  { on: 'amazon.getFeed', fault: 'unavailable', times: 2 },
  { on: 'amazon.feed', fault: 'slow', delayMs: 20 * 60_000 },
  { on: 'amazon.feed', fault: 'stuck', delayMs: 7 * hourMs },
  { on: 'amazon.feed', fault: 'fatal' },
  { on: 'amazon.feed', fault: 'fatal-applied' },
  { on: 'amazon.feed', fault: 'fatal-partly' },
  { on: 'amazon.feed', fault: 'partly-failed' },
  { on: 'amazon.feed', fault: 'refused' },
  { on: 'amazon.feed', fault: 'silently-dropped' },
  { on: 'shopify.fulfillmentCreate', fault: 'answer-lost' },
  { on: 'shopify.fulfillmentCreate', fault: 'applied-late', delayMs: lateMs },
  { on: 'shopify.fulfillmentCreate', fault: 'webhook-before-answer' },
  { on: 'shopify.fulfillmentCreate', fault: 'refused' },
  { on: 'shopify.orderCancel', fault: 'answer-lost' },
  { on: 'shopify.orderCancel', fault: 'applied-late', delayMs: lateMs },
  { on: 'shopify.orderCancel', fault: 'webhook-before-answer' },
  { on: 'shopify.orderCancel', fault: 'refused' },
  { on: 'shopify.refundCreate', fault: 'answer-lost' },
  { on: 'shopify.refundCreate', fault: 'applied-late', delayMs: lateMs },
  { on: 'shopify.refundCreate', fault: 'webhook-before-answer' },
  { on: 'shopify.fulfillmentOrderHold', fault: 'answer-lost' },
]

/** What a long run must have met. */
export const kindsOfLifeFaults: ReadonlySet<FaultKind> = new Set(choices.map(({ fault }) => fault))

const count = { min: 4, max: 8 }
/** The last feed that is stuck for hours still ends before the world is at rest. */
const calmMs = 12 * hourMs

export function injectLifeFaults({ shop, random, startMs, endMs, later }: Ground): void {
  for (let left = random.int(count.min, count.max); left > 0; left -= 1) {
    const fault = random.pick(choices)
    const { faults } = fault.on.startsWith('amazon') ? shop.amazon : shop.shopify
    later(random.int(startMs, endMs - calmMs), 'fault of life', () => faults.add(fault))
  }
}
