/** Where an order of the list stands, as the pages draw it: the lane, a code, and words. Pure. */
import { unreachable } from '../../core/unreachable.ts'
import { attentionRank, isQuietHold } from '../../store/read/attention.ts'
import type { AmazonRow, OwnRow } from '../../store/read/order-rows.ts'
import { verbsOf } from '../life/life-verbs.ts'
import { describeHold, describeOrder, reasonTextOf } from '../orders/describe-order.ts'

export type RowLane =
  | 'crossed'
  | 'moving'
  | 'waiting'
  | 'held'
  | 'stays-amazon'
  | 'stays-shopify'
  | 'cancelled'

export type Standing = {
  readonly lane: RowLane
  readonly code: string
  readonly title: string
  readonly text: string
  readonly hold: {
    readonly concern: string
    readonly code: string
    readonly title: string
    readonly sinceMs: number
    readonly more: number
  } | null
  readonly verbs: readonly string[]
}

export function standingOf(row: AmazonRow): Standing {
  const holds = holdsOf(row)
  const [first] = holds
  if (first === undefined) return { ...calmStanding(row), hold: null }
  const { code, concern, sinceMs, detail } = first
  const { title, text } = describeHold(code, detail)
  const hold = { concern, code, title, sinceMs, more: holds.length - 1 }
  const verbs = concern === 'import' ? describeOrder(row).verbs : verbsOf(code)
  return { lane: 'held', code, title, text, hold, verbs }
}

type RowHold = {
  readonly concern: string
  readonly code: string
  readonly detail: unknown
  readonly sinceMs: number
}

/** Most urgent first, as the Overview counts them. */
export function holdsOf(
  row: Pick<
    AmazonRow,
    'outcome' | 'reason' | 'detail' | 'decidedAtMs' | 'firstSeenMs' | 'concerns'
  >,
): RowHold[] {
  const own: RowHold[] =
    row.outcome === 'held'
      ? [
          {
            ...{ concern: 'import', code: row.reason ?? '', detail: row.detail },
            sinceMs: row.decidedAtMs ?? row.firstSeenMs,
          },
        ]
      : []
  const life = row.concerns
    .filter(({ outcome, reason }) => outcome === 'held' && !isQuietHold(reason))
    .map(({ concern, reason, detail, sinceMs }) => ({ concern, code: reason, detail, sinceMs }))
  return [...own, ...life].toSorted(
    (one, other) =>
      attentionRank(one.code) - attentionRank(other.code) || one.sinceMs - other.sinceMs,
  )
}

function calmStanding(row: AmazonRow): Omit<Standing, 'hold'> {
  const { verbs } = describeOrder(row)
  if (row.status === 'CANCELLED') {
    return { lane: 'cancelled', code: 'CANCELLED', title: 'Cancelled', text: '', verbs }
  }
  const code = row.reason ?? 'NEW'
  const text = reasonTextOf(row.reason)
  switch (row.outcome) {
    case 'new':
    case 'working':
      return { lane: 'moving', code, title: 'On its way', text, verbs }
    case 'waiting':
      return { lane: 'waiting', code, title: 'Waiting', text, verbs }
    case 'imported':
    case 'adopted':
      return { lane: 'crossed', ...shipping(row), verbs }
    case 'resting':
      return { lane: restingLane(row), code, title: restingTitle(row), text, verbs }
    case 'held':
      return { lane: 'held', code, title: code, text, verbs }
    default:
      return unreachable(row.outcome)
  }
}

const notTaken: ReadonlySet<string> = new Set(['READ_BACK', 'SETTLE_EFFECT'])

function shipping(row: AmazonRow): Pick<Standing, 'code' | 'title' | 'text'> {
  const shipment = row.concerns.find(({ concern }) => concern === 'shipment')
  if (shipment !== undefined && notTaken.has(shipment.reason)) {
    return {
      code: 'SENT_NOT_TAKEN',
      title: 'Sent, not yet taken',
      text: reasonTextOf(shipment.reason),
    }
  }
  if (row.status === 'SHIPPED') return { code: 'SHIPPED', title: 'Shipped', text: 'Amazon has it.' }
  if (row.status === 'PARTIALLY_SHIPPED') {
    return { code: 'PARTLY_SHIPPED', title: 'Partly shipped', text: 'A part of it has left.' }
  }
  return { code: 'TO_SHIP', title: 'To ship', text: reasonTextOf(row.reason) }
}

function restingLane({ reason, shopifyGid }: AmazonRow): RowLane {
  if (shopifyGid !== null) return 'crossed'
  return reason === 'PENDING' || reason === 'WATCHING' ? 'waiting' : 'stays-amazon'
}

function restingTitle({ reason, fulfilledBy }: AmazonRow): string {
  if (reason === 'PENDING') return 'Awaiting payment'
  return fulfilledBy === 'AMAZON' ? 'Amazon ships it' : 'Stays on Amazon'
}

export function ownStandingOf(row: OwnRow): Pick<Standing, 'lane' | 'code' | 'title' | 'text'> {
  const text = "Shopify's own order."
  if (row.cancelled) return { lane: 'cancelled', code: 'OWN_CANCELLED', title: 'Cancelled', text }
  const lane = 'stays-shopify'
  if (row.fulfillment === 'FULFILLED') return { lane, code: 'OWN_SHIPPED', title: 'Shipped', text }
  if (row.fulfillment === 'PARTIALLY_FULFILLED') {
    return { lane, code: 'OWN_PARTLY_SHIPPED', title: 'Partly shipped', text }
  }
  return { lane, code: 'OWN_TO_SHIP', title: 'To ship', text }
}
