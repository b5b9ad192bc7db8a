/**
 * The words of the work table: a key to look at, a mark on it, and a key held under a lease.
 * A key is an id of the platforms or of ours, never a person's name or address.
 */
import type { AccountId, LeaseToken } from '../core/ids.ts'
import type { Lane } from '../store/budget-lanes.ts'

export type WorkKey = {
  readonly accountId: AccountId
  readonly kind: string
  readonly key: string
}

/** A key leased to one worker by one claim. Only who shows its token may settle it. */
export type Held = WorkKey & {
  readonly workId: number
  readonly token: LeaseToken
  /** Grows by one a mark; what this run sees covers every mark up to here. */
  readonly seq: number
  readonly lane: Lane
  /** Runs that threw, and leases that ran out, since the last run that finished. */
  readonly failures: number
  readonly losses: number
  /** True when the key waited on a bucket before this claim: its turn has come (`Ask.waited`). */
  readonly waited: boolean
}

/** What a run may ask for: to be looked at again, at a world time, in a lane (else in its own). */
export type Next = { readonly dueAtMs: number; readonly lane?: Lane }
