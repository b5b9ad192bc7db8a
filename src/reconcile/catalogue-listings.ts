/**
 * Reads Amazon's listings into the local table: each hour what Amazon changed, once a day all of them. A search
 * shows at most 1,000; a seller with more is read by the report of all listings, row by row, and the details
 * that it lacks are asked for SKU by SKU. What a whole reading does not show is gone.
 */
import { readWatermark, saveWatermark } from '../store/intake.ts'
import { saveListings } from '../store/listings.ts'
import {
  type ListingsPass,
  readListingsPass,
  restingPass,
  saveListingsPass,
} from '../store/listings-pass.ts'
import { marketplacesSoldIn } from '../store/order-returns.ts'
import { appNowMs } from '../store/pool.ts'
import type { Held } from '../work/held.ts'
import { mark } from '../work/mark.ts'
import type { Account, ReconcileDeps } from './account.ts'
import { type Asked, askFor } from './catalogue-ask.ts'
import type { ListingAnswer, ListingQuestion } from './catalogue-ports.ts'
import { readListingsReport } from './catalogue-report.ts'
import {
  endOf,
  forgetUnseen,
  keep,
  type ListingsRun,
  refused,
  underLease,
} from './catalogue-run.ts'
import { readDeadlines } from './deadlines.ts'
import type { KeyOutcome } from './key-outcome.ts'
import { stockSweepKey } from './keys.ts'

const hourMs = 3_600_000
const wholeEveryMs = 24 * hourMs
/** Where more changes than a search shows. */
const crowdedEveryMs = 6 * hourMs
const sellerUnknownPauseMs = 15 * 60_000
/** Amazon's list of changes lags; a window begins this much before the last one. */
const overlapMs = 10 * 60_000
/** What a search pages through. */
const searchMax = 1_000
const pagesMax = 60
/** The marketplace that a round came to last. */
const roundStream = 'listings-round'
/** Calls for which the reading of pages is woken at once: what the burst leaves. */
const wakeCalls = 4

export async function readListings(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  const nowMs = await appNowMs(deps.db)
  const { sellerId, accountId, policy } = account
  if (sellerId === null) {
    return { held, is: 'done', next: { dueAtMs: nowMs + sellerUnknownPauseMs } }
  }
  const known = policy.marketplaces
  const marketplaces = known.length > 0 ? known : await marketplacesSoldIn(deps.db, accountId)
  // A round that had to wait goes on where it was: else a small budget would never come to the last marketplace.
  const round = await readWatermark(deps.db, accountId, roundStream)
  const names: readonly string[] = marketplaces
  const done = round.pageToken === null ? 0 : names.indexOf(round.pageToken) + 1
  for (const marketplaceId of marketplaces.slice(done)) {
    const stopped = await readOne({ deps, account, held, sellerId, marketplaceId, nowMs })
    if (stopped !== undefined) return stopped
    await saveWatermark(deps.db, accountId, roundStream, { ...round, pageToken: marketplaceId })
  }
  await saveWatermark(deps.db, accountId, roundStream, { ...round, pageToken: null })
  // New listings get their figures, and what Amazon shows otherwise than it should is looked at.
  await mark(deps.db, [stockSweepKey(accountId, 'stock-missed')])
  return { held, is: 'done', next: { dueAtMs: nowMs + hourMs } }
}

/** Undefined when there is nothing more to do for this marketplace now. */
async function readOne(run: ListingsRun): Promise<KeyOutcome | undefined> {
  const { deps, account, marketplaceId, nowMs } = run
  const pass = await readListingsPass(deps.db, account.accountId, marketplaceId)
  if (pass.source === 'report') return readListingsReport(run, pass)
  if (pass.source === 'search') return searchAll(run, pass)
  if (pass.completeAtMs === null || nowMs - pass.completeAtMs >= wholeEveryMs) {
    return searchAll(run, { ...pass, source: 'search', begunAtMs: nowMs })
  }
  return readNews(run, pass)
}

async function searchAll(run: ListingsRun, begun: ListingsPass): Promise<KeyOutcome | undefined> {
  let pass = begun
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const askedAtMs = await appNowMs(run.deps.db)
    const asked = await search(run, { token: pass.pageToken })
    if (asked.is === 'stopped') {
      if (asked.no === null) return asked.outcome
      // A token that Amazon no longer takes begins the search again; nothing is skipped.
      if (pass.pageToken !== null) await keep(run, { ...restingPass, ...last(pass) })
      return refused(run, asked.no)
    }
    const { total, nextToken } = asked.answer
    if (total > searchMax && pass.pageToken === null) {
      return readListingsReport(run, { ...pass, source: 'report' })
    }
    pass = { ...pass, pageToken: nextToken, rowsDone: pass.rowsDone + asked.answer.listings.length }
    const next = nextToken === null ? endOf(pass, run.nowMs) : pass
    if (!(await keepPage(run, asked.answer, { askedAtMs, pass: next, ended: pass }))) {
      return { held: run.held, is: 'lost' }
    }
    if (nextToken === null) return undefined
  }
  return { held: run.held, is: 'done', next: { dueAtMs: run.nowMs } }
}

/** What Amazon changed since the last look. */
async function readNews(run: ListingsRun, pass: ListingsPass): Promise<KeyOutcome | undefined> {
  const { deps, account, marketplaceId, nowMs, held } = run
  const stream = `listings:${marketplaceId}`
  const known = await readWatermark(deps.db, account.accountId, stream)
  const updatedFromMs = (known.atMs ?? pass.completeAtMs ?? nowMs) - overlapMs
  let token: string | null = null
  for (let pages = 0; pages * 20 < searchMax; pages += 1) {
    const askedAtMs = await appNowMs(deps.db)
    const asked: Asked<ListingAnswer> = await search(run, { token, updatedFromMs })
    if (asked.is === 'stopped') return asked.no === null ? asked.outcome : refused(run, asked.no)
    const { listings, total, nextToken } = asked.answer
    if (total > searchMax) return wholeIfDue(run, pass)
    const kept = await underLease(run, async (trx) => {
      await saveListings(trx, account.accountId, listings, askedAtMs)
      const read = { ...known, atMs: nowMs }
      if (nextToken === null) await saveWatermark(trx, account.accountId, stream, read)
    })
    if (!kept) return { held, is: 'lost' }
    if (nextToken === null) return undefined
    token = nextToken
  }
  return undefined
}

/** More changed than a search shows: all is read again, though not each hour. */
async function wholeIfDue(run: ListingsRun, pass: ListingsPass): Promise<KeyOutcome | undefined> {
  const { nowMs } = run
  if (nowMs - (pass.completeAtMs ?? 0) < crowdedEveryMs) return undefined
  return searchAll(run, { ...pass, source: 'search', begunAtMs: nowMs })
}

function search(
  run: ListingsRun,
  more: Pick<ListingQuestion, 'token' | 'updatedFromMs'>,
): Promise<Asked<ListingAnswer>> {
  const { deps, account, held, sellerId, marketplaceId } = run
  const budget = { bucket: account.buckets.searchListingsItems, amount: 1, wake: wakeCalls }
  return askFor(deps, held, budget, () =>
    account.catalogue.searchListings(
      { sellerId, marketplaceId, ...more },
      readDeadlines(deps.monotonic),
    ),
  )
}

async function keepPage(
  run: ListingsRun,
  { listings, unreadable }: ListingAnswer,
  state: { readonly askedAtMs: number; readonly pass: ListingsPass; readonly ended: ListingsPass },
): Promise<boolean> {
  if (unreadable > 0) {
    run.deps.report.problem('LISTINGS_UNREADABLE', `${unreadable} of ${run.marketplaceId}`)
  }
  return underLease(run, async (trx) => {
    await saveListings(trx, run.account.accountId, listings, state.askedAtMs)
    await saveListingsPass(trx, run.account.accountId, run.marketplaceId, state.pass)
    if (state.pass.source === null) await forgetUnseen(trx, run, state.ended)
  })
}

function last(pass: ListingsPass): Pick<ListingsPass, 'completeAtMs'> {
  return { completeAtMs: pass.completeAtMs }
}
