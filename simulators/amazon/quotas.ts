/**
 * Token buckets per operation on world time, with Amazon's default usage plans (models of 2026-08-05). A bucket starts
 * full; a request over it is refused and takes nothing.
 */
import type { WorldClock } from '../kit/world-clock.ts'

export type UsagePlan = { readonly ratePerSecond: number; readonly burst: number }

/** `default`: Amazon's plans. `off`: no limit, and a very high rate in the header. */
export type QuotaMode = 'default' | 'off' | Readonly<Record<string, UsagePlan>>

export type Quotas = {
  /** Whether the call may pass; takes one token if so. */
  take(operation: string, plan: UsagePlan): boolean
  /** What `x-amzn-RateLimit-Limit` says. */
  rateHeader(operation: string, plan: UsagePlan): string
  setMode(mode: QuotaMode): void
  /** The tokens left in each bucket that was used. */
  levels(): Record<string, number>
  reset(): void
}

const unlimitedRate = 10_000

export function createQuotas(clock: WorldClock, firstMode: QuotaMode): Quotas {
  let mode = firstMode
  let buckets = new Map<string, { tokens: number; atMs: number; plan: UsagePlan }>()

  const planOf = (operation: string, plan: UsagePlan): UsagePlan =>
    typeof mode === 'string' ? plan : (mode[operation] ?? plan)

  const refill = (operation: string, plan: UsagePlan) => {
    const nowMs = clock.nowMs()
    const bucket = buckets.get(operation) ?? { tokens: plan.burst, atMs: nowMs, plan }
    const gained = ((nowMs - bucket.atMs) / 1000) * plan.ratePerSecond
    bucket.tokens = Math.min(plan.burst, bucket.tokens + Math.max(0, gained))
    bucket.atMs = nowMs
    bucket.plan = plan
    buckets.set(operation, bucket)
    return bucket
  }

  return {
    take(operation, defaultPlan) {
      if (mode === 'off') return true
      const bucket = refill(operation, planOf(operation, defaultPlan))
      // A hair below one counts as one: the sum of many small refills is not exact.
      if (bucket.tokens < 1 - 1e-9) return false
      bucket.tokens -= 1
      return true
    },
    rateHeader(operation, defaultPlan) {
      const rate = mode === 'off' ? unlimitedRate : planOf(operation, defaultPlan).ratePerSecond
      return String(rate)
    },
    setMode(next) {
      mode = next
      buckets = new Map()
    },
    levels() {
      const levels: Record<string, number> = {}
      for (const [operation, { plan }] of buckets) {
        levels[operation] = refill(operation, plan).tokens
      }
      return levels
    },
    reset() {
      buckets = new Map()
    },
  }
}
