/** A refund that was put on a feed: where it stands, until Finances shows it. Never sent again by itself. */
import { effectOf } from '../life/settle-effect.ts'
import { stepsOf } from '../life/steps.ts'
import { formatDecimal } from '../money.ts'
import type { LifeRefund } from '../orders/shop-life.ts'
import { mayBeRepeated, said } from '../shipments/shipment-context.ts'
import type { Step } from '../step.ts'
import { checkTimes, deskMs } from './check-times.ts'
import type { RefundContext } from './refund-context.ts'
import { movedMinor, refundKey } from './shop-refunds.ts'

const { look, write, hold, rest } = stepsOf('refund')

/** Undefined: nothing was sent yet, or a person asked for it again. */
export function followRefund(refund: LifeRefund, context: RefundContext): Step | undefined {
  const { life, ledger, nowMs } = context
  const key = refundKey(refund)
  if (life.queued.includes(key)) return rest('REFUND_ON_THE_DESK')
  const effect = effectOf(life.effects, key)
  const [newest] = effect?.attempts ?? []
  if (effect === undefined || newest === undefined || newest.state === 'disproved') return undefined
  if (said(context, 'dismiss', key)) return rest('REFUND_DISMISSED')
  const isDone = effect.doneAtMs !== null || newest.state === 'done'
  const shown = ledger.money.ours.get(key)
  if (isDone) {
    return shown === undefined
      ? readAgain(refund, effect.doneAtMs ?? newest.atMs, context)
      : rest('REFUNDED_ON_BOTH_SIDES')
  }
  if (shown !== undefined) {
    const found = { kind: 'record-effect', key, effect: 'refund-on-amazon' } as const
    return write({ ...found, platformId: shown.transactionId }, 'FOUND_EFFECT')
  }
  if (mayBeRepeated(context, key, newest.atMs)) return undefined
  if (newest.state === 'refused') {
    if (context.pairs.byRefund.has(refund.gid)) return rest('REFUNDED_ON_BOTH_SIDES')
    const code = newest.code ?? 'REFUSED'
    return hold('AMAZON_REFUSED_REFUND', { ...sidesOf(refund, context), code, subject: key })
  }
  // Without a code the feed is on its way: its report, or its loss, marks the order.
  if (newest.code === null && nowMs < newest.atMs + deskMs) return rest('REFUND_ON_THE_DESK')
  const { dueNow, nextAtMs } = checkTimes([newest.atMs], context)
  if (dueNow) return look({ at: 'amazon-finances' }, 'READ_FINANCES')
  const code = newest.code ?? 'FEED_SILENT'
  return hold('REFUND_UNCLEAR', { ...sidesOf(refund, context), code, subject: key }, nextAtMs)
}

/** Undefined when a person asked for it again, after Finances had not listed it for a week. */
function readAgain(refund: LifeRefund, doneMs: number, context: RefundContext): Step | undefined {
  const { dueNow, nextAtMs } = checkTimes([doneMs], context)
  if (dueNow) return look({ at: 'amazon-finances' }, 'READ_FINANCES')
  if (nextAtMs !== null) return rest('REFUND_DONE_ON_AMAZON', { againAtMs: nextAtMs })
  const subject = refundKey(refund)
  if (mayBeRepeated(context, subject, doneMs)) return undefined
  return hold('REFUND_NOT_SEEN', { ...sidesOf(refund, context), subject })
}

/** What each side has given back of this refund. */
function sidesOf(refund: LifeRefund, { ledger }: RefundContext) {
  const { currency } = ledger
  const shopify = formatDecimal({ amountMinor: movedMinor(refund), currency })
  return { shopify, amazon: formatDecimal({ amountMinor: 0, currency }), currency }
}
