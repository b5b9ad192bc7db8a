/**
 * Writes of class same-key-edits without a clear answer (docs/rules/writes.md): the order is read later than the
 * call, and what it does not show is sent again at doubling distances, so often and no more.
 */
import type { ShopifyOrderGid } from '../ids.ts'
import type { Concern, Step } from '../step.ts'
import type { EffectRecord, LifeView } from './life-view.ts'
import { stepsOf } from './steps.ts'

const pauseMs = 30_000
export const triesMax = 7

export type Reading = {
  readonly orderGid: ShopifyOrderGid
  readonly concern: Concern
  readonly life: LifeView
  readonly nowMs: number
}

/** It was meant, and nobody knows whether it arrived. */
export function isUnsettled({ doneAtMs, attempts }: EffectRecord): boolean {
  return doneAtMs === null && attempts[0]?.state === 'unclear'
}

/** Until the order was read later than a call of which no answer came. */
export function readAfter(
  { attempts }: EffectRecord,
  { orderGid, concern, life, nowMs }: Reading,
): Step | undefined {
  const { look, wait } = stepsOf(concern)
  const [newest] = attempts
  const dueMs = (newest?.atMs ?? 0) + pauseMs * 2 ** (attempts.length - 1)
  if (nowMs < dueMs) return wait(dueMs, 'SETTLE_EFFECT')
  if (life.shop.is === 'absent' || (life.shop.is === 'seen' && life.shop.asOfMs >= dueMs)) {
    return undefined
  }
  return look({ at: 'shopify-life', gid: orderGid }, 'SETTLE_EFFECT')
}
