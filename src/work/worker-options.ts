/** How a worker is set up, and what it tells of itself. */
import type { WorkKey } from './held.ts'
import type { RoundOptions } from './run-once.ts'
import type { Scheduler } from './scheduler.ts'

export type WorkerOptions = RoundOptions & {
  /** Batches that run side by side. */
  readonly concurrency: number
  /** PostgreSQL's address for LISTEN; without it marks of others are seen by the poll alone. */
  readonly listenUrl?: string
  readonly scheduler?: Scheduler
  readonly pollMs?: number
  readonly stopWithinMs?: number
  readonly onEvent?: (event: WorkerEvent) => void
}

export type WorkerEvent =
  /** Dead from now on: a person has to look. */
  | { readonly kind: 'died'; readonly keys: readonly WorkKey[] }
  /** Settled too late: another process holds the lease, or settled after a lost answer. */
  | { readonly kind: 'fenced-out'; readonly keys: readonly WorkKey[] }
  /** PostgreSQL did not answer; it is tried again. The code is an SQLSTATE or a system code. */
  | {
      readonly kind: 'look-failed' | 'settle-failed' | 'extend-failed' | 'listen-lost'
      readonly code: string
    }
