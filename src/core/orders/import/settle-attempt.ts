/**
 * An attempt without a clear answer comes before everything else, also when the order was cancelled
 * meanwhile: it may have made an order. Absence is believed only from all three look-ups, each begun
 * after the time in which a late effect could still have come (docs/rules/writes.md).
 */
import type { AttemptId } from '../../ids.ts'
import { InvariantError } from '../../invariant-error.ts'
import type { Step } from '../../step.ts'
import type { ImportPolicy } from '../policy.ts'
import type { ShopifyOrder } from '../shopify-order.ts'
import type { LookUpKind, OrderView } from '../view.ts'
import { foundButNotRead, isLoaded, lookUpOrder, newestLookUp } from './absence.ts'
import { ownOrders } from './other-orders.ts'
import type { PersonSays } from './person-says.ts'
import { hold, look, wait, write } from './steps.ts'

export type Settled =
  | { readonly kind: 'step'; readonly step: Step }
  /** `disproves` is the attempt whose absence was proved, if one was unsettled. */
  | { readonly kind: 'settled'; readonly disproves: AttemptId | null }

/** How long to wait when a look-up came too early to prove anything. */
const lookAgainMs = 5_000

export function settleAttempt(
  view: OrderView,
  policy: ImportPolicy,
  says: PersonSays,
  nowMs: number,
): Settled {
  const { effect } = view
  const own = ownOrders(view).filter(({ gid }) => gid !== effect.platformId)
  const [mine] = own
  if (mine !== undefined && effect.platformId !== null && !says.dismissed) {
    return step(doubled([effect.platformId, ...own.map(({ gid }) => gid)]))
  }
  if (mine !== undefined && effect.platformId === null && effect.attempts.length > 0) {
    return step(recordOwn(view, own, says))
  }
  if (effect.platformId === null && effect.attempts.some(({ state }) => state === 'done')) {
    throw new InvariantError('ledger: a create is done and its order is not known')
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

/** Our create was there after all. Of several, only a person may say which one counts. */
function recordOwn(view: OrderView, own: readonly ShopifyOrder[], { adopt }: PersonSays): Step {
  const meant = own.length === 1 ? own : own.filter(({ gid }) => gid === adopt?.gid)
  const [one] = meant
  if (one === undefined) return doubled(own.map(({ gid }) => gid))
  const uses = own.length === 1 ? null : (adopt?.inputId ?? null)
  const { gid } = one
  const record = { key: view.effect.key, gid, how: 'found', uses } as const
  return write({ kind: 'record-shopify-order', ...record }, 'FOUND_OUR_OWN')
}

function doubled(gids: readonly string[]): Step {
  return hold('DOUBLED_EFFECT', { gids: [...gids] })
}

function step(one: Step): Settled {
  return { kind: 'step', step: one }
}
