/** What needs a person, in words: one line a reason, most urgent first, with the one thing to do. Pure. */
import type { HeldGroup } from '../../store/read/attention.ts'
import { attentionRank } from '../../store/read/attention.ts'
import { describeHold } from '../orders/describe-order.ts'

export type Need = {
  readonly kind: 'order' | 'incident' | 'dead-letter' | 'stock'
  readonly code: string
  readonly title: string
  readonly fix: string
  readonly page: string
  readonly orders: number
  readonly money: readonly { readonly amountMinor: number; readonly currency: string }[]
  readonly sinceMs: number | null
  readonly shipByMs: number | null
  readonly late: boolean
  readonly urgent: { readonly orderId: string; readonly shopifyName: string | null } | null
  readonly action: NeedAction
}

export type NeedAction = {
  readonly verb:
    | 'open-order'
    | 'list'
    | 'map'
    | 'quarantine'
    | 'stock'
    | 'incidents'
    | 'dead-letters'
  readonly query: Readonly<Record<string, string>>
}

export function needsOf(groups: readonly HeldGroup[], nowMs: number): Need[] {
  const byCode = Map.groupBy(groups, ({ code }) => code)
  const needs = [...byCode].map(([code, parts]) => needOf(code, parts, nowMs))
  return needs.toSorted(
    (one, other) =>
      Number(other.late) - Number(one.late) ||
      urgency(one) - urgency(other) ||
      (one.shipByMs ?? Number.POSITIVE_INFINITY) - (other.shipByMs ?? Number.POSITIVE_INFINITY),
  )
}

/** The first few have a person or a parcel waiting; among the rest the clock decides. */
function urgency({ code }: Need): number {
  return Math.min(attentionRank(code), 3)
}

function needOf(code: string, parts: readonly HeldGroup[], nowMs: number): Need {
  const { title, fix, page } = describeHold(code, null)
  const orders = parts.reduce((all, part) => all + part.orders, 0)
  const soonest = parts.toSorted(
    (one, other) =>
      (one.shipByMs ?? Number.POSITIVE_INFINITY) - (other.shipByMs ?? Number.POSITIVE_INFINITY),
  )[0]
  const sinces = parts.flatMap(({ sinceMs }) => sinceMs ?? [])
  const shipByMs = soonest?.shipByMs ?? null
  const urgent =
    soonest === undefined ? null : { orderId: soonest.urgentId, shopifyName: soonest.urgentName }
  return {
    kind: 'order',
    ...{ code, title, fix, page, orders, urgent, shipByMs },
    money: parts.flatMap(({ currency, totalMinor }) =>
      currency === null || totalMinor === 0 ? [] : [{ amountMinor: totalMinor, currency }],
    ),
    sinceMs: sinces.length === 0 ? null : Math.min(...sinces),
    late: shipByMs !== null && shipByMs < nowMs,
    action: actionOf(code, orders, urgent?.orderId ?? null),
  }
}

function actionOf(code: string, orders: number, orderId: string | null): NeedAction {
  if (code === 'SKU_UNMAPPED' || code === 'SKU_AMBIGUOUS') return { verb: 'map', query: {} }
  if (code === 'MONEY_QUARANTINED') return { verb: 'quarantine', query: {} }
  if (orders === 1 && orderId !== null) return { verb: 'open-order', query: { orderId } }
  return { verb: 'list', query: { view: 'need-you', code } }
}
