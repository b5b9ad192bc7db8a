/** Decisions of the refund concern about the sample order, shipped and with books as of noon, in words. */
import { refundEventId } from '../../src/core/life/life-events.ts'
import type { LifePolicy } from '../../src/core/life/life-policy.ts'
import type { LifeView } from '../../src/core/life/life-view.ts'
import type { ShopLife } from '../../src/core/orders/shop-life.ts'
import { decideRefund } from '../../src/core/refunds/decide-refund.ts'
import { seen } from '../../src/core/seen.ts'
import type { Step } from '../../src/core/step.ts'
import { importedView, lifeRefund, lifeView, livePolicy, shopLife } from './life-samples.ts'
import { amazonOrder, money, noonMs } from './order-samples.ts'

export const shipped = amazonOrder({ status: 'SHIPPED' })
const nothingListed = seen([], noonMs)
export const eventId = refundEventId(lifeRefund(7))

export function decide(
  read: ShopLife,
  over: Partial<LifeView> = {},
  view = importedView({ order: shipped }),
  policy: LifePolicy = livePolicy,
): Step {
  return decideRefund(view, lifeView({ read, finances: nothingListed, ...over }), policy, noonMs)
}

/** All of it given back in Shopify. */
export const whole = shopLife({ refunds: [lifeRefund(7)], refunded: money('20.00 EUR') })

/** What a write of refund-on-amazon gives back, as words. */
export function given(step: Step): string[] {
  if (step.do !== 'write' || step.write.kind !== 'refund') throw new Error(JSON.stringify(step))
  const { act } = step.write
  if (act.do !== 'refund-on-amazon') throw new Error(act.do)
  return act.message.items.flatMap(({ itemId, reason, components }) =>
    components.map(({ type, amount }) => `${itemId} ${reason} ${type} ${amount.amountMinor}`),
  )
}

/** The code of a hold; of any other step what it does and why. */
export function held(step: Step): string {
  return step.do === 'hold' ? step.code : `${step.do} ${step.reason}`
}
