/**
 * The return concern (B23, B54): a return that was approved on Amazon is opened in Shopify, when the shop
 * wants that. It moves no money: refunds are the refund concern's. Goods that Amazon sent go back to
 * Amazon, so their returns are only shown. Rules: docs/rules/returns.md.
 */
import { id } from '../ids.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import { effectOf, settleByReading } from '../life/settle-effect.ts'
import { stepsOf, watched } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import { chooseStep } from '../orders/choose-step.ts'
import type { ShopLife } from '../orders/shop-life.ts'
import type { OrderView } from '../orders/view.ts'
import { mayBeRepeated, said } from '../shipments/shipment-context.ts'
import type { Step } from '../step.ts'
import { fitReturn, shownUnder } from './fit-return.ts'
import type { OrderReturn } from './order-return.ts'

const { look, write, wait, hold, rest } = stepsOf('return')

export function decideReturn(
  { amazon, shopify }: OrderView,
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step {
  const rows = life.returns?.is === 'seen' ? life.returns.value : []
  if (rows.length === 0 || amazon.is !== 'seen' || shopify.is !== 'seen') {
    return rest('NO_RETURN_DUE')
  }
  const mine = rows.filter(({ side }) => side === 'merchant')
  // Goods that Amazon sent come back to Amazon, and no unit of the shop's with them.
  if (mine.length === 0) return rest('RETURN_NOT_MIRRORED')
  if (!policy.returns.mirror) return rest('RETURN_NOT_MIRRORED')
  if (shopify.value.cancelledAtMs !== null) return rest('RETURN_NOT_MIRRORED')
  const open = mine.filter((one) => !endsNothing(one, life))
  if (open.length === 0) return rest('RETURN_ON_BOTH_SIDES')
  const approved = open.filter(isApproved)
  if (approved.length === 0) {
    const waits = open.some(({ status }) => !isOver(status))
    return rest(waits ? 'RETURN_WAITS_FOR_SELLER' : 'RETURN_NOT_MIRRORED')
  }
  if (life.shop.is === 'unknown') {
    return look({ at: 'shopify-life', gid: shopify.value.gid }, 'SHOP_ORDER_NOT_READ')
  }
  if (life.shop.is === 'absent') return rest('RETURN_NOT_MIRRORED')
  const shop = life.shop.value
  // Without the scope for returns, what Shopify shows of them is unknown.
  if (shop.truncated.includes('returns')) return rest('RETURN_NOT_MIRRORED')
  const [first, ...others] = approved.map((one) => decideOne(one, amazon.value, shop, life, nowMs))
  if (first === undefined) return rest('RETURN_ON_BOTH_SIDES')
  const chosen = chooseStep([first, ...others])
  const own = chosen.do === 'write' && chosen.reason === 'FOUND_EFFECT'
  return own ? chosen : watched(chosen, policy.returns.lane, 'OPEN_RETURN_IN_SHOP')
}

/** One return may name several items, each with its own row. */
export function returnKey({ returnId, sku, asin }: Pick<OrderReturn, 'returnId' | 'sku' | 'asin'>) {
  return id('EffectKey', `return-in-shop:${returnId}/${sku ?? asin ?? ''}`)
}

/** Opened already, or left by a person. */
function endsNothing(one: OrderReturn, life: LifeView): boolean {
  const done = (effectOf(life.effects, returnKey(one))?.doneAtMs ?? null) !== null
  return done || said({ life }, 'dismiss', returnKey(one))
}

/** Amazon's words are an open set: only what surely means yes is written into Shopify. */
function isApproved({ status }: OrderReturn): boolean {
  return /^(approved|completed)$/i.test(status)
}

function isOver(status: string): boolean {
  return /^(denied|declined|closed|cancell?ed)$/i.test(status)
}

function decideOne(
  one: OrderReturn,
  order: AmazonOrder,
  shop: ShopLife,
  life: LifeView,
  nowMs: number,
): Step {
  const key = returnKey(one)
  const effect = effectOf(life.effects, key)
  const shown = shownUnder(one, order, shop, life)
  // Nothing of ours was tried: the merchant opened it.
  if (effect === undefined && shown !== null) return rest('RETURN_ON_BOTH_SIDES')
  const settled = settleByReading(effect, shown, nowMs)
  switch (settled.is) {
    case 'found': {
      const found = { kind: 'record-effect', key, effect: 'return-in-shop' } as const
      return write({ ...found, platformId: settled.platformId }, 'FOUND_EFFECT')
    }
    case 'wait':
      return wait(settled.untilMs, 'SETTLE_EFFECT')
    case 'look':
      return look({ at: 'shopify-life', gid: shop.gid }, 'SETTLE_EFFECT')
    case 'done':
      return rest('RETURN_ON_BOTH_SIDES')
    case 'refused':
      if (!mayBeRepeated({ life }, key, settled.atMs)) {
        return hold('RETURN_REFUSED', { code: settled.code, return: one.returnId, subject: key })
      }
      break
    case 'free':
      break
  }
  const fit = fitReturn(one, order, shop)
  if (fit === undefined) {
    const { returnId, quantity, sku } = one
    const detail = { return: returnId, quantity, sku: sku ?? 'unknown', subject: key }
    return hold('RETURN_NOT_MATCHED', detail)
  }
  const disproves = settled.is === 'free' ? settled.disproves : null
  const act = { do: 'return-in-shop', orderGid: shop.gid, lines: fit } as const
  const base = { kind: 'return', key, effect: 'return-in-shop', repeats: false } as const
  const body = { returnId: one.returnId, lines: fit.map(({ note: _note, ...line }) => line) }
  return write({ ...base, disproves, uses: null, body, act }, 'OPEN_RETURN_IN_SHOP')
}
