/**
 * What shall go wrong, where, and how often. `stuck` to `fatal-partly` are for work that a platform does in the background
 * (a feed): never done, done in part, aborted with nothing, all or some of it done. `webhook-before-answer`: whoever
 * subscribed has heard of the effect before the caller has its answer. `refused-but-written`: the answer names an error
 * and the effect is there all the same. The simulators ask it at each operation and delivery; it does nothing by itself.
 * `apply-fault.ts` turns the kinds that concern a call into what the caller sees.
 */
import type { SeededRandom } from './seeded-random.ts'

export const faultKinds = [
  'slow',
  'throttled',
  'refused',
  'unavailable',
  'answer-lost',
  'applied-late',
  'half-page',
  'stale-read',
  'duplicate',
  'out-of-order',
  'expired-token',
  'silently-dropped',
  'stuck',
  'partly-failed',
  'fatal',
  'fatal-applied',
  'fatal-partly',
  'webhook-before-answer',
  'refused-but-written',
] as const

export type FaultKind = (typeof faultKinds)[number]

export type Fault = {
  /** "shopify.orderCreate", "amazon.getOrder", "amazon.notification"; "amazon.*" means all of Amazon. */
  readonly on: string
  readonly fault: FaultKind
  /** How often it strikes; 1 by default. */
  readonly times?: number
  readonly delayMs?: number
  /** Chance that it strikes at one opportunity; 1 by default. */
  readonly probability?: number
  /** Strikes only where the subject has these values, e.g. `{ orderId: '…' }`. */
  readonly match?: Readonly<Record<string, string>>
}

export type FaultPlane = {
  add(fault: Fault): void
  /** The fault that strikes now, if any; it is used up by one. `kinds` limits it to those that make sense here. */
  take(
    on: string,
    subject?: Readonly<Record<string, string>>,
    kinds?: readonly FaultKind[],
  ): Fault | undefined
  /** What is left, with `times` counted down. */
  list(): readonly Fault[]
  reset(): void
  fired(): Record<FaultKind, number>
}

export function createFaultPlane(random: SeededRandom): FaultPlane {
  let waiting: { fault: Fault; left: number }[] = []
  let counts = noCounts()
  return {
    add(fault) {
      waiting.push({ fault, left: fault.times ?? 1 })
    },
    take(on, subject = {}, kinds = faultKinds) {
      if (waiting.length === 0) return undefined
      for (const entry of waiting) {
        const { fault } = entry
        if (!concerns(fault, on, subject) || !kinds.includes(fault.fault)) continue
        if (fault.probability !== undefined && !random.chance(fault.probability)) continue
        entry.left -= 1
        waiting = waiting.filter((other) => other.left > 0)
        counts[fault.fault] += 1
        return fault
      }
      return undefined
    },
    list: () => waiting.map(({ fault, left }) => ({ ...fault, times: left })),
    reset() {
      waiting = []
      counts = noCounts()
    },
    fired: () => ({ ...counts }),
  }
}

function concerns(fault: Fault, on: string, subject: Readonly<Record<string, string>>): boolean {
  const here = fault.on.endsWith('*') ? on.startsWith(fault.on.slice(0, -1)) : fault.on === on
  if (!here || fault.match === undefined) return here
  return Object.entries(fault.match).every(([name, value]) => subject[name] === value)
}

function noCounts(): Record<FaultKind, number> {
  return Object.fromEntries(faultKinds.map((kind) => [kind, 0])) as Record<FaultKind, number>
}
