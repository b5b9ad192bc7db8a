/**
 * A refund that people made in Shopify, for Amazon: by item and component, from the money that moved, never
 * more than is left, and only for units that Amazon shows as shipped. Rules: docs/rules/refunds.md.
 */
import { unsettledEcho } from '../life/clearance.ts'
import { refundEventId } from '../life/life-events.ts'
import { effectOf } from '../life/settle-effect.ts'
import { stepsOf } from '../life/steps.ts'
import { inWords } from '../orders/read-proceeds.ts'
import type { LifeRefund } from '../orders/shop-life.ts'
import type { LifeWrite, Step } from '../step.ts'
import { type Allocation, type Asked, allocate } from './allocate.ts'
import { cancelRefundedUnits } from './cancel-refunded-units.ts'
import { listedFromMs } from './check-times.ts'
import type { RefundLine } from './components.ts'
import { followRefund } from './follow-refund.ts'
import { shippedUnits } from './ledger.ts'
import { maySend, unexplainedRefunds } from './may-send.ts'
import { type RefundBody, readLines } from './refund-body.ts'
import {
  lastSplit,
  linesInWords,
  permissionOf,
  type RefundContext,
  saidYes,
} from './refund-context.ts'
import { messageItems } from './refund-message.ts'
import { isOfCancellation, isPending, movedMinor, refundKey } from './shop-refunds.ts'
import type { RefundWrite } from './writes.ts'

const { look, write, wait, hold, rest } = stepsOf('refund')

export function decideRefundOnAmazon(refund: LifeRefund, context: RefundContext): Step {
  const { order, shop, life } = context
  const followed = followRefund(refund, context)
  if (followed !== undefined) return followed
  if (isPending(refund)) return rest('REFUND_NOT_PAID_YET')
  const eventId = refundEventId(refund)
  const permission = permissionOf(eventId, context)
  if (permission.is === 'dismissed') return rest('REFUND_DISMISSED')
  const nothingLeft = order.items.every((item) => shippedUnits(item, order) === 0)
  // Of a cancellation the cancellation concern tells Amazon; nobody was charged for what stayed.
  if (order.status === 'CANCELLED') return rest('REFUND_ABSORBED')
  if (nothingLeft && isOfCancellation(refund, shop)) return rest('REFUND_ABSORBED')
  const before = context.pairs.byRefund.get(refund.gid)
  // A yes to something else is none to giving it twice; a split says that the buyer shall get more. Nor is it a
  // question of old money: after a reconnection the answer is the same as before.
  if (before !== undefined && lastSplit(eventId, life) === undefined) {
    return hold('ALREADY_REFUNDED', { ...dateOf(before.postedAtMs), subject: eventId })
  }
  const whole = { lines: refund.lines, shipping: refund.shipping, amountMinor: movedMinor(refund) }
  if (permission.is === 'held') {
    const money = { amountMinor: whole.amountMinor, currency: context.ledger.currency }
    const event = `The refund of ${inWords(money)} in Shopify`
    return hold('MONEY_QUARANTINED', { event, why: permission.why, subject: eventId })
  }
  const echo = unsettledEcho(life)
  if (echo !== undefined) return hold('OWN_EFFECT_UNSETTLED', { effect: echo.key })
  const cancelled = cancelRefundedUnits(refund, whole, context)
  if ('step' in cancelled) return cancelled.step
  const asked = cancelled.rest
  if (asked.amountMinor === 0) return rest('REFUND_ABSORBED')
  const early = notShipped(asked, eventId, context)
  if (early !== undefined) return early
  return decideMoney(refund, asked, context)
}

/** Units that Amazon does not show as shipped were not charged; it would refuse the refund. */
function notShipped(
  asked: Asked,
  subject: string,
  { order, shop }: RefundContext,
): Step | undefined {
  const named = asked.lines.flatMap(
    ({ lineGid }) => shop.lines.find((one) => one.lineGid === lineGid)?.itemId ?? [],
  )
  const items = order.items.filter(({ itemId }) => named.length === 0 || named.includes(itemId))
  const waiting = items.filter((item) => shippedUnits(item, order) === 0)
  const isEarly = named.length === 0 ? waiting.length === items.length : waiting.length > 0
  if (!isEarly) return undefined
  const shipBy = order.shipByMs === null ? 'soon' : new Date(order.shipByMs).toISOString()
  const titles = waiting.map(({ title }) => title)
  return hold('REFUND_BEFORE_SHIPMENT', { items: titles, shipBy, subject })
}

function decideMoney(refund: LifeRefund, asked: Asked, context: RefundContext): Step {
  const { order, life, shop, ledger, policy } = context
  // One after the other: what is on its way counts only once its books are written.
  const others = life.queued.some((one) => one.startsWith('refund:'))
  if (others) return rest('REFUND_ON_THE_DESK')
  const stale = notFresh(context)
  if (stale !== undefined) return stale
  const eventId = refundEventId(refund)
  const split = lastSplit(eventId, life)
  const uncertain = [...ledger.unclear, ...shop.truncated]
  const isBooked = saidYes(eventId, context, 'REFUND_BOOKS_UNCLEAR')
  if (uncertain.length > 0 && (!isBooked || ledger.rows.length === 0)) {
    return hold('REFUND_BOOKS_UNCLEAR', { unclear: uncertain, subject: eventId })
  }
  const { marketplaceTax } = policy.refund
  const terms = { order, shop, ledger, marketplaceTax }
  const found: Allocation = allocate(asked, terms)
  const given = split === undefined ? undefined : readLines(split.detail)
  const isSuggested = saidYes(eventId, context, 'REFUND_WITHOUT_LINES')
  const lines = given ?? chosen(found, isSuggested)
  const money = { amountMinor: asked.amountMinor, currency: ledger.currency }
  if (lines === undefined) {
    const suggested = found.is === 'exact' ? found.lines : found.suggested
    return hold('REFUND_WITHOUT_LINES', {
      money: inWords(money),
      why: found.is === 'unclear' ? found.why : '',
      suggested: linesInWords(suggested, ledger.currency),
      subject: eventId,
    })
  }
  const refused = maySend(lines, money, eventId, context)
  if (refused !== undefined) return refused
  return write(writeOf(refund, lines, money.amountMinor, context), 'REFUND_ON_AMAZON')
}

function chosen(found: Allocation, isApproved: boolean): readonly RefundLine[] | undefined {
  if (found.is === 'exact') return found.lines
  return isApproved && found.suggested.length > 0 ? found.suggested : undefined
}

/** Both sides are read after the refund was, and after what Amazon told of, so that no books are old. */
function notFresh({ life, ledger, shopAsOfMs, amazonAsOfMs, nowMs }: RefundContext) {
  if (amazonAsOfMs < shopAsOfMs) return look({ at: 'amazon-order' }, 'READ_AMAZON')
  const asOfMs = life.finances.is === 'seen' ? life.finances.asOfMs : Number.NEGATIVE_INFINITY
  const toldFromMs = unexplainedRefunds(life, ledger) === 0 ? shopAsOfMs : listedFromMs(life)
  if (nowMs < toldFromMs) return wait(toldFromMs, 'READ_FINANCES')
  const isFresh = asOfMs >= Math.max(shopAsOfMs, toldFromMs)
  return isFresh ? undefined : look({ at: 'amazon-finances' }, 'READ_FINANCES')
}

function writeOf(
  refund: LifeRefund,
  lines: readonly RefundLine[],
  amountMinor: number,
  { order, life, ledger, shop }: RefundContext,
): LifeWrite<'refund', RefundWrite> {
  const key = refundKey(refund)
  const { currency } = ledger
  const [newest] = effectOf(life.effects, key)?.attempts ?? []
  const items = messageItems(refund, lines, currency, shop.cancelReason)
  return {
    kind: 'refund',
    key,
    effect: 'refund-on-amazon',
    repeats: false,
    disproves: newest?.state === 'unclear' ? newest.attemptId : null,
    uses: null,
    body: { currency, amountMinor, lines } satisfies RefundBody,
    act: { do: 'refund-on-amazon', message: { orderId: order.orderId, items } },
  }
}

function dateOf(atMs: number) {
  return { date: new Date(atMs).toISOString().slice(0, 10) }
}
