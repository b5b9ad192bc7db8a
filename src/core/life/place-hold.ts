/**
 * Places a hold of ours on the parts of a Shopify order that may still ship, once each. The hold carries our
 * handle, so a call of which no answer came is looked for in the order, and placed again when it is not there.
 */
import type { EffectKey } from '../ids.ts'
import type { ShopifyOrder } from '../orders/shopify-order.ts'
import type { Concern, Step } from '../step.ts'
import type { EffectRecord, LifeView } from './life-view.ts'
import { effectOf } from './settle-effect.ts'
import { stepsOf } from './steps.ts'

type Part = ShopifyOrder['fulfillmentOrders'][number]

type Terms = {
  readonly concern: Concern
  readonly handle: string
  /** Of the hold. */
  readonly keyOf: (gid: Part['gid']) => EffectKey
}

export type HoldTerms = Terms & { readonly place: (gid: Part['gid']) => Step }

export type ReleaseTerms = Terms & {
  readonly releaseKeyOf: (gid: Part['gid']) => EffectKey
  readonly release: (gid: Part['gid'], holdGids: readonly string[]) => Step
}

/** Without a clear answer it is placed again at doubling distances. */
const pauseMs = 30_000
const triesMax = 7

/** Undefined: every open part is held, or nothing more can be done about it. */
export function placeHold(
  { gid: orderGid, fulfillmentOrders }: Pick<ShopifyOrder, 'gid' | 'fulfillmentOrders'>,
  terms: HoldTerms,
  life: LifeView,
  nowMs: number,
): Step | undefined {
  for (const { gid, status } of fulfillmentOrders) {
    if (status !== 'OPEN') continue
    const effect = effectOf(life.effects, terms.keyOf(gid))
    const step = isUntried(effect)
      ? terms.place(gid)
      : effect && settleHold(gid, effect, { orderGid, terms, life, nowMs })
    if (step !== undefined) return step
  }
  return undefined
}

/** A call that surely did not leave is none. */
function isUntried(effect: EffectRecord | undefined): boolean {
  return effect === undefined || (effect.doneAtMs === null && effect.attempts.length === 0)
}

type Books<Of extends Terms> = {
  readonly orderGid: ShopifyOrder['gid']
  readonly terms: Of
  readonly life: LifeView
  readonly nowMs: number
}

function settleHold(
  gid: Part['gid'],
  effect: EffectRecord,
  books: Books<HoldTerms>,
): Step | undefined {
  const { terms, life } = books
  const { key, kind, doneAtMs, attempts } = effect
  if (doneAtMs !== null || attempts[0]?.state !== 'unclear') return undefined
  const first = readAfter(effect, books)
  if (first !== undefined || life.shop.is !== 'seen') return first
  const [shown] = shownOn(gid, terms, life)
  if (shown !== undefined) {
    const found = { kind: 'record-effect', key, effect: kind } as const
    return stepsOf(terms.concern).write({ ...found, platformId: shown }, 'FOUND_EFFECT')
  }
  return attempts.length < triesMax ? terms.place(gid) : undefined
}

/** Takes back what is held, or may be: its answer was lost. Undefined: nothing of ours holds it. */
export function releaseHolds(
  { gid: orderGid, fulfillmentOrders }: Pick<ShopifyOrder, 'gid' | 'fulfillmentOrders'>,
  terms: ReleaseTerms,
  life: LifeView,
  nowMs: number,
): Step | undefined {
  for (const { gid } of fulfillmentOrders) {
    const effect = effectOf(life.effects, terms.keyOf(gid))
    if (effect === undefined || !mayStand(effect)) continue
    const isOld = effect.doneAtMs === null && isBefore(life.shop, effect.attempts[0]?.atMs ?? 0)
    const step = isOld
      ? stepsOf(terms.concern).look({ at: 'shopify-life', gid: orderGid }, 'SETTLE_EFFECT')
      : releaseOne(gid, { orderGid, terms, life, nowMs })
    if (step !== undefined) return step
  }
  return undefined
}

function releaseOne(gid: Part['gid'], books: Books<ReleaseTerms>): Step | undefined {
  const { terms, life, orderGid } = books
  const effect = effectOf(life.effects, terms.releaseKeyOf(gid))
  const [newest] = effect?.attempts ?? []
  if ((effect?.doneAtMs ?? null) !== null || newest?.state === 'refused') return undefined
  if (effect !== undefined && newest?.state === 'unclear') {
    const first = readAfter(effect, books)
    if (first !== undefined) return first
  }
  if (life.shop.is === 'unknown') {
    const { look } = stepsOf(terms.concern)
    return look({ at: 'shopify-life', gid: orderGid }, 'SHOP_ORDER_NOT_READ')
  }
  const holdGids = shownOn(gid, terms, life)
  const isOver = holdGids.length === 0 || (effect?.attempts.length ?? 0) >= triesMax
  return isOver ? undefined : terms.release(gid, holdGids)
}

/** Until the order was read later than a call of which no answer came. */
function readAfter(
  { attempts }: EffectRecord,
  { orderGid, terms, life, nowMs }: Books<Terms>,
): Step | undefined {
  const { look, wait } = stepsOf(terms.concern)
  const [newest] = attempts
  const dueMs = (newest?.atMs ?? 0) + pauseMs * 2 ** (attempts.length - 1)
  if (nowMs < dueMs) return wait(dueMs, 'SETTLE_EFFECT')
  if (life.shop.is === 'absent' || (life.shop.is === 'seen' && life.shop.asOfMs >= dueMs)) {
    return undefined
  }
  return look({ at: 'shopify-life', gid: orderGid }, 'SETTLE_EFFECT')
}

function isBefore(shop: LifeView['shop'], atMs: number): boolean {
  return shop.is === 'seen' && shop.asOfMs < atMs
}

function mayStand({ doneAtMs, attempts }: EffectRecord): boolean {
  return doneAtMs !== null || attempts[0]?.state === 'unclear'
}

/** Holds of ours that the newest reading shows. */
function shownOn(gid: Part['gid'], { handle }: Terms, { shop }: LifeView): string[] {
  const parts = shop.is === 'seen' ? shop.value.fulfillmentOrders : []
  const holds = parts.find((one) => one.gid === gid)?.holds ?? []
  return holds.filter((one) => one.handle === handle).map(({ holdGid }) => holdGid)
}
