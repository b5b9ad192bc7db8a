/**
 * When Finances is looked at again. It "might not include orders from the last 48 hours", so it is asked
 * after that and once more after 7 days; never in between, for it answers one question in two seconds.
 */
import type { RefundContext } from './refund-context.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Amazon's clock and ours may differ. */
const marginMs = 10 * minuteMs
const agesMs = [48 * hourMs + marginMs, 7 * 24 * hourMs] as const
/** Within this a feed is made, run through and reported. */
export const deskMs = 6 * hourMs

export type CheckTimes = {
  /** A time has passed since the last look. */
  readonly dueNow: boolean
  /** The next one; null when all were looked at. */
  readonly nextAtMs: number | null
}

export function checkTimes(
  sinceMs: readonly number[],
  { life, nowMs }: Pick<RefundContext, 'life' | 'nowMs'>,
): CheckTimes {
  const asOfMs = life.finances.is === 'seen' ? life.finances.asOfMs : Number.NEGATIVE_INFINITY
  const times = sinceMs
    .flatMap((since) => agesMs.map((age) => since + age))
    .filter((atMs) => atMs > asOfMs)
  const coming = times.filter((atMs) => atMs > nowMs)
  return {
    dueNow: coming.length < times.length,
    nextAtMs: coming.length === 0 ? null : Math.min(...coming),
  }
}
