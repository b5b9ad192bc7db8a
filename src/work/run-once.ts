/**
 * One round of a worker: claim, run, settle. The worker loop does the same with many at a time; the
 * simulation calls this alone, one round after another.
 */
import type { Database } from '../store/pool.ts'
import { type Claimed, claim } from './claim.ts'
import type { Ended, Handler, Handlers, Run } from './handler.ts'
import type { Held } from './held.ts'
import { claimsPerLowLane, leaseMs } from './limits.ts'
import { runBatch } from './run-batch.ts'
import { type Settled, settle } from './settle.ts'

export type RoundOptions = {
  readonly db: Database
  readonly handlers: Handlers
  /** Names the process in the leases. */
  readonly worker: string
  /** A fresh UUID a call. */
  readonly newToken: () => string
  readonly batchLimit: number
  readonly leaseMs?: number
  readonly failuresMax?: number
  readonly lossesMax?: number
  readonly isOutage?: (error: unknown) => boolean
  readonly onThrown?: (held: readonly Held[], error: unknown) => void
}

/** Whose turn it is, from claim to claim of one worker. */
export type Turn = { claims: number; after: string }

export function firstTurn(): Turn {
  return { claims: 0, after: '' }
}

/** Held keys of one kind that one handler takes together. */
export type Batch = { readonly handler: Handler; readonly held: readonly Held[] }

export type Round = Settled & {
  readonly ended: readonly Ended[]
  readonly lost: Claimed['died']
}

const never = new AbortController().signal

/** Claims one batch, runs it and settles it; `ended` is empty when nothing was due. */
export async function runOnce(
  options: RoundOptions,
  turn: Turn,
  run: Run = { stopping: never },
): Promise<Round> {
  const claimed = await claimBatches(options, turn, options.batchLimit)
  const ended: Ended[] = []
  for (const batch of claimed.batches) {
    ended.push(...(await runBatch({ ...options, ...batch, run })))
  }
  return { ended, lost: claimed.died, ...(await settle(options.db, ended, options)) }
}

/** Claims the next keys, in turn, and sorts them into batches. */
export async function claimBatches(
  options: RoundOptions,
  turn: Turn,
  limit: number,
): Promise<{ readonly batches: Batch[]; readonly died: Claimed['died'] }> {
  turn.claims += 1
  const { held, died } = await claim(options.db, {
    kinds: Object.keys(options.handlers),
    limit,
    leaseMs: options.leaseMs ?? leaseMs,
    worker: options.worker,
    newToken: options.newToken,
    turnAfter: turn.after,
    lowLanesFirst: turn.claims % claimsPerLowLane === 0,
    ...(options.lossesMax === undefined ? {} : { lossesMax: options.lossesMax }),
  })
  turn.after = held.at(-1)?.accountId ?? turn.after
  return { batches: sortBatches(options, held), died }
}

function sortBatches(options: RoundOptions, held: readonly Held[]): Batch[] {
  const byKind = Map.groupBy(held, (one) => one.kind)
  const batches: Batch[] = []
  for (const [kind, keys] of byKind) {
    const handler = options.handlers[kind]
    if (handler === undefined) throw new Error('a kind was claimed that nobody handles')
    const limit = Math.max(1, handler.batchLimit ?? options.batchLimit)
    for (let from = 0; from < keys.length; from += limit) {
      batches.push({ handler, held: keys.slice(from, from + limit) })
    }
  }
  return batches
}
