/**
 * The order is in Shopify. What the import still owes: its goods leave from a chosen location, or a
 * person says so. Orders of other apps and orders that are over are left alone.
 */
import { type FulfillmentOrderGid, id, type LocationGid, type ShopifyOrderGid } from '../../ids.ts'
import type { Step } from '../../step.ts'
import type { ImportPolicy } from '../policy.ts'
import type { ShopifyOrder } from '../shopify-order.ts'
import type { OrderView } from '../view.ts'
import type { PersonSays } from './person-says.ts'
import { hold, look, rest, wait, write } from './steps.ts'

export function decideAfterImport(
  view: OrderView,
  gid: ShopifyOrderGid,
  policy: ImportPolicy,
  says: PersonSays,
  nowMs: number,
): Step {
  if (view.effect.how === 'adopted') return rest('ADOPTED')
  const { shopify, amazon } = view
  if (shopify.is === 'unknown') return look({ at: 'shopify-order', gid }, 'CHECK_LOCATION')
  if (shopify.is === 'absent') return rest('DELETED_IN_SHOPIFY')
  const order = shopify.value
  const over = amazon.is === 'seen' && amazon.value.status === 'CANCELLED'
  if (order.cancelledAtMs !== null || over || policy.chosenLocations.length === 0) {
    return rest('IMPORTED')
  }
  const open = order.fulfillmentOrders.filter(({ status }) => !closed.has(status))
  const unrouted =
    order.fulfillmentOrders.length === 0 || open.some((one) => one.locationGid === null)
  if (unrouted) return waitForRouting(view, order, shopify.asOfMs, nowMs)
  const outside = open.find(({ locationGid }) => !isChosen(locationGid, policy))
  if (outside === undefined) return writeDownMove(view, shopify.asOfMs) ?? rest('IMPORTED')
  if (says.dismissed) return rest('IMPORTED')
  return bringHome(view, outside, policy, { orderGid: gid, asOfMs: shopify.asOfMs, nowMs })
}

const closed: ReadonlySet<string> = new Set(['CLOSED', 'CANCELLED', 'INCOMPLETE'])

/** Shopify routes an order after its create; its webhook tells, this asks again in case it is lost. */
const routingMs = 30_000
const routingMaxMs = 15 * 60_000

function waitForRouting(view: OrderView, order: ShopifyOrder, asOfMs: number, nowMs: number): Step {
  const createdMs = view.effect.attempts[0]?.atMs ?? order.createdAtMs
  const ageMs = Math.max(0, asOfMs - createdMs)
  if (ageMs >= routingMaxMs) return rest('IMPORTED')
  const againAtMs = asOfMs + Math.max(routingMs, ageMs)
  if (nowMs < againAtMs) return wait(againAtMs, 'CHECK_LOCATION')
  return look({ at: 'shopify-order', gid: order.gid }, 'CHECK_LOCATION')
}

type Outside = ShopifyOrder['fulfillmentOrders'][number]

type Reading = {
  readonly orderGid: ShopifyOrderGid
  readonly asOfMs: number
  readonly nowMs: number
}

function bringHome(
  view: OrderView,
  outside: Outside,
  policy: ImportPolicy,
  { orderGid, asOfMs, nowMs }: Reading,
): Step {
  const moves = (view.moves ?? []).filter((one) => one.fulfillmentOrderGid === outside.gid)
  // What was read before the last move, or while it was under way, says nothing about it.
  const untold = moves.find((one) => one.state !== 'refused' && !one.readSince)
  if (untold !== undefined) {
    const { atMs, overAtMs } = untold
    if (atMs <= asOfMs && nowMs < overAtMs) return wait(overAtMs, 'CHECK_LOCATION')
    return look({ at: 'shopify-order', gid: orderGid }, 'CHECK_LOCATION')
  }
  // A move that Shopify refused, or called done and did not do, is not tried again.
  const tried = new Set(
    moves.filter(({ state }) => state !== 'unclear').map((m) => m.toLocationGid),
  )
  const target = policy.chosenLocations.find((location) => !tried.has(location))
  if (policy.outsideLocation === 'hold' || target === undefined || outside.status !== 'OPEN') {
    return hold('LOCATION_NOT_CHOSEN', {
      fulfillmentOrder: outside.gid,
      location: outside.locationGid ?? 'none',
      status: outside.status,
      refused: tried.size,
    })
  }
  const { gid } = outside
  const move = { fulfillmentOrderGid: gid, toLocationGid: target, key: moveKey(gid, target) }
  return write({ kind: 'move-fulfillment-order', ...move }, 'MOVE_TO_CHOSEN_LOCATION')
}

/** A move of which no answer came, and the order read since leaves from where it should. */
function writeDownMove({ moves = [] }: OrderView, asOfMs: number): Step | undefined {
  const [newest] = moves
  if (newest?.state !== 'unclear' || newest.atMs > asOfMs) return undefined
  const { fulfillmentOrderGid: gid, toLocationGid: to } = newest
  const found = { kind: 'record-effect', effect: 'move-fulfillment-order' } as const
  return write({ ...found, key: moveKey(gid, to), platformId: to }, 'FOUND_EFFECT')
}

/** One move of one fulfilment order to one location. */
function moveKey(gid: FulfillmentOrderGid, to: LocationGid): ReturnType<typeof effectKey> {
  return effectKey(`move-fulfillment-order:${tail(gid)}>${tail(to)}`)
}

function effectKey(text: string) {
  return id('EffectKey', text)
}

function tail(gid: string): string {
  return gid.slice(gid.lastIndexOf('/') + 1)
}

function isChosen(location: LocationGid | null, policy: ImportPolicy): boolean {
  return location !== null && policy.chosenLocations.includes(location)
}
