/**
 * One page of Amazon's list in place of a hundred calls for single orders: of the known orders that wait on
 * the desk, those that lie closest together by creation are asked for in one window. The list shows what
 * was two minutes ago, so it answers only for rows that have waited so long, and counts as so old.
 */
import { tokensLeft } from '../../store/budget-peek.ts'
import { type DeskWindow, densestWindow, waitAnew } from '../../store/desk-window.ts'
import type { Held } from '../../work/held.ts'
import type { Account, ReconcileDeps, SearchPage } from '../account.ts'
import { notReached } from '../act/not-reached.ts'
import { readDeadlines } from '../deadlines.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { amazonDesk } from '../keys.ts'
import { keepReads, type Read } from './keep-reads.ts'

/** Amazon's list shows nothing younger than this. */
const listLagMs = 2 * 60_000
const ordersPerPage = 100
/** A page that is expected to show fewer of those that wait is not worth its token, */
const worthFrom = 40
/** nor is one that is not full, while those that wait have not waited so long: more may come. */
const fullFrom = 90
const companyMs = 4 * 60_000

/** `none`: no page is worth its token, or none is left. An outcome ends the turn of the desk. */
export async function readByPage(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
  nowMs: number,
): Promise<'read' | 'none' | KeyOutcome> {
  const { accountId, buckets } = account
  const left = await tokensLeft(deps.db, buckets.searchOrders)
  if (left !== null && left < 1) return 'none'
  const asOfMs = nowMs - listLagMs
  const terms = { size: ordersPerPage, waitedMs: asOfMs }
  const window = await densestWindow(deps.db, accountId, amazonDesk, terms)
  if (window === null || !isWorthIt(window, nowMs)) return 'none'
  const bucket = buckets.searchOrders
  const wish = { bucket, lane: held.lane, amount: 1, count: 1, waited: false }
  const grant = await deps.take(wish)
  if (grant.granted < 1) return 'none'
  try {
    const page = await searchWindow(deps, account, window)
    await deps.returned(bucket, 1, grant)
    const waiting = new Set(window.waiting)
    const reads = page.readings.flatMap((reading): Read[] => {
      const orderId = reading.kind === 'order' ? reading.order.orderId : reading.orderId
      const isMeant = orderId !== null && waiting.delete(orderId)
      return isMeant ? [{ is: 'reading', orderId, reading }] : []
    })
    await keepReads(deps, account, held, reads, asOfMs)
    await waitAnew(deps.db, accountId, amazonDesk, [...waiting])
    return 'read'
  } catch (error) {
    const outcome = notReached(held, error)
    return outcome.is === 'go-on' ? 'none' : outcome
  }
}

function searchWindow(
  deps: ReconcileDeps,
  account: Account,
  { fromMs: afterMs, toMs: beforeMs }: DeskWindow,
): Promise<SearchPage> {
  const question = { family: 'created', openOnly: false, token: null, afterMs, beforeMs } as const
  return account.amazon.searchOrders(question, readDeadlines(deps.monotonic))
}

function isWorthIt(window: DeskWindow, nowMs: number): boolean {
  const rows = expected(window)
  return rows >= (window.sinceMs <= nowMs - companyMs ? worthFrom : fullFrom)
}

/** How many of those that wait the page shows, if they are spread evenly among the others. */
function expected({ waiting, known }: DeskWindow): number {
  return (waiting.length * ordersPerPage) / Math.max(ordersPerPage, known)
}
