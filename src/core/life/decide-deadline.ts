/**
 * The clocks of an order that still has to be shipped (B34, B67, B68): ship-by, the automatic
 * cancellation after 7 business days, and the older rule of 30 days without confirmation and no pay. It
 * never sends anything: it wakes the order, and its hold is the alarm. Rules: docs/rules/deadlines.md.
 */
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { OrderView } from '../orders/view.ts'
import type { Step } from '../step.ts'
import { type Alarm, clockAlarms } from './alarms.ts'
import type { LifePolicy } from './life-policy.ts'
import type { LifeView } from './life-view.ts'
import { deadlineRank } from './reasons.ts'
import { stepsOf } from './steps.ts'

const { hold, rest } = stepsOf('deadline')

const dayMs = 24 * 3_600_000
/** Shipped here, not yet known there: an alarm after this. */
const unconfirmedMs = 15 * 60_000

export function decideDeadline(
  { amazon }: OrderView,
  life: LifeView,
  _policy: LifePolicy,
  nowMs: number,
): Step {
  if (amazon.is !== 'seen') return rest('DEADLINE_OVER')
  const order = amazon.value
  const open = order.status === 'UNSHIPPED' || order.status === 'PARTIALLY_SHIPPED'
  if (!open || order.fulfilledBy !== 'MERCHANT') return rest('DEADLINE_OVER')
  const alarms = alarmsOf(order, life).filter((alarm) => !isQuieted(alarm, life))
  const [ringing] = alarms
    .filter(({ atMs }) => atMs <= nowMs)
    .toSorted((a, b) => deadlineRank(a.code) - deadlineRank(b.code))
  const coming = alarms.map(({ atMs }) => atMs).filter((atMs) => atMs > nowMs)
  const againAtMs = coming.length === 0 ? null : Math.min(...coming)
  if (ringing === undefined) {
    return rest('DEADLINE_NOT_NEAR', againAtMs === null ? {} : { againAtMs })
  }
  const { code, byMs } = ringing
  const atRisk = order.grandTotal
  const detail = {
    subject: code,
    by: new Date(byMs).toISOString(),
    ...(atRisk === null ? {} : { atRiskMinor: atRisk.amountMinor, currency: atRisk.currency }),
  }
  return hold(code, detail, againAtMs)
}

function alarmsOf(order: AmazonOrder, life: LifeView): Alarm[] {
  const noPayMs = order.createdAtMs + 30 * dayMs
  return [...clockAlarms(order), ...unconfirmed(life, order.shipByMs ?? noPayMs)]
}

/** Left in Shopify and not told to Amazon: the figures suffer, however well it is shipped. */
function unconfirmed({ shop, effects }: LifeView, byMs: number): Alarm[] {
  if (shop.is !== 'seen') return []
  const told = effects.filter(
    ({ kind, doneAtMs }) => kind === 'confirm-parcel' && doneAtMs !== null,
  )
  const fromAmazon = effects.flatMap(({ kind, platformId }) =>
    kind === 'fulfil-in-shop' ? (platformId ?? []) : [],
  )
  const waiting = shop.value.fulfillments.filter(
    ({ gid, status }) =>
      status === 'SUCCESS' &&
      !fromAmazon.includes(gid) &&
      !told.some(({ key }) => key.includes(`/${gid.slice(gid.lastIndexOf('/') + 1)}`)),
  )
  const [first] = waiting.map(({ createdAtMs }) => createdAtMs).toSorted((a, b) => a - b)
  if (first === undefined) return []
  return [{ code: 'SHIPPED_NOT_CONFIRMED', atMs: first + unconfirmedMs, byMs }]
}

function isQuieted({ code }: Alarm, { inputs }: LifeView): boolean {
  return inputs.some(({ kind, subject }) => kind === 'dismiss' && subject === code)
}
