/**
 * The bucket of query points that one app has at one shop. Refills by world time.
 * Rates: 100/s and 2,000 (standard, measured), 200/s and 4,000 (advanced, measured), 1,000/s and 20,000 (Plus,
 * inferred from the ratio).
 */
import type { WorldClock } from '../../kit/world-clock.ts'
import type { ShopifyPlan, ShopSettings } from '../settings.ts'

export type ThrottleStatus = {
  readonly maximumAvailable: number
  readonly currentlyAvailable: number
  readonly restoreRate: number
}

export type Throttle = {
  status(): ThrottleStatus
  /** Whether a query of this requested cost may run now. */
  mayRun(requestedCost: number): boolean
  spend(actualCost: number): void
  /** Empties the bucket, as a burst of another client would. */
  drain(): void
}

const rates: Readonly<Record<ShopifyPlan, { restoreRate: number; maximum: number }>> = {
  standard: { restoreRate: 100, maximum: 2000 },
  advanced: { restoreRate: 200, maximum: 4000 },
  plus: { restoreRate: 1000, maximum: 20_000 },
}

const unlimited = { restoreRate: 1_000_000, maximum: 100_000_000 }

export function createThrottle(clock: WorldClock, settings: ShopSettings): Throttle {
  const rate = (): { restoreRate: number; maximum: number } =>
    settings.quotas === 'off' ? unlimited : rates[settings.plan]
  let spent = 0
  let atMs = clock.nowMs()
  const refill = (): void => {
    const nowMs = clock.nowMs()
    spent = Math.max(0, spent - ((nowMs - atMs) / 1000) * rate().restoreRate)
    atMs = nowMs
  }
  const available = (): number => {
    refill()
    return Math.max(0, rate().maximum - spent)
  }
  return {
    status: () => ({
      maximumAvailable: rate().maximum,
      currentlyAvailable: Math.floor(available()),
      restoreRate: rate().restoreRate,
    }),
    mayRun: (requestedCost) => available() >= requestedCost,
    spend(actualCost) {
      refill()
      spent += actualCost
    },
    drain() {
      refill()
      spent = rate().maximum
    },
  }
}
