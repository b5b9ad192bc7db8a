/**
 * When Finances is looked at again. It "might not include orders from the last 48 hours", so it is asked
 * after that and once more after 7 days; never in between, for it answers one question in two seconds.
 */
import type { RefundContext } from './refund-context.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Amazon's clock and ours may differ. */
const marginMs = 10 * minuteMs
const lateMs: readonly number[] = [48 * hourMs + marginMs, 7 * 24 * hourMs]
/** By itself Finances lists nothing of the last two minutes; what it does not lag it lists after. */
const soonMs = 3 * minuteMs
/** For what Amazon told of a moment ago. */
export const soonAndLateMs: readonly number[] = [soonMs, ...lateMs]
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
  agesMs = lateMs,
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

/** When the newest booking that Amazon told of may be listed at the earliest. */
export function listedFromMs({ events }: RefundContext['life']): number {
  const heard = events.filter(({ kind }) => kind === 'amazon-money')
  return Math.max(...heard.map(({ firstSeenMs }) => firstSeenMs + soonMs))
}
