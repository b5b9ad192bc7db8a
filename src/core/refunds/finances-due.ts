/**
 * When Finances is read without a refund that asks for it: Amazon told of a booking, and two days and a week
 * after the goods left or the order was cancelled. Only while refunds are live, or something was told.
 */
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import { stepsOf } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { Step } from '../step.ts'
import { checkTimes, soonAndLateMs } from './check-times.ts'
import type { Ledger } from './ledger.ts'
import { unexplainedRefunds } from './may-send.ts'

const { look, rest } = stepsOf('refund')

/** Older orders are not asked for when the lane goes live. */
const oldMs = 14 * 24 * 3_600_000

export function whenToReadFinances(
  order: AmazonOrder,
  ledger: Ledger,
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step[] {
  const heard = life.events
    .filter(({ kind }) => kind === 'amazon-money')
    .map(({ firstSeenMs }) => firstSeenMs)
  const open = unexplainedRefunds(life, ledger) > 0 ? heard : []
  const left = policy.refund.lane === 'live' ? whenItLeft(order) : []
  const isYoung = (atMs: number) => nowMs - atMs < oldMs
  const times = [
    checkTimes(open.filter(isYoung), { life, nowMs }, soonAndLateMs),
    checkTimes(left.filter(isYoung), { life, nowMs }),
  ]
  if (times.some(({ dueNow }) => dueNow)) {
    return [look({ at: 'amazon-finances' }, 'READ_FINANCES')]
  }
  return times.flatMap(({ nextAtMs }) =>
    nextAtMs === null ? [] : [rest('NO_REFUND_DUE', { againAtMs: nextAtMs })],
  )
}

/** By Amazon's clock: it only says when to look. */
function whenItLeft(order: AmazonOrder): number[] {
  const shipped = order.packages.flatMap(({ shippedAtMs }) => shippedAtMs ?? [])
  if (order.status === 'CANCELLED' && shipped.length > 0) return [order.lastUpdatedAtMs]
  if (order.status !== 'SHIPPED' && order.status !== 'PARTIALLY_SHIPPED') return []
  return shipped.length === 0 ? [order.lastUpdatedAtMs] : [Math.max(...shipped)]
}
