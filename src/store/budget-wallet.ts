/**
 * A process's purse for quotas that do not bind (tests and benches with quotas off, very large shops):
 * takes tokens in chunks and spends them in memory, so that such a bucket costs next to nothing. Any
 * other bucket is asked at each call. The purse is not shared: it holds back a thousandth at most.
 * Close it, and what is left goes back; a killed process loses its chunk to the refill.
 */
import { type Answered, type Learnt, learn, penalise, settle } from './budget-learning.ts'
import { boundlessCapacity, boundlessRatePerS } from './budget-terms.ts'
import { type Ask, type Take, type Terms, take } from './budgets.ts'
import type { Database } from './pool.ts'

export type BudgetWallet = {
  /** As `take` of budgets.ts. */
  take(ask: Ask): Promise<Take>
  /** As `settle`; nothing is written for a bucket that does not bind. */
  settle(bucket: string, answered: Answered, learnt?: Learnt): Promise<void>
  /** As `learn`; what was learnt last is not written again. */
  learn(bucket: string, learnt: Learnt): Promise<void>
  penalise(bucket: string, untilMs: number): Promise<void>
  /** Gives back what is left. */
  close(): Promise<void>
}

type Purse = { tokens: number; last: Take; told: Terms | null }

type Purses = Map<string, Purse>

const chunksPerBucket = 1_000

export function createBudgetWallet(db: Database): BudgetWallet {
  const purses: Purses = new Map()
  const binds = (bucket: string): boolean => {
    const purse = purses.get(bucket)
    return purse === undefined || !isBoundless(purse.last.terms)
  }
  const giveBack = (bucket: string) => emptyPurse(db, bucket, purses.get(bucket))

  return {
    take: async (ask) => {
      const purse = purses.get(ask.bucket)
      const price = ask.amount * ask.count
      if (purse === undefined || binds(ask.bucket) || purse.tokens < price) {
        return fillPurse(db, purses, ask)
      }
      purse.tokens -= price
      return { ...purse.last, granted: ask.count, notBeforeMs: null }
    },
    settle: async (bucket, answered, learnt = {}) => {
      if (!binds(bucket) && !isNews(purses.get(bucket), learnt)) return
      await settle(db, bucket, answered, learnt)
      remember(purses.get(bucket), learnt)
      if (binds(bucket)) await giveBack(bucket)
    },
    learn: async (bucket, learnt) => {
      const tells = learnt.available !== undefined && binds(bucket)
      if (!tells && !isNews(purses.get(bucket), learnt)) return
      await learn(db, bucket, learnt)
      remember(purses.get(bucket), learnt)
      if (binds(bucket)) await giveBack(bucket)
    },
    penalise: async (bucket, untilMs) => {
      const purse = purses.get(bucket)
      if (purse !== undefined) purse.tokens = 0
      await penalise(db, bucket, untilMs)
    },
    close: async () => {
      for (const bucket of purses.keys()) await giveBack(bucket)
    },
  }
}

/** Asks the bucket; what it grants beyond the call goes into the purse. */
async function fillPurse(db: Database, purses: Purses, ask: Ask): Promise<Take> {
  const known = purses.get(ask.bucket)
  const count = known === undefined ? ask.count : chunkOf(known.last.terms, ask)
  const taken = await take(db, { ...ask, count })
  const purse = purses.get(ask.bucket) ?? { tokens: 0, last: taken, told: null }
  purse.last = taken
  purses.set(ask.bucket, purse)
  const granted = Math.min(taken.granted, ask.count)
  purse.tokens += (taken.granted - granted) * ask.amount
  return { ...taken, granted, notBeforeMs: granted === ask.count ? null : taken.notBeforeMs }
}

async function emptyPurse(db: Database, bucket: string, purse: Purse | undefined): Promise<void> {
  if (purse === undefined || purse.tokens === 0) return
  const { tokens, last } = purse
  purse.tokens = 0
  await settle(db, bucket, { requested: tokens, actual: 0, flightWindow: last.flightWindow })
}

function isNews(purse: Purse | undefined, learnt: Learnt): boolean {
  const told = purse?.told ?? null
  return (
    told === null ||
    (learnt.ratePerS ?? told.ratePerS) !== told.ratePerS ||
    (learnt.capacity ?? told.capacity) !== told.capacity
  )
}

function remember(purse: Purse | undefined, learnt: Learnt): void {
  if (purse === undefined) return
  const before = purse.told ?? purse.last.terms
  const ratePerS = learnt.ratePerS ?? before.ratePerS
  purse.told = { ratePerS, capacity: learnt.capacity ?? before.capacity }
  purse.last = { ...purse.last, terms: purse.told }
}

function isBoundless(terms: Terms): boolean {
  return terms.capacity >= boundlessCapacity || terms.ratePerS >= boundlessRatePerS
}

/** Calls to take at once: a thousandth of what the bucket holds or gets in a second. */
function chunkOf(terms: Terms, ask: Ask): number {
  if (!isBoundless(terms)) return ask.count
  const tokens = Math.max(terms.capacity, terms.ratePerS) / chunksPerBucket
  return Math.max(ask.count, Math.floor(tokens / ask.amount))
}
