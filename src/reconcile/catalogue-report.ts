/**
 * The report of all listings: asked for, waited for, and stored row by row in pieces, so that a crash goes on
 * where it stopped and a million SKUs never stand in memory. It lacks the details of a listing; those are
 * wanted from then on.
 */
import type { Listing } from '../core/catalog/listing.ts'
import { PlatformError } from '../core/platform-error.ts'
import type { Deadlines } from '../core/ports.ts'
import { saveListings } from '../store/listings.ts'
import { type ListingsPass, saveListingsPass } from '../store/listings-pass.ts'
import { mark } from '../work/mark.ts'
import { askFor } from './catalogue-ask.ts'
import type { RowsDocument } from './catalogue-ports.ts'
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
import { listingDetailsKey } from './keys.ts'

const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'
const checkEveryMs = 20_000
/** A report that takes longer is asked for anew at the next whole reading. */
const waitMaxMs = 6 * 3_600_000
const pieceRows = 500
/** A document of hundreds of megabytes may take this long to come. */
const downloadMaxMs = 15 * 60_000
const dayMs = 86_400_000

/** Undefined when this marketplace is dealt with for now. */
export async function readListingsReport(
  run: ListingsRun,
  pass: ListingsPass,
): Promise<KeyOutcome | undefined> {
  if (pass.reportId === null) return request(run, pass)
  if (pass.documentId === null) return check(run, pass, pass.reportId)
  return store(run, pass, pass.documentId)
}

async function request(run: ListingsRun, pass: ListingsPass): Promise<KeyOutcome | undefined> {
  const { deps, account, held, marketplaceId, nowMs } = run
  const budget = { bucket: account.buckets.createReport, amount: 1 }
  const wish = {
    type: reportType,
    fromMs: nowMs - dayMs,
    toMs: nowMs,
    marketplaceIds: [marketplaceId],
  }
  const asked = await askFor(deps, held, budget, () =>
    account.amazonLife.requestReport(wish, readDeadlines(deps.monotonic)),
  )
  if (asked.is === 'stopped') return asked.no === null ? asked.outcome : refused(run, asked.no)
  const begun = { ...pass, begunAtMs: nowMs, rowsDone: 0, pageToken: null }
  const kept = await keep(run, { ...begun, reportId: asked.answer.reportId })
  if (!kept) return { held, is: 'lost' }
  return { held, is: 'done', next: { dueAtMs: nowMs + checkEveryMs } }
}

async function check(
  run: ListingsRun,
  pass: ListingsPass,
  reportId: string,
): Promise<KeyOutcome | undefined> {
  const { deps, account, held, nowMs } = run
  const budget = { bucket: account.buckets.getReport, amount: 1 }
  const asked = await askFor(deps, held, budget, () =>
    account.amazonLife.getReport(reportId, readDeadlines(deps.monotonic)),
  )
  if (asked.is === 'stopped' && asked.no === null) return asked.outcome
  const { status, documentId } =
    asked.is === 'answer' ? asked.answer : { status: asked.no ?? '', documentId: null }
  if (status === 'DONE' && documentId !== null) {
    const ready = { ...pass, documentId }
    return (await keep(run, ready)) ? store(run, ready, documentId) : { held, is: 'lost' }
  }
  const waits = status === 'IN_QUEUE' || status === 'IN_PROGRESS'
  if (waits && nowMs - (pass.begunAtMs ?? nowMs) < waitMaxMs) {
    return { held, is: 'done', next: { dueAtMs: nowMs + checkEveryMs } }
  }
  // CANCELLED also says that there is nothing to tell: nothing is forgotten for it.
  if (!(await keep(run, endOf(pass, nowMs)))) return { held, is: 'lost' }
  return refused(run, 'LISTINGS_REPORT_FAILED')
}

async function store(
  run: ListingsRun,
  pass: ListingsPass,
  documentId: string,
): Promise<KeyOutcome | undefined> {
  const { deps, account, held, marketplaceId } = run
  const budget = { bucket: account.buckets.getReportDocument, amount: 1 }
  const asked = await askFor(deps, held, budget, () =>
    account.catalogue.openListingsReport({ documentId, marketplaceId }, longDeadlines(run)),
  )
  if (asked.is === 'stopped') {
    if (asked.no === null) return asked.outcome
    // The document is over, or is none: all begins again with the next whole reading.
    return (await keep(run, endOf(pass, run.nowMs))) ? refused(run, asked.no) : { held, is: 'lost' }
  }
  try {
    const end = await storeRows(run, pass, asked.answer)
    return end === 'lost' ? { held, is: 'lost' } : undefined
  } catch (error) {
    // A document that we cannot read is not read again before the next whole reading.
    if (!(error instanceof PlatformError)) throw error
    const kept = await keep(run, endOf(pass, run.nowMs))
    return kept ? refused(run, error.facts.code) : { held, is: 'lost' }
  } finally {
    await asked.answer.drop()
  }
}

async function storeRows(
  run: ListingsRun,
  pass: ListingsPass,
  document: RowsDocument<Listing>,
): Promise<'stored' | 'lost'> {
  const { account, nowMs, marketplaceId } = run
  const askedAtMs = pass.begunAtMs ?? nowMs
  let rows = 0
  let unreadable = 0
  let piece: Listing[] = []
  const keepPiece = (ended: boolean) =>
    underLease(run, async (trx) => {
      const at = { ...pass, rowsDone: rows }
      await saveListings(trx, account.accountId, piece, askedAtMs)
      await saveListingsPass(trx, account.accountId, marketplaceId, ended ? endOf(at, nowMs) : at)
      if (!ended) return
      await forgetUnseen(trx, run, at)
      await mark(trx, [listingDetailsKey(account.accountId)])
    })
  for await (const listing of document.rows()) {
    rows += 1
    if (listing === null) unreadable += 1
    // What is stored already is only counted.
    else if (rows > pass.rowsDone) piece.push(listing)
    if (piece.length < pieceRows) continue
    if (!(await keepPiece(false))) return 'lost'
    piece = []
  }
  if (unreadable > 0) run.deps.report.problem('LISTINGS_UNREADABLE', `${unreadable} rows`)
  return (await keepPiece(true)) ? 'stored' : 'lost'
}

function longDeadlines({ deps }: ListingsRun): Deadlines {
  const nowMs = deps.monotonic.nowMs()
  return { sendBeforeMs: nowMs + downloadMaxMs, answerByMs: nowMs + downloadMaxMs }
}
