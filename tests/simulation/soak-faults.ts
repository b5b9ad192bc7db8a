/** The faults of a seed: at least eight, at times and places that the seed chooses. */
import type { Fault, FaultKind } from '../../simulators/kit/fault-plane.ts'
import type { SeededRandom } from '../../simulators/kit/seeded-random.ts'

export type TimedFault = { readonly atMs: number; readonly fault: Fault }

const lateMs = 20_000

const choices: readonly Fault[] = [
  { on: 'shopify.orderCreate', fault: 'answer-lost', times: 2 },
  { on: 'shopify.orderCreate', fault: 'applied-late', delayMs: lateMs },
  { on: 'shopify.orderCreate', fault: 'unavailable' },
  { on: 'shopify.orderCreate', fault: 'throttled' },
  { on: 'shopify.orderCreate', fault: 'refused' },
  { on: 'shopify.orderCreate', fault: 'refused-but-written' },
  { on: 'shopify.orderByIdentifier', fault: 'stale-read' },
  { on: 'shopify.orders', fault: 'unavailable', times: 2 },
  { on: 'shopify.orders', fault: 'half-page' },
  { on: 'shopify.webhook', fault: 'duplicate', times: 2 },
  { on: 'shopify.webhook', fault: 'out-of-order' },
  { on: 'shopify.webhook', fault: 'silently-dropped', times: 2 },
  { on: 'shopify.*', fault: 'expired-token' },
  { on: 'amazon.getOrder', fault: 'throttled', times: 2 },
  { on: 'amazon.getOrder', fault: 'unavailable', times: 3 },
  { on: 'amazon.getOrder', fault: 'stale-read', times: 2 },
  { on: 'amazon.getOrder', fault: 'slow', delayMs: 3_000 },
  { on: 'amazon.getOrder', fault: 'expired-token' },
  { on: 'amazon.searchOrders', fault: 'half-page', times: 2 },
  { on: 'amazon.searchOrders', fault: 'throttled' },
  { on: 'amazon.searchOrders', fault: 'unavailable', times: 2 },
  { on: 'amazon.notification', fault: 'duplicate', times: 3 },
  { on: 'amazon.notification', fault: 'out-of-order', times: 2 },
  { on: 'amazon.notification', fault: 'silently-dropped', times: 3 },
]

/** What a long run must have met. */
export const kindsOfFaults: ReadonlySet<FaultKind> = new Set(choices.map(({ fault }) => fault))

const faultsMin = 8
const faultsMax = 14
/** Nothing new goes wrong in the last hours, so that the world can come to rest. */
const calmMs = 6 * 3_600_000
const calmShare = 0.25

export function soakFaults(random: SeededRandom, startMs: number, endMs: number): TimedFault[] {
  const count = random.int(faultsMin, faultsMax)
  const calm = Math.min(calmMs, (endMs - startMs) * calmShare)
  return Array.from({ length: count }, () => ({
    atMs: random.int(startMs, endMs - calm),
    fault: random.pick(choices),
  }))
}
