/** What goes wrong with listings, figures and feeds of figures, and with the readings that they rest on. */
import type { Fault, FaultKind } from '../../../simulators/kit/fault-plane.ts'
import { type Ground, hourMs, minuteMs } from './happening.ts'

const lateMs = 20_000
const patch = { on: 'amazon.patchListingsItem' } as const
const shown = { on: 'amazon.listing' } as const
const feed = { on: 'amazon.feed' } as const

const choices: readonly Fault[] = [
  { ...patch, fault: 'answer-lost' },
  { ...patch, fault: 'answer-lost', times: 2 },
  { ...patch, fault: 'applied-late', delayMs: lateMs },
  { ...patch, fault: 'applied-late', delayMs: 10 * minuteMs },
  { ...patch, fault: 'unavailable' },
  { ...patch, fault: 'throttled' },
  { ...patch, fault: 'refused' },
  { ...patch, fault: 'silently-dropped' },
  { ...patch, fault: 'silently-dropped', times: 2 },
  { ...patch, fault: 'expired-token' },
  { ...shown, fault: 'slow', delayMs: 40 * minuteMs },
  { ...shown, fault: 'out-of-order', delayMs: 10 * minuteMs },
  { ...shown, fault: 'silently-dropped' },
  { ...shown, fault: 'refused' },
  { on: 'amazon.getListingsItem', fault: 'stale-read', times: 2 },
  { on: 'amazon.getListingsItem', fault: 'unavailable', times: 2 },
  { on: 'amazon.searchListingsItems', fault: 'stale-read' },
  { on: 'amazon.searchListingsItems', fault: 'half-page' },
  { on: 'amazon.searchListingsItems', fault: 'unavailable' },
  { on: 'amazon.getInventorySummaries', fault: 'unavailable', times: 2 },
  { on: 'amazon.getInventorySummaries', fault: 'stale-read' },
  { on: 'amazon.createReport', fault: 'unavailable' },
  { on: 'amazon.createReport', fault: 'answer-lost' },
  { on: 'amazon.createFeedDocument', fault: 'unavailable' },
  { on: 'amazon.createFeed', fault: 'answer-lost' },
  { on: 'amazon.createFeed', fault: 'applied-late', delayMs: lateMs },
  { on: 'amazon.createFeed', fault: 'unavailable' },
  { on: 'amazon.getFeed', fault: 'unavailable', times: 2 },
  { ...feed, fault: 'slow', delayMs: 20 * minuteMs },
  { ...feed, fault: 'stuck', delayMs: 7 * hourMs },
  { ...feed, fault: 'fatal' },
  { ...feed, fault: 'fatal-applied' },
  { ...feed, fault: 'fatal-partly' },
  { ...feed, fault: 'partly-failed' },
  { ...feed, fault: 'refused' },
  { ...feed, fault: 'silently-dropped' },
  { on: 'amazon.notification', fault: 'silently-dropped', times: 6 },
  { on: 'shopify.nodes', fault: 'stale-read' },
  { on: 'shopify.nodes', fault: 'unavailable', times: 2 },
  { on: 'shopify.nodes', fault: 'throttled' },
  { on: 'shopify.webhook', fault: 'silently-dropped', times: 6 },
  { on: 'shopify.webhook', fault: 'duplicate', times: 4 },
]

/** What a long run must have met. */
export const kindsOfStockFaults: ReadonlySet<FaultKind> = new Set(choices.map(({ fault }) => fault))

const count = { min: 4, max: 8 }
const calmMs = 3 * hourMs

export function injectStockFaults({ shop, random, startMs, endMs, later }: Ground): void {
  for (let left = random.int(count.min, count.max); left > 0; left -= 1) {
    const fault = random.pick(choices)
    const { faults } = fault.on.startsWith('amazon') ? shop.amazon : shop.shopify
    later(random.int(startMs, endMs - calmMs), 'fault of stock', () => faults.add(fault))
  }
}
