/**
 * Amazon's ship-by as the deadline of the order's fulfilment orders in Shopify: a service to whoever packs there, best
 * effort. It moves neither goods nor money, so it holds nothing, waits for nothing, asks nobody and reads nothing
 * first; it is done while the concern has nothing else to do.
 */
import { type EffectKey, type FulfillmentOrderGid, id } from '../ids.ts'
import { tailOf } from '../life/life-events.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { EffectRecord, LifeView } from '../life/life-view.ts'
import { isUnsettled, triesMax } from '../life/settle-again.ts'
import { effectOf } from '../life/settle-effect.ts'
import { stepsOf } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { ShopifyOrder } from '../orders/shopify-order.ts'
import type { Step } from '../step.ts'

const { write } = stepsOf('shipment')

/** Without a clear answer it is set again at doubling distances. */
const pauseMs = 30_000
const effectName = 'set-fulfil-by'

/**
 * `quiet`: what the concern does anyway. Answers it, woken for another try, or the write. A call without an answer is
 * settled whatever became of the order; what was said, in vain or not, is not said again.
 */
export function tellFulfilBy(
  quiet: Quiet,
  order: AmazonOrder,
  shopify: ShopifyOrder,
  life: LifeView,
  { ship }: LifePolicy,
  nowMs: number,
): Step {
  if (ship.lane !== 'live' || !ship.showShipBy) return quiet
  const wanted = quiet.do === 'rest' ? wantedOf(order, shopify, life, nowMs) : undefined
  if (wanted !== undefined) return tell(wanted)
  const tries = life.effects.flatMap((effect) => nextTry(effect) ?? [])
  const due = tries.find(({ atMs }) => atMs <= nowMs)
  if (due !== undefined) return tell(due)
  const times = [quiet.againAtMs, ...tries.map(({ atMs }) => atMs)].filter((at) => at !== null)
  return times.length === 0 ? quiet : { ...quiet, againAtMs: Math.min(...times) }
}

type Quiet = Extract<Step, { readonly do: 'rest' | 'hold' }>

/** What the ledger keeps. */
type FulfilBy = { readonly gid: FulfillmentOrderGid; readonly fulfilByMs: number }

/** The first open fulfilment order that is not known to show the ship-by, and was never told of it. */
function wantedOf(
  { shipByMs, status }: AmazonOrder,
  { cancelledAtMs, fulfillmentOrders }: ShopifyOrder,
  life: LifeView,
  nowMs: number,
): FulfilBy | undefined {
  const isOpen = status === 'UNSHIPPED' || status === 'PARTIALLY_SHIPPED'
  if (!isOpen || cancelledAtMs !== null || shipByMs === null || shipByMs <= nowMs) return undefined
  return fulfillmentOrders
    .filter((part) => part.status === 'OPEN' && !isShown(part.gid, shipByMs, life))
    .map(({ gid }) => ({ gid, fulfilByMs: shipByMs }))
    .find((one) => isUntold(effectOf(life.effects, keyOf(one))))
}

/** Shopify shows whole seconds. What was not read is not known to show it. */
function isShown(gid: FulfillmentOrderGid, shipByMs: number, { shop }: LifeView): boolean {
  if (shop.is !== 'seen') return false
  const shown = shop.value.fulfillmentOrders.find((part) => part.gid === gid)?.fulfillByMs ?? null
  return shown !== null && Math.floor(shown / 1_000) === Math.floor(shipByMs / 1_000)
}

/** A call that surely did not leave is none. */
function isUntold(effect: EffectRecord | undefined): boolean {
  return effect === undefined || (effect.doneAtMs === null && effect.attempts.length === 0)
}

function nextTry(effect: EffectRecord): (FulfilBy & { readonly atMs: number }) | undefined {
  const { kind, attempts, body } = effect
  if (kind !== effectName || !isUnsettled(effect) || attempts.length >= triesMax) return undefined
  const atMs = (attempts[0]?.atMs ?? 0) + pauseMs * 2 ** (attempts.length - 1)
  return { ...(body as FulfilBy), atMs }
}

function keyOf({ gid, fulfilByMs }: FulfilBy): EffectKey {
  return id('EffectKey', `fulfil-by:${tailOf(gid)}/${fulfilByMs}`)
}

function tell({ gid, fulfilByMs }: FulfilBy): Step {
  const body: FulfilBy = { gid, fulfilByMs }
  const act = { do: effectName, fulfillmentOrderGid: gid, fulfilByMs } as const
  const base = { kind: 'shipment', key: keyOf(body), effect: effectName, repeats: true } as const
  return write({ ...base, disproves: null, uses: null, body, act }, 'TELL_FULFIL_BY')
}
