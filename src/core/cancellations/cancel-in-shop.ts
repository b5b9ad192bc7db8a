/**
 * An order that Amazon cancelled is cancelled in Shopify: our own manual payment is taken back in the
 * books, units go back only if this order claimed them, and nobody is written to.
 */
import { id } from '../ids.ts'
import { clearanceOf } from '../life/clearance.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { EffectRecord, LifeView } from '../life/life-view.ts'
import { effectOf, settleByReading } from '../life/settle-effect.ts'
import { stepsOf } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { ShopLife } from '../orders/shop-life.ts'
import type { OrderView } from '../orders/view.ts'
import { mayBeRepeated } from '../shipments/shipment-context.ts'
import type { Step } from '../step.ts'

const { look, write, wait, hold, rest } = stepsOf('cancellation')

/** Shopify cancels in a job of seconds: the order is read at this age of the accepted call, then at the policy's. */
const jobMs = 5_000

export function decideCancelInShop(
  view: OrderView,
  order: AmazonOrder,
  { shop, shopAsOfMs }: { readonly shop: ShopLife; readonly shopAsOfMs: number },
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step {
  const shipped = shop.fulfillments.some(({ status }) => status === 'SUCCESS')
  // Shipped here, cancelled there: the shipment concern tells a person.
  if (shipped) return rest('NO_CANCELLATION_DUE')
  const eventId = `amazon-cancel:${order.orderId}`
  const blocked = notCleared(view, life, policy, eventId)
  if (blocked !== undefined) return blocked
  const key = id('EffectKey', `cancel-in-shop:${order.orderId}#${view.effect.generation}`)
  const effect = effectOf(life.effects, key)
  const settled = settleByReading(effect, shop.cancelledAtMs === null ? null : shop.gid, nowMs)
  switch (settled.is) {
    case 'found': {
      const found = { kind: 'record-effect', key, effect: 'cancel-in-shop' } as const
      return write({ ...found, platformId: settled.platformId }, 'FOUND_EFFECT')
    }
    case 'wait':
      return wait(settled.untilMs, 'SETTLE_EFFECT')
    case 'look':
      return look({ at: 'shopify-life', gid: shop.gid }, 'SETTLE_EFFECT')
    case 'done': {
      const asked = readBack(effect, { shop, shopAsOfMs }, life, policy, nowMs)
      if (asked !== undefined) return asked
      break
    }
    case 'refused':
      if (!mayBeRepeated({ life }, key, settled.atMs)) {
        return hold('SHOP_CANCEL_REFUSED', { code: settled.code, text: '', subject: key })
      }
      break
    case 'free':
      break
  }
  const paid = shop.transactions.some(({ kind, status }) => kind === 'SALE' && status === 'SUCCESS')
  const draft = {
    orderGid: shop.gid,
    key,
    reason: order.items.some(({ cancelRequested }) => cancelRequested) ? 'CUSTOMER' : 'OTHER',
    restock: policy.cancel.restock && claimedStock(view),
    refund: paid && shop.total.amountMinor > 0,
  } as const
  const disproves = settled.is === 'free' ? settled.disproves : null
  const base = { kind: 'cancellation', key, effect: 'cancel-in-shop', repeats: false } as const
  const act = { do: 'cancel-in-shop', draft } as const
  return write({ ...base, disproves, uses: null, body: null, act }, 'CANCEL_IN_SHOP')
}

/** Undefined when it was never done and a person asked for it again; then the newer call is read back. */
function readBack(
  effect: EffectRecord | undefined,
  { shop, shopAsOfMs }: { readonly shop: ShopLife; readonly shopAsOfMs: number },
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step | undefined {
  if (effect === undefined) return undefined
  const doneMs = Math.max(effect.doneAtMs ?? 0, effect.attempts[0]?.atMs ?? 0)
  const due = [jobMs, ...policy.readBackMs]
    .map((ageMs) => doneMs + ageMs)
    .find((atMs) => atMs > shopAsOfMs)
  if (due !== undefined) {
    return nowMs < due
      ? wait(due, 'READ_BACK')
      : look({ at: 'shopify-life', gid: shop.gid }, 'READ_BACK')
  }
  if (mayBeRepeated({ life }, effect.key, doneMs)) return undefined
  return hold('SHOP_CANCEL_REFUSED', { code: 'NOT_DONE', text: '', subject: effect.key })
}

/** Money of another app's order, or what this epoch never saw open, waits for a person. */
function notCleared(
  view: OrderView,
  life: LifeView,
  policy: LifePolicy,
  eventId: string,
): Step | undefined {
  const said = clearanceOf(life, eventId)
  if (said.is === 'dismissed') return rest('CANCELLATION_DISMISSED')
  if (said.is === 'approved') return undefined
  const adopted = view.effect.how === 'adopted' && policy.refund.adoptedMoney === 'ask'
  if (life.openOnAmazonInEpoch && !adopted) return undefined
  const why = adopted ? 'adopted' : 'baseline'
  const event = 'The cancellation on Amazon'
  return hold('MONEY_QUARANTINED', { event, why, subject: eventId })
}

/** Only a create that asked for stock has units to give back. */
function claimedStock({ effect }: OrderView): boolean {
  const made = effect.attempts.find(({ state }) => state === 'done')
  return effect.how === 'created' && made?.inventory !== undefined && made.inventory !== 'bypass'
}
