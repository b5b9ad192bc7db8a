/**
 * What changed on Amazon after the import and is no cancellation: the address, the total. Shopify holds what is
 * still to be shipped (INCORRECT_ADDRESS) until a person has seen to it. The address itself is never seen
 * here, only how often it changed. Rules: docs/rules/changes.md.
 */
import { id } from '../ids.ts'
import { tailOf } from '../life/life-events.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import { placeHold, releaseHolds } from '../life/place-hold.ts'
import { stepsOf, watched } from '../life/steps.ts'
import type { ShopifyOrder } from '../orders/shopify-order.ts'
import type { OrderView } from '../orders/view.ts'
import { said } from '../shipments/shipment-context.ts'
import type { Step } from '../step.ts'
import { decideLess } from './less-on-amazon.ts'
import { decideNewAddress } from './write-address.ts'

const { write, rest } = stepsOf('change')

const handle = 'crossdock-address'

export function decideChange(
  view: OrderView,
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step {
  const { amazon, shopify } = view
  if (amazon.is !== 'seen' || shopify.is !== 'seen') return rest('NO_CHANGE_DUE')
  const { status, fulfilledBy } = amazon.value
  const open = status === 'UNSHIPPED' || status === 'PARTIALLY_SHIPPED'
  if (!open || fulfilledBy !== 'MERCHANT' || shopify.value.cancelledAtMs !== null) {
    return rest('NO_CHANGE_DUE')
  }
  const address = decideAddress(view, shopify.value, life, policy, nowMs)
  return address ?? decideLess(view, amazon.value, shopify.value, life) ?? rest('NO_CHANGE_DUE')
}

/** Undefined when the address stands, or a person has seen to the new one. */
function decideAddress(
  view: OrderView,
  shopify: ShopifyOrder,
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step | undefined {
  const changes = life.addressChanges ?? 0
  if (changes === 0) return undefined
  const subject = `address:${changes}`
  const released = said({ life }, 'release', subject) || said({ life }, 'dismiss', subject)
  const step = released
    ? release(shopify, life, subject, nowMs)
    : stop(view, shopify, life, subject, nowMs)
  return step && watched(step, policy.ship.lane, step.do === 'write' ? step.reason : '')
}

type Part = ShopifyOrder['fulfillmentOrders'][number]['gid']

function holdKey(gid: Part, subject: string) {
  return id('EffectKey', `hold:${tailOf(gid)}/${subject}`)
}

function stop(
  view: OrderView,
  shopify: ShopifyOrder,
  life: LifeView,
  subject: string,
  nowMs: number,
): Step {
  const keyOf = (gid: Part) => holdKey(gid, subject)
  const place = (gid: Part) => write(holdWrite(gid, keyOf(gid)), 'HOLD_FOR_ADDRESS')
  const placed = placeHold(shopify, { concern: 'change', handle, keyOf, place }, life, nowMs)
  return placed ?? decideNewAddress(view, life, subject, nowMs)
}

function holdWrite(gid: Part, key: ReturnType<typeof holdKey>) {
  const notes = 'Crossdock: the address changed on Amazon'
  const reason = 'INCORRECT_ADDRESS'
  const act = { do: 'hold-in-shop', fulfillmentOrderGid: gid, reason, notes, handle } as const
  const base = { kind: 'shipment', key, effect: 'hold-in-shop', repeats: true } as const
  return { ...base, disproves: null, uses: null, body: { gid }, act } as const
}

function release(
  shopify: ShopifyOrder,
  life: LifeView,
  subject: string,
  nowMs: number,
): Step | undefined {
  const terms = {
    ...({ concern: 'change', handle } as const),
    keyOf: (gid: Part) => holdKey(gid, subject),
    releaseKeyOf: (gid: Part) => releaseKey(gid, subject),
    release: (gid: Part, holdGids: readonly string[]) =>
      write(releaseWrite(gid, holdGids, subject), 'RELEASE_ADDRESS'),
  }
  return releaseHolds(shopify, terms, life, nowMs)
}

function releaseWrite(gid: Part, holdGids: readonly string[], subject: string) {
  const act = { do: 'release-in-shop', fulfillmentOrderGid: gid, holdGids } as const
  const key = releaseKey(gid, subject)
  const base = { kind: 'shipment', key, effect: 'release-in-shop', repeats: true } as const
  return { ...base, disproves: null, uses: null, body: null, act } as const
}

function releaseKey(gid: Part, subject: string) {
  return id('EffectKey', `release:${tailOf(gid)}/${subject}`)
}
