/**
 * Reads a window of Amazon's order list page by page: polling, the nightly sweep and a backfill all
 * go this way. A page and the watermark that passes it are one transaction, so a crash repeats a page
 * and never skips one. After the last page the watermark moves to the bound that the first page
 * echoed, not to our clock (design section 9).
 */
import { PlatformError } from '../../core/platform-error.ts'
import { readWatermark, saveWatermark, type Watermark } from '../../store/intake.ts'
import type { Database } from '../../store/pool.ts'
import type { Held } from '../../work/held.ts'
import { lockLease } from '../../work/lock-leases.ts'
import type { Account, ReconcileDeps, SearchPage } from '../account.ts'
import { notReached } from '../act/not-reached.ts'
import { readDeadlines } from '../deadlines.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { type ReadingSource, storeReadings } from './store-readings.ts'

export type Window = {
  readonly stream: string
  readonly source: ReadingSource
  readonly family: 'updated' | 'created'
  readonly openOnly: boolean
  /** Where a new window begins, from the watermark so far. */
  readonly fromMs: (mark: Watermark) => number
  readonly beforeMs: number | null
}

export type WindowEnd =
  | { readonly is: 'read'; readonly pages: number; readonly orders: number; readonly atMs: number }
  | { readonly is: 'stopped'; readonly outcome: KeyOutcome }

/** Reads to the end of the window, or stops where the budget, the lease or Amazon stops it. */
export async function readWindow(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
  window: Window,
): Promise<WindowEnd> {
  let orders = 0
  for (let pages = 1; pages <= account.polling.pagesMax; pages += 1) {
    const turn = await readPage(deps, account, held, window)
    if (turn.is === 'stopped') return turn
    orders += turn.orders
    if (turn.endedAtMs !== null) return { is: 'read', pages, orders, atMs: turn.endedAtMs }
  }
  // More pages than one run may read: the token is kept, the next run goes on.
  return { is: 'stopped', outcome: { held, is: 'done', next: { dueAtMs: 0 } } }
}

type Turn =
  | { readonly is: 'page'; readonly orders: number; readonly endedAtMs: number | null }
  | { readonly is: 'stopped'; readonly outcome: KeyOutcome }

async function readPage(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
  window: Window,
): Promise<Turn> {
  const bucket = account.buckets.searchOrders
  const wish = { bucket, lane: held.lane, amount: 1, count: 1, waited: held.waited }
  const grant = await deps.take(wish)
  if (grant.granted < 1) {
    const notBeforeMs = grant.notBeforeMs ?? 0
    return { is: 'stopped', outcome: { held, is: 'parked', bucket, notBeforeMs, amount: 1 } }
  }
  const mark = await readWatermark(deps.db, account.accountId, window.stream)
  const fromMs = mark.pageToken === null ? window.fromMs(mark) : (mark.windowFromMs ?? 0)
  let page: SearchPage
  try {
    page = await account.amazon.searchOrders(
      {
        family: window.family,
        openOnly: window.openOnly,
        afterMs: fromMs,
        beforeMs: window.beforeMs,
        token: mark.pageToken,
      },
      readDeadlines(deps.monotonic),
    )
  } catch (error) {
    return stopped(deps, account, held, window, mark, error)
  }
  const boundMs = mark.pageToken === null ? page.boundMs : (mark.windowBoundMs ?? page.boundMs)
  const moved: Watermark = {
    atMs: page.nextToken === null ? boundMs : mark.atMs,
    windowFromMs: fromMs,
    windowBoundMs: boundMs,
    pageToken: page.nextToken,
    pages: mark.pages + 1,
  }
  const kept = await deps.db
    .transaction()
    .execute((trx) => keepPage(trx, account, held, window, page, moved))
  if (!kept) return { is: 'stopped', outcome: { held, is: 'lost' } }
  return {
    is: 'page',
    orders: page.readings.length,
    endedAtMs: page.nextToken === null ? boundMs : null,
  }
}

async function keepPage(
  trx: Database,
  account: Account,
  held: Held,
  window: Window,
  page: SearchPage,
  moved: Watermark,
): Promise<boolean> {
  if (!(await lockLease(trx, held))) return false
  await saveWatermark(trx, account.accountId, window.stream, moved)
  await storeReadings(trx, account, page.readings, { source: window.source, lane: held.lane })
  return true
}

/** A page token that Amazon no longer takes (24 h) begins the window again; nothing is skipped. */
async function stopped(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
  window: Window,
  mark: Watermark,
  error: unknown,
): Promise<Turn> {
  const refusedToken =
    error instanceof PlatformError && error.facts.kind === 'rejected' && mark.pageToken !== null
  if (refusedToken) {
    await saveWatermark(deps.db, account.accountId, window.stream, { ...mark, pageToken: null })
  }
  const outcome = notReached(held, error)
  if (outcome.is === 'go-on') throw error
  return { is: 'stopped', outcome }
}
