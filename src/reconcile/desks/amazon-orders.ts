/**
 * The desk where orders wait to be read from Amazon. getOrder (1 a call, 0.5/s, burst 30) takes the
 * newest event, then who has waited longest; when more wait than its bucket can soon serve, search pages
 * (100 a call) help, each the observation of every order in it. Known orders are read by pages of the desk's
 * own; for events the poll is called as well, which works from the oldest end: what its tokens reach is
 * left to it.
 */
import { type AmazonOrderId, id } from '../../core/ids.ts'
import { PlatformError } from '../../core/platform-error.ts'
import { tokensLeft } from '../../store/budget-peek.ts'
import { type Desk, readDesk } from '../../store/intake.ts'
import type { Held } from '../../work/held.ts'
import { mark } from '../../work/mark.ts'
import type { Account, ReconcileDeps } from '../account.ts'
import { notReached } from '../act/not-reached.ts'
import { atMost } from '../at-most.ts'
import { readDeadlines } from '../deadlines.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { amazonDesk, amazonPollKey } from '../keys.ts'
import { keepReads, type Read } from './keep-reads.ts'
import { readByPage } from './read-page.ts'

/** Orders taken in one run of the desk. */
const batchMax = 30
/** More than this waiting is worth a search page beside getOrder. */
const searchFrom = 60
/** Amazon's list shows nothing younger than this. */
const searchLagMs = 2 * 60_000
const ordersPerPage = 100
/** So long the oldest rows are left to the pages; what these do not show is then read one by one. */
const leftToPagesMs = 5 * 60_000
const lookAgainMs = 10_000

export async function workAmazonDesk(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  for (;;) {
    const desk = await readDesk(deps.db, account.accountId, amazonDesk, batchMax)
    if (desk.waiting === 0) return { held, is: 'done', next: null }
    if (desk.waiting > searchFrom) {
      const page = await readByPage(deps, account, held, desk.nowMs)
      if (page === 'read') continue
      if (page !== 'none') return page
    }
    const mine = Math.min(desk.rows.length, desk.waiting - (await callPages(deps, account, desk)))
    if (mine < 1) return { held, is: 'done', next: { dueAtMs: desk.nowMs + lookAgainMs } }
    const bucket = account.buckets.getOrder
    const wish = { bucket, lane: held.lane, amount: 1, count: mine, waited: held.waited }
    const grant = await deps.take(wish)
    if (grant.granted < 1) {
      return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount: 1 }
    }
    const rows = desk.rows.slice(0, grant.granted)
    const reads = await atMost(deps.limits.sendsAtOnce, rows, (row) =>
      readOne(deps, account, id('AmazonOrderId', row.key)),
    )
    await deps.returned(bucket, rows.length, grant)
    await keepReads(deps, account, held, reads, desk.nowMs)
    const failed = reads.find((read) => read.is === 'failed')
    if (failed !== undefined) {
      const outcome = notReached(held, failed.error)
      if (outcome.is !== 'go-on') return outcome
    }
    // Whoever put a row on the desk meanwhile has marked it, so it is due again.
    if (rows.length >= desk.waiting) return { held, is: 'done', next: null }
  }
}

/** Calls the poll when many wait. Answers how many of the oldest its pages will show soon. */
async function callPages(deps: ReconcileDeps, account: Account, desk: Desk): Promise<number> {
  const { events, oldestEventMs, sinceMs, nowMs } = desk
  const searchable = (oldestEventMs ?? nowMs) <= nowMs - searchLagMs
  if (events <= searchFrom || !searchable) return 0
  await mark(deps.db, [amazonPollKey(account.accountId)])
  if ((sinceMs ?? 0) < nowMs - leftToPagesMs) return 0
  return ordersPerPage * ((await tokensLeft(deps.db, account.buckets.searchOrders)) ?? 0)
}

async function readOne(
  deps: ReconcileDeps,
  account: Account,
  orderId: AmazonOrderId,
): Promise<Read> {
  try {
    const deadlines = readDeadlines(deps.monotonic)
    return { is: 'reading', orderId, reading: await account.amazon.getOrder(orderId, deadlines) }
  } catch (error) {
    if (!isAboutThisOrder(error)) return { is: 'failed', error }
    deps.report.problem('ORDER_NOT_SHOWN', orderId)
    return { is: 'missing', orderId }
  }
}

/**
 * Not found, refused or in no shape that we know: asked again at once it would be so again, and kept on
 * the desk it would end the desk for all others. The order waits as for a read that lags (design rule 7).
 */
function isAboutThisOrder(error: unknown): boolean {
  if (!(error instanceof PlatformError)) return false
  return error.facts.kind === 'rejected' || error.facts.kind === 'contract'
}
