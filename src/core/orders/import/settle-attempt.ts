/**
 * An attempt without a clear answer comes before everything else, also when the order was cancelled
 * meanwhile: it may have made an order. Absence is believed only from all three look-ups, each begun
 * after the time in which a late effect could still have come (docs/rules/writes.md).
 */
import type { AttemptId } from '../../ids.ts'
import type { Step } from '../../step.ts'
import type { ImportPolicy } from '../policy.ts'
import type { LookUpKind, OrderView } from '../view.ts'
import { foundButNotRead, isLoaded, lookUpOrder, newestLookUp } from './absence.ts'
import { ownOrders } from './other-orders.ts'
import { hold, look, wait, write } from './steps.ts'

export type Settled =
  | { readonly kind: 'step'; readonly step: Step }
  /** `disproves` is the attempt whose absence was proved, if one was unsettled. */
  | { readonly kind: 'settled'; readonly disproves: AttemptId | null }

/** How long to wait when a look-up came too early to prove anything. */
const lookAgainMs = 5_000

export function settleAttempt(view: OrderView, policy: ImportPolicy, nowMs: number): Settled {
  const { effect } = view
  const own = ownOrders(view).filter(({ gid }) => gid !== effect.platformId)
  const tried = effect.attempts.length > 0
  const [mine] = own
  if (effect.platformId !== null && mine !== undefined) {
    return step(doubled([effect.platformId, ...own.map(({ gid }) => gid)]))
  }
  if (tried && mine !== undefined) {
    if (own.length > 1) return step(doubled(own.map(({ gid }) => gid)))
    const { gid } = mine
    const { key } = effect
    const how = 'found'
    return step(write({ kind: 'record-shopify-order', key, gid, how, uses: null }, 'FOUND_OUR_OWN'))
  }
  const unsettled = effect.attempts.find(({ state }) => state === 'unclear')
  if (unsettled === undefined) return { kind: 'settled', disproves: null }
  if (nowMs < unsettled.settledAtMs) return step(wait(unsettled.settledAtMs, 'SETTLING'))
  for (const by of lookUpOrder) {
    const needed = provingLookUp(view, by, unsettled.settledAtMs, policy, nowMs)
    if (needed !== undefined) return step(needed)
  }
  return { kind: 'settled', disproves: unsettled.attemptId }
}

/** What is still needed from one look-up; undefined when it proves that the attempt left nothing. */
function provingLookUp(
  view: OrderView,
  by: LookUpKind,
  settledAtMs: number,
  policy: ImportPolicy,
  nowMs: number,
): Step | undefined {
  const newest = newestLookUp(view, by)
  const again = look({ at: 'shopify-look-up', by }, 'LOOK_AFTER_UNCLEAR')
  if (newest === undefined) return again
  if (!newest.afterSettle) {
    const againAtMs = newest.atMs < settledAtMs ? settledAtMs : newest.atMs + lookAgainMs
    return nowMs < againAtMs ? wait(againAtMs, 'SETTLING') : again
  }
  const odd = newest.found.find((gid) => !isLoaded(view, gid))
  if (odd === undefined) return undefined
  const stale = nowMs - newest.atMs > policy.indexMaxAgeMs
  return stale ? again : foundButNotRead(odd, newest, policy)
}

function doubled(gids: readonly string[]): Step {
  return hold('DOUBLED_EFFECT', { gids: [...gids] })
}

function step(one: Step): Settled {
  return { kind: 'step', step: one }
}
