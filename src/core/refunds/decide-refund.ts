/**
 * The refund concern: money that one side gave back is given back on the other once, never more than is
 * left. Pure and total; one step at a time. Rules: docs/rules/refunds.md.
 */
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import { stepsOf, watched } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import { chooseStep, wakeAt } from '../orders/choose-step.ts'
import { inWords } from '../orders/read-proceeds.ts'
import type { ShopLife } from '../orders/shop-life.ts'
import type { OrderView } from '../orders/view.ts'
import type { Step } from '../step.ts'
import { whenToReadFinances } from './finances-due.ts'
import { type Ledger, ledgerOf } from './ledger.ts'
import { pairRefunds } from './pair-refunds.ts'
import { linesOfBody } from './refund-body.ts'
import { linesInWords, type RefundContext } from './refund-context.ts'
import { decideRefundInShop } from './refund-in-shop.ts'
import { decideRefundOnAmazon } from './refund-on-amazon.ts'
import { refundsOfPeople } from './shop-refunds.ts'

const { look, rest } = stepsOf('refund')

export function decideRefund(
  view: OrderView,
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step {
  const { amazon, shopify } = view
  if (amazon.is !== 'seen' || shopify.is !== 'seen') return rest('NO_REFUND_DUE')
  const order = amazon.value
  const ledger = ledgerOf(order, life)
  const isOurs = order.fulfilledBy === 'MERCHANT'
  const needsShop = ledger.money.theirs.length > 0 || (isOurs && life.touched)
  const steps: Step[] = [...whenToReadFinances(order, ledger, life, policy, nowMs)]
  if (needsShop && life.shop.is === 'unknown') {
    return look({ at: 'shopify-life', gid: shopify.value.gid }, 'SHOP_ORDER_NOT_READ')
  }
  if (needsShop && life.shop.is === 'seen') {
    const { value: shop, asOfMs: shopAsOfMs } = life.shop
    const seen = { order, amazonAsOfMs: amazon.asOfMs, shop, shopAsOfMs }
    steps.push(...decideBothWays(view, seen, ledger, life, policy, nowMs))
  }
  return told(oneOf(steps), policy)
}

type Sides = {
  readonly order: AmazonOrder
  readonly amazonAsOfMs: number
  readonly shop: ShopLife
  readonly shopAsOfMs: number
}

function decideBothWays(
  view: OrderView,
  sides: Sides,
  ledger: Ledger,
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step[] {
  const refunds = refundsOfPeople(sides.shop, life)
  const pairs = pairRefunds(refunds, ledger.money.theirs, life)
  const context: RefundContext = { ...sides, view, life, policy, nowMs, ledger, pairs }
  const isOurs = sides.order.fulfilledBy === 'MERCHANT'
  // What Amazon ships, Amazon refunds; a refund in Shopify is the shop's own matter then.
  const forwards = refunds.map((refund) =>
    isOurs ? decideRefundOnAmazon(refund, context) : rest('REFUND_IS_AMAZONS'),
  )
  const backwards = ledger.money.theirs.map((money) => decideRefundInShop(money, context))
  return [...forwards, ...backwards]
}

/** The step that is done now, woken at the earliest time that any of them named. */
function oneOf(steps: readonly Step[]): Step {
  const busy = steps.filter((step) => step.do !== 'rest' || step.reason !== 'NO_REFUND_DUE')
  const againAtMs = wakeAt(steps)
  const [first, ...others] = busy
  if (first === undefined) {
    return rest('NO_REFUND_DUE', againAtMs === null ? {} : { againAtMs })
  }
  const chosen = chooseStep([first, ...others])
  // What one refund waits for may be answered by the look that another time asks for.
  if (chosen.do === 'wait') return { ...chosen, untilMs: againAtMs ?? chosen.untilMs }
  return chosen.do === 'hold' || chosen.do === 'rest' ? { ...chosen, againAtMs } : chosen
}

/** What a reading shows of our own is written down in `watch` too. */
function told(step: Step, policy: LifePolicy): Step {
  if (step.do !== 'write' || step.reason === 'FOUND_EFFECT') return step
  return watched(step, policy.refund.lane, wordsOf(step))
}

function wordsOf(step: Extract<Step, { do: 'write' }>): string {
  const { write } = step
  if (write.kind === 'refund' && write.act.do === 'refund-on-amazon') {
    const { currency } = (write.body ?? {}) as { readonly currency?: string }
    return `refund on Amazon: ${linesInWords(linesOfBody(write.body), currency ?? '').join(', ')}`
  }
  if (write.kind === 'refund' && write.act.do === 'refund-in-shop') {
    const [money] = write.act.draft.transactions
    return `write down in Shopify: ${money === undefined ? '' : inWords(money.amount)}`
  }
  if (write.kind !== 'cancellation' || write.act.do !== 'cancel-units') return step.reason
  const units = write.act.message.items.map((one) => `${one.itemId} x ${one.quantityCancelled}`)
  return `cancel units on Amazon: ${units.join(', ')}`
}
