/**
 * The cancellation concern: what one side cancelled is cancelled on the other once, by what has left.
 * Pure and total; one step at a time. Rules: docs/rules/cancellations.md.
 */
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import { stepsOf, watched } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { ShopifyOrder } from '../orders/shopify-order.ts'
import type { OrderView } from '../orders/view.ts'
import { said } from '../shipments/shipment-context.ts'
import type { Step } from '../step.ts'
import { decideBuyerRequest } from './buyer-request.ts'
import { decideCancelInShop } from './cancel-in-shop.ts'
import { decideCancelOnAmazon } from './cancel-on-amazon.ts'
import { writeDownCall } from './follow-call.ts'

const { look, write, hold, rest } = stepsOf('cancellation')

export function decideCancellation(
  view: OrderView,
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step {
  const { amazon, shopify } = view
  if (amazon.is !== 'seen' || shopify.is !== 'seen') return rest('NO_CANCELLATION_DUE')
  const order = amazon.value
  if (order.fulfilledBy !== 'MERCHANT') return rest('NO_CANCELLATION_DUE')
  const step = decide(
    view,
    { order, amazonAsOfMs: amazon.asOfMs },
    shopify.value,
    life,
    policy,
    nowMs,
  )
  const told = watched(step, policy.cancel.lane, step.do === 'write' ? step.reason : '')
  // What a reading shows of our own is written down in `watch` too.
  return step.do === 'write' && step.reason === 'FOUND_EFFECT' ? step : told
}

function decide(
  view: OrderView,
  amazon: { readonly order: AmazonOrder; readonly amazonAsOfMs: number },
  shopify: ShopifyOrder,
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step {
  const { order } = amazon
  const here = shopify.cancelledAtMs !== null
  const there = order.status === 'CANCELLED'
  const called = writeDownCall(order, life.effects)
  if (called !== undefined) return called
  if (here && there) return writeDownOurs(shopify, life) ?? rest('CANCELLED_ON_BOTH_SIDES')
  if (!here && !there) {
    const asks = decideBuyerRequest(amazon, shopify, life, policy, nowMs)
    return asks ?? decidePart(view, order, shopify, life)
  }
  if (life.shop.is === 'unknown') {
    return look({ at: 'shopify-life', gid: shopify.gid }, 'SHOP_ORDER_NOT_READ')
  }
  if (life.shop.is === 'absent') return rest('NO_CANCELLATION_DUE')
  const { value: shop, asOfMs: shopAsOfMs } = life.shop
  if (there) return decideCancelInShop(view, order, { shop, shopAsOfMs }, life, policy, nowMs)
  // Our own cancellation in Shopify is never an event, even before its answer (design rule 4).
  const ours = life.effects.some(({ kind }) => kind === 'cancel-in-shop') || shop.cancelKey !== null
  if (ours) return rest('NO_CANCELLATION_DUE')
  const open = order.status === 'UNSHIPPED' || order.status === 'PARTIALLY_SHIPPED'
  if (!open) return rest('NO_CANCELLATION_DUE')
  return decideCancelOnAmazon({ ...amazon, life, shop, shopAsOfMs, policy, nowMs })
}

/** Our cancellation whose answer was lost: the order shows that it came through. */
function writeDownOurs({ gid }: ShopifyOrder, { effects }: LifeView): Step | undefined {
  const open = effects.find(
    ({ kind, doneAtMs, attempts }) =>
      kind === 'cancel-in-shop' && doneAtMs === null && attempts[0]?.state === 'unclear',
  )
  if (open === undefined) return undefined
  const found = {
    kind: 'record-effect',
    key: open.key,
    effect: open.kind,
    platformId: gid,
  } as const
  return write(found, 'FOUND_EFFECT')
}

/** Amazon expects fewer units than the Shopify order holds, and none of them has left. */
function decidePart(
  view: OrderView,
  order: AmazonOrder,
  shopify: ShopifyOrder,
  life: LifeView,
): Step {
  if (order.status !== 'UNSHIPPED' && order.status !== 'PARTIALLY_SHIPPED') {
    return rest('NO_CANCELLATION_DUE')
  }
  const gone = order.items.filter((item) => isHeldInShop(item, life))
  // What is taken away later is another question.
  const units = gone.map(
    ({ itemId, quantityOrdered, quantityCancelled = quantityOrdered }) =>
      `${itemId}*${quantityCancelled}`,
  )
  const subject = `part:${units.toSorted().join('+')}`
  if (gone.length === 0 || said({ life }, 'dismiss', subject) || view.effect.how !== 'created') {
    return rest('NO_CANCELLATION_DUE')
  }
  if (life.touched && life.shop.is === 'unknown') {
    return look({ at: 'shopify-life', gid: shopify.gid }, 'SHOP_ORDER_NOT_READ')
  }
  const items = gone.map(
    ({ title, quantityOrdered, quantityCancelled = quantityOrdered }) =>
      `${title}: ${quantityCancelled} of ${quantityOrdered}`,
  )
  return hold('PARTLY_CANCELLED_ON_AMAZON', { items, order: shopify.name, subject })
}

/** Amazon expects fewer units of the item than the Shopify order still holds. */
function isHeldInShop(item: AmazonOrder['items'][number], { shop }: LifeView): boolean {
  const { itemId, quantityOrdered, quantityCancelled = 0 } = item
  if (quantityOrdered === 0) return shop.is !== 'seen' || !shop.value.edited
  if (quantityCancelled === 0) return false
  if (shop.is !== 'seen') return true
  const lines = shop.value.lines.filter((line) => line.itemId === itemId && line.requiresShipping)
  return lines.some(
    ({ quantity, currentQuantity }) =>
      currentQuantity * quantityOrdered > quantity * (quantityOrdered - quantityCancelled),
  )
}
