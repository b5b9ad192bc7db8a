/**
 * A refund that Amazon or Seller Central made, for Shopify: written down there on our own manual payment, so
 * that reports agree. No money moves by it, nobody is written to, nothing goes back to stock.
 */
import { unsettledEcho } from '../life/clearance.ts'
import { settleByReading } from '../life/settle-effect.ts'
import { stepsOf } from '../life/steps.ts'
import { inWords } from '../orders/read-proceeds.ts'
import type { LifeTransaction } from '../orders/shop-life.ts'
import { mayBeRepeated, said } from '../shipments/shipment-context.ts'
import type { Step } from '../step.ts'
import type { MoneyBack } from './money-back.ts'
import { permissionOf, type RefundContext } from './refund-context.ts'
import { amazonRefundEventId, shopEffects, shopKey } from './shop-key.ts'
import { linesToRefund, shippingToRefund } from './shop-refund-lines.ts'

const { look, write, wait, hold, rest } = stepsOf('refund')

export function decideRefundInShop(money: MoneyBack, context: RefundContext): Step {
  const { life, shop, pairs, nowMs } = context
  const eventId = amazonRefundEventId(money)
  const tried = shopEffects(money, life)
  const revision = Math.max(1, tried.length)
  const key = shopKey(money, revision)
  const shown = shop.refunds.find((refund) => refund.key === key)?.gid ?? null
  const settled = settleByReading(tried.at(-1), shown, nowMs)
  const permission = permissionOf(eventId, context)
  const both = pairs.byTransaction.has(money.transactionId)
  const nothingLeft = shop.refunded.amountMinor >= shop.total.amountMinor
  switch (settled.is) {
    case 'done':
      return rest('REFUNDED_ON_BOTH_SIDES')
    case 'found': {
      const found = { kind: 'record-effect', key, effect: 'refund-in-shop' } as const
      return write({ ...found, platformId: settled.platformId }, 'FOUND_EFFECT')
    }
    case 'wait':
      return wait(settled.untilMs, 'SETTLE_EFFECT')
    case 'look':
      return look({ at: 'shopify-life', gid: shop.gid }, 'SETTLE_EFFECT')
    case 'refused':
      if (permission.is === 'dismissed' || said(context, 'dismiss', key)) {
        return rest('REFUND_DISMISSED')
      }
      if (both || nothingLeft) return rest('REFUNDED_ON_BOTH_SIDES')
      if (!mayBeRepeated(context, key, settled.atMs)) {
        return notRecordable(money, `Shopify answered ${settled.code}`, key)
      }
      return decideWrite(money, context, { revision: revision + 1, disproves: null })
    case 'free':
      break
  }
  if (permission.is === 'dismissed') return rest('REFUND_DISMISSED')
  if (both || nothingLeft) return rest('REFUNDED_ON_BOTH_SIDES')
  if (permission.is === 'held') {
    const event = `The refund of ${inWords(amountOf(money))} on Amazon`
    return hold('MONEY_QUARANTINED', { event, why: permission.why, subject: eventId })
  }
  const echo = unsettledEcho(life)
  if (echo !== undefined && echo.key !== key) {
    return hold('OWN_EFFECT_UNSETTLED', { effect: echo.key })
  }
  return decideWrite(money, context, { revision, disproves: settled.disproves })
}

type Try = {
  readonly revision: number
  readonly disproves: Extract<ReturnType<typeof settleByReading>, { is: 'free' }>['disproves']
}

function decideWrite(money: MoneyBack, context: RefundContext, { revision, disproves }: Try): Step {
  const { shop } = context
  const key = shopKey(money, revision)
  const eventId = amazonRefundEventId(money)
  if (money.unclear.length > 0) {
    return notRecordable(money, `its books name ${money.unclear.join(', ')}`, eventId)
  }
  if (money.buyerMinor <= 0) return rest('NO_REFUND_DUE')
  const payment = ownPayment(context)
  if (typeof payment === 'string') return notRecordable(money, payment, eventId)
  const room = shop.total.amountMinor - shop.refunded.amountMinor
  if (money.currency !== shop.total.currency) {
    return notRecordable(money, `Shopify keeps the order in ${shop.total.currency}`, eventId)
  }
  if (money.buyerMinor > room) {
    const left = inWords({ amountMinor: room, currency: money.currency })
    return notRecordable(money, `Shopify has ${left} left of the order`, eventId)
  }
  const draft = {
    orderGid: shop.gid,
    key,
    note: 'Refunded on Amazon',
    currency: money.currency,
    processedAtMs: money.postedAtMs,
    lines: linesToRefund(money, context),
    shippingMinor: shippingToRefund(money, context),
    transactions: [{ amount: amountOf(money), gateway: payment.gateway, parentGid: payment.gid }],
  }
  const body = {
    transactionId: money.transactionId,
    amountMinor: money.buyerMinor,
    currency: money.currency,
  }
  const base = { kind: 'refund', key, effect: 'refund-in-shop', repeats: true } as const
  const act = { do: 'refund-in-shop', draft } as const
  return write({ ...base, disproves, uses: null, body, act }, 'REFUND_IN_SHOP')
}

/** Our own manual payment, when it and what was given back of it is all that moved on the order. */
function ownPayment({ view, shop }: RefundContext): LifeTransaction | string {
  if (view.effect.how === 'adopted') return 'another app made the order'
  const moved = shop.transactions.filter(({ status }) => status === 'SUCCESS')
  const sales = moved.filter(({ kind }) => kind === 'SALE' || kind === 'CAPTURE')
  const [payment, another] = sales
  if (payment === undefined || another !== undefined) return 'it has not one payment alone'
  const isOurs = moved.every(
    ({ gid, manual, kind, parentGid }) =>
      manual && (gid === payment.gid || (kind === 'REFUND' && parentGid === payment.gid)),
  )
  return isOurs ? payment : 'money moved on it that is not ours'
}

function amountOf({ buyerMinor, currency }: MoneyBack) {
  return { amountMinor: buyerMinor, currency }
}

function notRecordable(money: MoneyBack, why: string, subject: string): Step {
  const date = new Date(money.postedAtMs).toISOString().slice(0, 10)
  return hold('EXTERNAL_REFUND_NOT_RECORDABLE', {
    money: inWords(amountOf(money)),
    date,
    why,
    subject,
  })
}
