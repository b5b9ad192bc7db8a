/** What a worker asks of those who do the work: a batch of held keys in, an outcome for each out. */
import type { Held, Next } from './held.ts'

export type Outcome =
  /** Looked at; again at `next`, or when marked. */
  | { readonly kind: 'done'; readonly next?: Next }
  /** Counts as a failure. The code is stored; retried after a back-off unless a time is given. */
  | { readonly kind: 'failed'; readonly code: string; readonly retryAtMs?: number }
  /** No token in this bucket: `take` said when. Counts in nothing. */
  | {
      readonly kind: 'parked'
      readonly bucket: string
      readonly notBeforeMs: number
      readonly amount?: number
    }
  /** An outage: network, database, platform away. Counts in nothing. */
  | { readonly kind: 'released'; readonly retryAtMs?: number }

export type Handler = {
  /**
   * Answers one outcome a key, in their order. What it throws is a failure of one key only: the batch
   * is then run again key by key, so every effect must bear repetition.
   */
  handle(held: readonly Held[], run: Run): Promise<readonly Outcome[]>
  /** Keys in one batch at most; the worker's own limit when left out. */
  readonly batchLimit?: number
}

export type Run = {
  /** Aborted when the worker wants to stop: finish the step at hand and release the rest. */
  readonly stopping: AbortSignal
}

export type Handlers = Readonly<Record<string, Handler>>

/** A held key and what came of its run. */
export type Ended = { readonly held: Held; readonly outcome: Outcome }
