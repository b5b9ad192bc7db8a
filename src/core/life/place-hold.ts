/**
 * Places a hold of ours on the parts of a Shopify order that may still ship, once each. The hold carries our
 * handle, so a call of which no answer came is looked for in the order, and placed again when it is not there.
 */
import type { EffectKey } from '../ids.ts'
import type { ShopifyOrder } from '../orders/shopify-order.ts'
import { mayBeRepeated } from '../shipments/shipment-context.ts'
import type { Concern, Step } from '../step.ts'
import type { EffectRecord, LifeView } from './life-view.ts'
import { isUnsettled, type Reading, readAfter, triesMax } from './settle-again.ts'
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

/** Undefined: every open part is held, or nothing more can be done about it. */
export function placeHold(
  { gid: orderGid, fulfillmentOrders }: Pick<ShopifyOrder, 'gid' | 'fulfillmentOrders'>,
  terms: HoldTerms,
  life: LifeView,
  nowMs: number,
): Step | undefined {
  const { concern } = terms
  for (const { gid, status } of fulfillmentOrders) {
    const isOpen = status === 'OPEN'
    const effect = effectOf(life.effects, terms.keyOf(gid))
    // A hold that arrived is why the part is open no more: an unsettled one is settled whatever its status.
    if (effect !== undefined && isUnsettled(effect)) {
      const step = settleHold(gid, effect, { orderGid, concern, terms, life, nowMs }, isOpen)
      if (step !== undefined) return step
    } else if (isOpen && isUntried(effect)) return terms.place(gid)
  }
  return undefined
}

/** A call that surely did not leave is none. */
function isUntried(effect: EffectRecord | undefined): boolean {
  return effect === undefined || (effect.doneAtMs === null && effect.attempts.length === 0)
}

type Books<Of extends Terms> = Reading & { readonly terms: Of }

function settleHold(
  gid: Part['gid'],
  effect: EffectRecord,
  books: Books<HoldTerms>,
  isOpen: boolean,
): Step | undefined {
  const { terms, life } = books
  if (isReadSince(effect, life) && shownOn(gid, terms, life).length > 0) {
    return writeDown(effect, terms)
  }
  const first = readAfter(effect, books)
  if (first !== undefined || life.shop.is !== 'seen') return first
  return isOpen && effect.attempts.length < triesMax ? terms.place(gid) : undefined
}

/** It had arrived. Its id is its key, as the answer would have said: the answer may still come. */
function writeDown({ key, kind }: EffectRecord, { concern }: Terms): Step {
  const found = { kind: 'record-effect', key, effect: kind, platformId: key } as const
  return stepsOf(concern).write(found, 'FOUND_EFFECT')
}

/** The newest reading began after the newest call was meant. */
function isReadSince({ attempts }: EffectRecord, { shop }: LifeView): boolean {
  return !isBefore(shop, attempts[0]?.atMs ?? 0) && shop.is === 'seen'
}

/**
 * Takes back what is held, or may be: its answer was lost. What Shopify does not take back is told to a person.
 * Undefined: nothing of ours holds it.
 */
export function releaseHolds(
  { gid: orderGid, fulfillmentOrders }: Pick<ShopifyOrder, 'gid' | 'fulfillmentOrders'>,
  terms: ReleaseTerms,
  life: LifeView,
  nowMs: number,
): Step | undefined {
  for (const { gid } of fulfillmentOrders) {
    const books = { orderGid, concern: terms.concern, terms, life, nowMs }
    const effect = effectOf(life.effects, terms.keyOf(gid))
    const mayHold = effect !== undefined && mayStand(effect)
    if (!mayHold && shownOn(gid, terms, life).length === 0) continue
    const isOld = effect?.doneAtMs === null && isBefore(life.shop, effect.attempts[0]?.atMs ?? 0)
    const step = isOld
      ? stepsOf(terms.concern).look({ at: 'shopify-life', gid: orderGid }, 'SETTLE_EFFECT')
      : releaseOne(gid, books)
    if (step !== undefined) return step
  }
  return undefined
}

function releaseOne(gid: Part['gid'], books: Books<ReleaseTerms>): Step | undefined {
  const { terms, life, orderGid } = books
  const effect = effectOf(life.effects, terms.releaseKeyOf(gid))
  const [newest] = effect?.attempts ?? []
  if ((effect?.doneAtMs ?? null) !== null) return undefined
  if (effect !== undefined && newest?.state === 'unclear') {
    const isGone = isReadSince(effect, life) && shownOn(gid, terms, life).length === 0
    if (isGone) return writeDown(effect, terms)
    const first = readAfter(effect, books)
    if (first !== undefined) return first
  }
  if (life.shop.is === 'unknown') {
    const { look } = stepsOf(terms.concern)
    return look({ at: 'shopify-life', gid: orderGid }, 'SHOP_ORDER_NOT_READ')
  }
  const holdGids = shownOn(gid, terms, life)
  if (holdGids.length === 0) return undefined
  const isOver = newest?.state === 'refused' || (effect?.attempts.length ?? 0) >= triesMax
  if (effect !== undefined && isOver && !mayBeRepeated({ life }, effect.key, newest?.atMs ?? 0)) {
    const code = newest?.code ?? 'NO_ANSWER'
    return stepsOf(terms.concern).hold('SHOP_HOLD_STANDS', { code, subject: effect.key })
  }
  return terms.release(gid, holdGids)
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
