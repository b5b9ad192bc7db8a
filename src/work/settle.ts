/**
 * Settles a batch: one statement a kind of outcome, so that a batch costs one commit as a rule.
 * Sets the back-off of failures and the pause of outages, in world time.
 */
import { unreachable } from '../core/unreachable.ts'
import { appNowMs, type Database } from '../store/pool.ts'
import { type Completion, complete } from './complete.ts'
import { type Failure, fail } from './fail.ts'
import type { Ended } from './handler.ts'
import type { Held } from './held.ts'
import { backoffMs, outagePauseMs } from './limits.ts'
import { type Parking, park } from './park.ts'
import { type Release, release } from './release.ts'

export type Settled = {
  /** Another holds the lease by now; nothing was written for these. */
  readonly fencedOut: readonly Held[]
  /** One failure too many. */
  readonly died: readonly Held[]
}

export type SettleOptions = { readonly failuresMax?: number }

/** Writes what came of the runs. Safe to repeat: what is settled is fenced out the second time. */
export async function settle(
  db: Database,
  ended: readonly Ended[],
  options: SettleOptions = {},
): Promise<Settled> {
  const sorted = await sortOutcomes(db, ended)
  const completed = await complete(db, sorted.completions)
  const parked = await park(db, sorted.parkings)
  const released = await release(db, sorted.releases)
  const failed = await fail(db, sorted.failures, options)
  return {
    fencedOut: [
      ...completed.fencedOut,
      ...parked.fencedOut,
      ...released.fencedOut,
      ...failed.fencedOut,
    ],
    died: failed.died,
  }
}

type Sorted = {
  readonly completions: Completion[]
  readonly parkings: Parking[]
  readonly releases: Release[]
  readonly failures: Failure[]
}

async function sortOutcomes(db: Database, ended: readonly Ended[]): Promise<Sorted> {
  const sorted: Sorted = { completions: [], parkings: [], releases: [], failures: [] }
  const clockNeeded = ended.some(
    ({ outcome }) =>
      (outcome.kind === 'failed' || outcome.kind === 'released') && outcome.retryAtMs === undefined,
  )
  const nowMs = clockNeeded ? await appNowMs(db) : 0
  for (const { held, outcome } of ended) {
    switch (outcome.kind) {
      case 'done':
        sorted.completions.push(
          outcome.next === undefined ? { held } : { held, next: outcome.next },
        )
        break
      case 'parked': {
        const { bucket, notBeforeMs, amount } = outcome
        sorted.parkings.push({ held, bucket, notBeforeMs, amount: amount ?? 1 })
        break
      }
      case 'released':
        sorted.releases.push({ held, retryAtMs: outcome.retryAtMs ?? nowMs + outagePauseMs })
        break
      case 'failed': {
        const retryAtMs = outcome.retryAtMs ?? nowMs + backoffMs(held.failures)
        sorted.failures.push({ held, code: outcome.code, retryAtMs })
        break
      }
      default:
        unreachable(outcome)
    }
  }
  return sorted
}
