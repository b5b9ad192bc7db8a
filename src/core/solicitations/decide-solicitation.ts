/**
 * Asks the buyer for a review, once, in the time that Amazon allows: from 5 days after the earliest to 30
 * days after the latest delivery date, of a shipped order (B55). Only the latest date is known here, so
 * the time begins later than it might, never earlier. Never after a return, refund, cancel or claim; what
 * is unknown asks nothing. Rules: docs/rules/solicitations.md.
 */
import { type AmazonOrderId, id } from '../ids.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import { effectOf } from '../life/settle-effect.ts'
import { stepsOf, watched } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { OrderView } from '../orders/view.ts'
import type { Step } from '../step.ts'

const { look, write, wait, rest } = stepsOf('solicitation')

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const windowDays = 30
/** What is asked for is decided on readings that are not older. */
const freshMs = hourMs
/** Returns come by report, each night. */
const returnsFreshMs = 2 * dayMs
const returnsAgainMs = 6 * hourMs

export function decideSolicitation(
  view: OrderView,
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step {
  const { amazon, shopify } = view
  const { feedback } = policy
  const key = solicitationKey(view.orderId)
  const told = alreadyTold(life, key)
  if (told !== undefined) return told
  if (!feedback.on || amazon.is !== 'seen' || shopify.is !== 'seen') {
    return rest('NO_SOLICITATION_DUE')
  }
  const order = amazon.value
  const ours = order.fulfilledBy === 'MERCHANT' || order.fulfilledBy === 'AMAZON'
  const { marketplaceId, deliverByMs } = order
  if (order.status !== 'SHIPPED' || !ours || marketplaceId === null || order.replaces !== null) {
    return rest('NO_SOLICITATION_DUE')
  }
  if (isUnfit(order, life) || shopify.value.cancelledAtMs !== null) {
    return rest('SOLICITATION_UNFIT')
  }
  if (deliverByMs === null) return rest('SOLICITATION_TIME_UNKNOWN')
  const dueMs = deliverByMs + feedback.afterDays * dayMs
  if (nowMs < dueMs) return rest('SOLICITATION_NOT_DUE', { againAtMs: dueMs })
  if (nowMs > deliverByMs + windowDays * dayMs) return rest('SOLICITATION_TIME_OVER')
  const check = checkFirst(view, life, nowMs)
  if (check !== undefined) return check
  const unsettledMs = unsettledUntil(life, key)
  if (unsettledMs > nowMs) return wait(unsettledMs, 'SETTLE_EFFECT')
  const act = { do: 'solicit', orderId: order.orderId, marketplaceId } as const
  const base = { kind: 'solicitation', key, effect: 'solicit', repeats: true } as const
  const asked = write({ ...base, disproves: null, uses: null, body: null, act }, 'SOLICIT')
  return watched(asked, feedback.lane, 'SOLICIT')
}

export function solicitationKey(orderId: AmazonOrderId) {
  return id('EffectKey', `solicit:${orderId}`)
}

/** Once: neither what Amazon took nor what it refused is ever tried again. */
function alreadyTold(life: LifeView, key: ReturnType<typeof solicitationKey>): Step | undefined {
  const effect = effectOf(life.effects, key)
  if (effect === undefined) return undefined
  if (effect.doneAtMs !== null || effect.attempts[0]?.state === 'done') return rest('SOLICITED')
  return effect.attempts[0]?.state === 'refused' ? rest('SOLICITATION_REFUSED') : undefined
}

function unsettledUntil(life: LifeView, key: ReturnType<typeof solicitationKey>): number {
  const [newest] = effectOf(life.effects, key)?.attempts ?? []
  return newest?.state === 'unclear' ? newest.settledAtMs : 0
}

/** Something went wrong for this buyer: Amazon forbids to ask, or it would be unwise. */
function isUnfit(order: AmazonOrder, life: LifeView): boolean {
  const { shop, events, effects, finances, returns } = life
  const cut = order.items.some(
    ({ cancelRequested, quantityOrdered }) => cancelRequested || quantityOrdered === 0,
  )
  const money = effects.some(({ kind }) => /refund|cancel|acknowledge/.test(kind))
  const inShop =
    shop.is === 'seen' &&
    (shop.value.cancelledAtMs !== null ||
      shop.value.refunds.length > 0 ||
      shop.value.refunded.amountMinor > 0 ||
      shop.value.returns.length > 0 ||
      shop.value.truncated.includes('returns'))
  const onAmazon = finances.is === 'seen' && finances.value.some(({ type }) => badMoney.test(type))
  const sentBack = returns?.is === 'seen' && returns.value.length > 0
  return cut || money || events.length > 0 || inShop || onAmazon || sentBack
}

const badMoney = /refund|claim|chargeback|guarantee/i

/** Nothing is asked while something that speaks against it may be unknown. */
function checkFirst(view: OrderView, life: LifeView, nowMs: number): Step | undefined {
  const { amazon, shopify } = view
  if (amazon.is === 'seen' && amazon.asOfMs < nowMs - freshMs) {
    return look({ at: 'amazon-order' }, 'SOLICITATION_CHECKED_FIRST')
  }
  if (life.touched && life.shop.is === 'unknown' && shopify.is === 'seen') {
    return look({ at: 'shopify-life', gid: shopify.value.gid }, 'SHOP_ORDER_NOT_READ')
  }
  const { finances, returns } = life
  if (returns?.is !== 'seen' || returns.asOfMs < nowMs - returnsFreshMs) {
    return rest('SOLICITATION_RETURNS_UNKNOWN', { againAtMs: nowMs + returnsAgainMs })
  }
  if (finances.is !== 'seen' || finances.asOfMs < nowMs - freshMs) {
    return look({ at: 'amazon-finances' }, 'SOLICITATION_CHECKED_FIRST')
  }
  return undefined
}
