/**
 * The budgets of one process: takes tokens from PostgreSQL and feeds back what the platforms say. What
 * is fed back is gathered while a write is on its way, so that thousands of answers cost few writes.
 */
import type { LearntLimit } from '../core/ports.ts'
import { type BudgetWallet, createBudgetWallet } from '../store/budget-wallet.ts'
import type { Ask, Take, Terms } from '../store/budgets.ts'
import type { Database } from '../store/pool.ts'

export type Budgets = {
  take(ask: Ask): Promise<Take>
  /**
   * Calls to a platform that does not say what is left came back. While they were on their way our
   * bucket refilled and a full one of theirs did not, so ours is held to what theirs can be at most.
   */
  returned(bucket: string, calls: number, taken: Take): Promise<void>
  /** What an answer said about the quota of a bucket. Never throws. */
  heard(bucket: string, limit: LearntLimit): void
  /** Writes all that was heard and gives back what is left in the purse. */
  close(): Promise<void>
}

type Gathered = { requested: number; actual: number; last: LearntLimit; calls: number }

/** `openings`: what is known of each bucket before the platform has said anything. */
export function createBudgets(
  db: Database,
  openings: (bucket: string) => Terms | undefined,
  onProblem: (error: unknown) => void,
): Budgets {
  const wallet = createBudgetWallet(db)
  const gathered = new Map<string, Gathered>()
  const windows = new Map<string, number>()
  let writing: Promise<void> | null = null

  async function write(): Promise<void> {
    while (gathered.size > 0) {
      const batch = [...gathered]
      gathered.clear()
      for (const [bucket, entry] of batch) {
        try {
          await writeOne(wallet, bucket, entry, windows.get(bucket) ?? 0)
        } catch (error) {
          // An estimate only: our own count of the bucket goes on without it.
          onProblem(error)
        }
      }
    }
    writing = null
  }

  return {
    async take(ask) {
      const opening = openings(ask.bucket)
      const taken = await wallet.take(opening === undefined ? ask : { ...ask, opening })
      windows.set(ask.bucket, taken.flightWindow)
      return taken
    },
    returned(bucket, calls, { flightWindow, terms }) {
      const answered = { requested: calls, actual: calls, flightWindow }
      return wallet.settle(bucket, answered, { available: terms.capacity - calls })
    },
    heard(bucket, limit) {
      const before = gathered.get(bucket)
      gathered.set(bucket, {
        requested: (before?.requested ?? 0) + (limit.costRequested ?? 1),
        actual: (before?.actual ?? 0) + (limit.costActual ?? limit.costRequested ?? 1),
        last: limit,
        calls: (before?.calls ?? 0) + 1,
      })
      writing ??= write()
    },
    async close() {
      await writing
      await wallet.close().catch(onProblem)
    },
  }
}

async function writeOne(
  wallet: BudgetWallet,
  bucket: string,
  entry: Gathered,
  flightWindow: number,
): Promise<void> {
  const { last, requested, actual } = entry
  const learnt = {
    ratePerS: last.ratePerS,
    ...(last.capacity === null ? {} : { capacity: last.capacity }),
    ...(last.available === null ? {} : { available: last.available }),
  }
  // Amazon says a rate only; writing each call back would cost a row for nothing.
  if (last.platform === 'amazon') await wallet.learn(bucket, learnt)
  else await wallet.settle(bucket, { requested, actual, flightWindow }, learnt)
}
