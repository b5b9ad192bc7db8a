/**
 * What changed on Amazon after the import and is no cancellation: the address. Shopify holds what is
 * still to be shipped (INCORRECT_ADDRESS) until a person has seen to it. The address itself is never seen
 * here, only how often it changed. Rules: docs/rules/changes.md.
 */
import { id } from '../ids.ts'
import { tailOf } from '../life/life-events.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import { effectOf } from '../life/settle-effect.ts'
import { stepsOf, watched } from '../life/steps.ts'
import type { ShopifyOrder } from '../orders/shopify-order.ts'
import type { OrderView } from '../orders/view.ts'
import { said } from '../shipments/shipment-context.ts'
import type { Step } from '../step.ts'

const { look, write, hold, rest } = stepsOf('change')

const handle = 'crossdock-address'

export function decideChange(
  { amazon, shopify }: OrderView,
  life: LifeView,
  policy: LifePolicy,
  _nowMs: number,
): Step {
  const changes = life.addressChanges ?? 0
  if (changes === 0 || amazon.is !== 'seen' || shopify.is !== 'seen') return rest('NO_CHANGE_DUE')
  const { status, fulfilledBy } = amazon.value
  const open = status === 'UNSHIPPED' || status === 'PARTIALLY_SHIPPED'
  if (!open || fulfilledBy !== 'MERCHANT' || shopify.value.cancelledAtMs !== null) {
    return rest('NO_CHANGE_DUE')
  }
  const subject = `address:${changes}`
  const released = said({ life }, 'release', subject) || said({ life }, 'dismiss', subject)
  const step = released ? release(shopify.value, life, subject) : stop(shopify.value, life, subject)
  return watched(step, policy.ship.lane, step.do === 'write' ? step.reason : '')
}

type Part = ShopifyOrder['fulfillmentOrders'][number]['gid']

function holdKey(gid: Part, subject: string) {
  return id('EffectKey', `hold:${tailOf(gid)}/${subject}`)
}

function stop(shopify: ShopifyOrder, life: LifeView, subject: string): Step {
  const next = shopify.fulfillmentOrders.find(
    ({ gid, status }) =>
      status === 'OPEN' && effectOf(life.effects, holdKey(gid, subject)) === undefined,
  )
  if (next === undefined) return hold('ADDRESS_CHANGED', { subject })
  const key = holdKey(next.gid, subject)
  const notes = 'Crossdock: the address changed on Amazon'
  const reason = 'INCORRECT_ADDRESS'
  const act = { do: 'hold-in-shop', fulfillmentOrderGid: next.gid, reason, notes, handle } as const
  const base = { kind: 'shipment', key, effect: 'hold-in-shop', repeats: true } as const
  const body = { gid: next.gid }
  return write({ ...base, disproves: null, uses: null, body, act }, 'HOLD_FOR_ADDRESS')
}

function release(shopify: ShopifyOrder, life: LifeView, subject: string): Step {
  const ours = shopify.fulfillmentOrders.filter(
    ({ gid }) => (effectOf(life.effects, holdKey(gid, subject))?.doneAtMs ?? null) !== null,
  )
  const due = ours.find(({ gid }) => effectOf(life.effects, releaseKey(gid, subject)) === undefined)
  if (due === undefined) return rest('NO_CHANGE_DUE')
  if (life.shop.is === 'unknown') {
    return look({ at: 'shopify-life', gid: shopify.gid }, 'SHOP_ORDER_NOT_READ')
  }
  const parts = life.shop.is === 'seen' ? life.shop.value.fulfillmentOrders : []
  const holds = parts.find(({ gid }) => gid === due.gid)?.holds ?? []
  const holdGids = holds.filter((one) => one.handle === handle).map(({ holdGid }) => holdGid)
  if (holdGids.length === 0) return rest('NO_CHANGE_DUE')
  const act = { do: 'release-in-shop', fulfillmentOrderGid: due.gid, holdGids } as const
  const key = releaseKey(due.gid, subject)
  const base = { kind: 'shipment', key, effect: 'release-in-shop', repeats: true } as const
  return write({ ...base, disproves: null, uses: null, body: null, act }, 'RELEASE_ADDRESS')
}

function releaseKey(gid: Part, subject: string) {
  return id('EffectKey', `release:${tailOf(gid)}/${subject}`)
}
