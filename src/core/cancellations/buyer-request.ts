/**
 * A buyer's wish to cancel (CANCELLATION dataset, Orders 2026-01-01): a request only. Shopify holds the
 * order; accept cancels it on Amazon, and Shopify follows; decline releases it.
 */
import { id } from '../ids.ts'
import { tailOf } from '../life/life-events.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import { placeHold, releaseHolds } from '../life/place-hold.ts'
import { stepsOf } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { ShopifyOrder } from '../orders/shopify-order.ts'
import { unitsLeft } from '../shipments/packages.ts'
import type { Step } from '../step.ts'
import { cancelWhole, followWhole } from './whole-order.ts'

const { look, write, hold } = stepsOf('cancellation')

export const buyerSubject = 'buyer-cancel'
const handle = 'crossdock-cancel'

/** Undefined when no buyer asks, or the wish was answered. */
export function decideBuyerRequest(
  { order, amazonAsOfMs }: { readonly order: AmazonOrder; readonly amazonAsOfMs: number },
  shopify: ShopifyOrder,
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step | undefined {
  const asked = order.items.filter(({ cancelRequested }) => cancelRequested)
  if (asked.length === 0 || order.status !== 'UNSHIPPED') return releaseIfHeld(shopify, life, nowMs)
  const said = life.inputs.filter(({ subject }) => subject === buyerSubject).at(-1)
  if (said?.kind === 'decline-cancel') return releaseIfHeld(shopify, life, nowMs)
  const context = { order, life, policy, nowMs, amazonAsOfMs }
  const followed = followWhole(context)
  if (followed !== undefined) return followed
  const place = (gid: Part) => write(holdWrite(gid), 'HOLD_FOR_BUYER')
  const terms = { concern: 'cancellation', handle, keyOf: holdKey, place } as const
  const placed = placeHold(shopify, terms, life, nowMs)
  if (placed !== undefined) return placed
  const everything = asked.length === order.items.length
  const accepted = said?.kind === 'accept-cancel' || policy.cancel.buyerRequests === 'accept'
  if (accepted && everything && life.touched && life.shop.is === 'unknown') {
    return look({ at: 'shopify-life', gid: shopify.gid }, 'SHOP_ORDER_NOT_READ')
  }
  if (accepted && everything && !hasLeft(order, life)) {
    if (said !== undefined && amazonAsOfMs < said.atMs) {
      return look({ at: 'amazon-order' }, 'READ_PACKAGES')
    }
    const items = asked.map(({ itemId }) => ({ itemId, reason: 'BuyerCanceled' }))
    return cancelWhole(items, context)
  }
  const shipBy = order.shipByMs === null ? 'soon' : new Date(order.shipByMs).toISOString()
  const items = asked.map(({ title }) => title)
  return hold('BUYER_ASKS_TO_CANCEL', { items, shipBy, subject: buyerSubject })
}

/** On either side: an acknowledgement would give back the money of goods that are gone. */
function hasLeft(order: AmazonOrder, life: LifeView): boolean {
  const inShop = life.shop.is === 'seen' ? life.shop.value.fulfillments : []
  const left = unitsLeft({ order, life })
  return (
    inShop.some(({ status }) => status === 'SUCCESS') ||
    order.items.some(({ itemId, quantityOrdered }) => (left.get(itemId) ?? 0) < quantityOrdered)
  )
}

type Part = ShopifyOrder['fulfillmentOrders'][number]['gid']

function holdKey(gid: Part) {
  return id('EffectKey', `hold:${tailOf(gid)}/${buyerSubject}#1`)
}

function holdWrite(gid: Part) {
  const notes = 'Crossdock: the buyer asked Amazon to cancel this order'
  const act = { do: 'hold-for-buyer', fulfillmentOrderGid: gid, handle, notes } as const
  const base = { kind: 'cancellation', key: holdKey(gid), effect: 'hold-in-shop' } as const
  return { ...base, repeats: true, disproves: null, uses: null, body: { gid }, act } as const
}

function releaseIfHeld(shopify: ShopifyOrder, life: LifeView, nowMs: number): Step | undefined {
  if (shopify.cancelledAtMs !== null) return undefined
  const terms = {
    ...({ concern: 'cancellation', handle } as const),
    keyOf: holdKey,
    releaseKeyOf: releaseKey,
    release: (gid: Part, holdGids: readonly string[]) =>
      write(releaseWrite(gid, holdGids), 'RELEASE_DECLINED'),
  }
  return releaseHolds(shopify, terms, life, nowMs)
}

function releaseKey(gid: Part) {
  return id('EffectKey', `release:${tailOf(gid)}/${buyerSubject}#1`)
}

function releaseWrite(gid: Part, holdGids: readonly string[]) {
  const act = { do: 'release-for-buyer', fulfillmentOrderGid: gid, holdGids } as const
  const key = releaseKey(gid)
  const base = { kind: 'cancellation', key, effect: 'release-in-shop', repeats: true } as const
  return { ...base, disproves: null, uses: null, body: null, act } as const
}
