/**
 * Removes the buyer from the Shopify order that we made, once our own copy is purged (design rule 8; Amazon: no longer
 * than 30 days after delivery). Never of an order that another app made, never while goods may still leave, never
 * on what is unknown. The data itself is never seen here. Rules: docs/rules/purge.md.
 */
import { type EffectKey, id } from '../ids.ts'
import { tailOf } from '../life/life-events.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { EffectRecord, LifeView } from '../life/life-view.ts'
import { effectOf } from '../life/settle-effect.ts'
import { stepsOf } from '../life/steps.ts'
import type { ShopLife } from '../orders/shop-life.ts'
import type { OrderView } from '../orders/view.ts'
import { mayBeRepeated, said } from '../shipments/shipment-context.ts'
import type { Step } from '../step.ts'
import type { ShopPersonal } from './shop-personal.ts'

const { look, write, wait, hold, rest } = stepsOf('purge')

/** Without a clear answer it is sent again at doubling distances: blanking twice changes nothing. */
const pauseMs = 30_000
const triesMax = 7
/** What Shopify called done and still shows after this is asked for anew, so often. */
const shownAfterMs = 120_000
const roundsMax = 3

export function decidePurge(
  { orderId, effect: made, shopify }: OrderView,
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step {
  if (life.personalPurged !== true || shopify.is !== 'seen') return rest('NO_PURGE_DUE')
  if (made.how !== 'created' && made.how !== 'found') return rest('PURGE_NOT_OURS')
  if (!policy.purge.shopify) return rest('PURGE_OFF')
  const { gid } = shopify.value
  const { shopPersonal } = life
  const readPersonal = () => look({ at: 'shopify-personal', gid }, 'PURGE_CHECKED_FIRST')
  if (shopPersonal?.is !== 'seen') return readPersonal()
  const round = roundOf(life, (number) => purgeKey(orderId, gid, number))
  const books = { gid, read: shopPersonal, nowMs, ...round }
  const settled = settle(books)
  if (settled !== undefined) return settled
  if (shopPersonal.value.left.length === 0) return rest('PURGED_IN_SHOP')
  if (said({ life }, 'dismiss', round.key)) return rest('PURGE_LEFT')
  return askOrSend(books, life)
}

type Read = { readonly is: 'seen'; readonly value: ShopPersonal; readonly asOfMs: number }

type Round = {
  readonly key: EffectKey
  readonly number: number
  readonly effect: EffectRecord | undefined
}

type Books = Round & {
  readonly gid: ShopLife['gid']
  readonly read: Read
  readonly nowMs: number
}

function purgeKey(orderId: string, gid: ShopLife['gid'], number: number): EffectKey {
  return id('EffectKey', `purge-in-shop:${orderId}/${tailOf(gid)}#${number}`)
}

/** The newest that was tried, or the first. */
function roundOf({ effects }: LifeView, keyOf: (number: number) => EffectKey): Round {
  let number = 1
  while (effectOf(effects, keyOf(number + 1)) !== undefined) number += 1
  const key = keyOf(number)
  return { key, number, effect: effectOf(effects, key) }
}

/** Until it is known what came of the newest call; undefined once it is. */
function settle({ effect, gid, key, read, nowMs }: Books): Step | undefined {
  if (effect === undefined) return undefined
  const readBack = () => look({ at: 'shopify-personal', gid }, 'PURGE_READ_BACK')
  const [newest] = effect.attempts
  if (effect.doneAtMs !== null) {
    if (read.asOfMs < effect.doneAtMs) return readBack()
    const dueMs = effect.doneAtMs + shownAfterMs
    if (read.value.left.length === 0 || read.asOfMs >= dueMs) return undefined
    return nowMs < dueMs ? wait(dueMs, 'PURGE_READ_BACK') : readBack()
  }
  if (newest?.state !== 'unclear') return undefined
  const dueMs = newest.atMs + pauseMs * 2 ** (effect.attempts.length - 1)
  if (nowMs < dueMs) return wait(dueMs, 'SETTLE_EFFECT')
  if (read.asOfMs < dueMs) return readBack()
  if (read.value.left.length > 0) return undefined
  const found = { kind: 'record-effect', key, effect: 'purge-in-shop', platformId: key } as const
  return write(found, 'FOUND_EFFECT')
}

function askOrSend(books: Books, life: LifeView): Step {
  const { gid, key, effect, read } = books
  const left = read.value.left.join(', ')
  const [newest] = effect?.attempts ?? []
  if (newest?.state === 'refused' && !mayBeRepeated({ life }, key, newest.atMs)) {
    return hold('PURGE_REFUSED', { code: newest.code ?? 'REFUSED', left, subject: key })
  }
  if (isUsedUp(books) && !mayBeRepeated({ life }, key, newest?.atMs ?? 0)) {
    return hold('PURGE_NOT_SHOWN', { left, subject: key })
  }
  if (life.touched && life.shop.is === 'unknown') {
    return look({ at: 'shopify-life', gid }, 'SHOP_ORDER_NOT_READ')
  }
  if (!isOver(life.shop) && !said({ life }, 'approve', key)) {
    return hold('PURGE_ORDER_OPEN', { subject: key })
  }
  return send(books)
}

/** Called done and still shown too often, or never answered. */
function isUsedUp({ effect, number }: Books): boolean {
  if (effect === undefined) return false
  return effect.doneAtMs === null ? effect.attempts.length >= triesMax : number >= roundsMax
}

/** Cancelled, or nothing is left to leave: then a new address counts no taxes. */
function isOver(shop: LifeView['shop']): boolean {
  if (shop.is !== 'seen') return false
  const { cancelledAtMs, fulfillmentOrders, fulfillments, truncated } = shop.value
  if (cancelledAtMs !== null) return true
  const open = fulfillmentOrders.some(({ status }) => status !== 'CLOSED' && status !== 'CANCELLED')
  const sent = fulfillments.some(({ status }) => status === 'SUCCESS')
  const whole = truncated.every((list) => !list.startsWith('fulfillment'))
  return sent && !open && whole
}

/** What was called done is asked for anew under the next number. */
function send({ gid, key, number, effect, read }: Books): Step {
  const isDone = (effect?.doneAtMs ?? null) !== null
  const next = id('EffectKey', key.replace(/#\d+$/, `#${number + 1}`))
  const base = { kind: 'purge', key: isDone ? next : key, effect: 'purge-in-shop' } as const
  const act = { do: 'purge-in-shop', orderGid: gid } as const
  const body = { left: read.value.left }
  return write({ ...base, repeats: true, disproves: null, uses: null, body, act }, 'PURGE_IN_SHOP')
}
