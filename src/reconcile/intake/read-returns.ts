/**
 * Each night Amazon is asked for its returns reports of the last days and what they tell is stored: there
 * is no API for returns (facts of 2026-11). One step at a time: ask, wait, read; then the next report. A
 * report that fails or that we may not have is asked for again the next night.
 */
import { PlatformError } from '../../core/platform-error.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ReturnSide } from '../../core/returns/order-return.ts'
import { readWatermark, saveWatermark, type Watermark } from '../../store/intake.ts'
import { marketplacesSoldIn, saveReturns } from '../../store/order-returns.ts'
import { appNowMs } from '../../store/pool.ts'
import type { Held } from '../../work/held.ts'
import { mark } from '../../work/mark.ts'
import type { Account, ReconcileDeps } from '../account.ts'
import { notReached } from '../act/not-reached.ts'
import { readDeadlines } from '../deadlines.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { orderKey } from '../keys.ts'
import { parseReturns } from './parse-returns.ts'

const dayMs = 86_400_000
/** Amazon gives at most 60 days in one report; what was asked for earlier is over. */
const spanMs = 59 * dayMs
const checkEveryMs = 2 * 60_000
const checksMax = 120

const reports: readonly (readonly [ReturnSide, string])[] = [
  ['merchant', 'GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE'],
  ['amazon', 'GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA'],
]

export async function readReturns(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  const nowMs = await appNowMs(deps.db)
  for (const [side, type] of reports) {
    const report = { deps, account, held, side, type, nowMs }
    try {
      const outcome = await step(report)
      if (outcome !== undefined) return outcome
    } catch (error) {
      const refused = error instanceof PlatformError && hopeless.has(error.facts.kind)
      if (!refused) return stopped(held, error)
      deps.report.problem(error.facts.code, `report ${type}`)
      await giveUp(report)
    }
  }
  return { held, is: 'done', next: null }
}

export function returnsStream(side: ReturnSide): string {
  return `returns:${side}`
}

type Report = {
  readonly deps: ReconcileDeps
  readonly account: Account
  readonly held: Held
  readonly side: ReturnSide
  readonly type: string
  readonly nowMs: number
}

const hopeless: ReadonlySet<string> = new Set(['rejected', 'contract', 'unclear'])
/** Read or given up so recently that this night has it. */
const freshMs = dayMs / 2

/** Undefined when this report is dealt with for the night. */
async function step(report: Report): Promise<KeyOutcome | undefined> {
  const { deps, account, side, nowMs, held } = report
  const known = await readWatermark(deps.db, account.accountId, returnsStream(side))
  if (known.pageToken === null) {
    const dealtWithMs = known.windowBoundMs ?? 0
    return nowMs - dealtWithMs < freshMs ? undefined : ask(report, known)
  }
  const parked = await take(report, account.buckets.getReport)
  if (parked !== undefined) return parked
  const { status, documentId } = await account.amazonLife.getReport(known.pageToken, limits(report))
  // CANCELLED also says that there is nothing to tell.
  if (status === 'CANCELLED') return save(report, known, '')
  if (status === 'DONE' && documentId !== null) {
    const full = await take(report, account.buckets.getReportDocument)
    if (full !== undefined) return full
    return save(report, known, await account.amazonLife.readReport(documentId, limits(report)))
  }
  if (status === 'FATAL' || status === 'DONE' || known.pages >= checksMax) {
    deps.report.problem('RETURNS_REPORT_FAILED', `report ${report.type}`)
    await giveUp(report)
    return undefined
  }
  await keep(report, { ...known, pages: known.pages + 1 })
  return { held, is: 'done', next: { dueAtMs: nowMs + checkEveryMs } }
}

async function ask(report: Report, known: Watermark): Promise<KeyOutcome | undefined> {
  const { deps, account, type, nowMs, held } = report
  const marketplaceIds = await marketplacesSoldIn(deps.db, account.accountId)
  // Nothing was sold, so nothing came back.
  if (marketplaceIds.length === 0) return save(report, { ...known, windowBoundMs: nowMs }, '')
  const parked = await take(report, account.buckets.createReport)
  if (parked !== undefined) return parked
  const fromMs = nowMs - spanMs
  const wish = { type, fromMs, toMs: nowMs, marketplaceIds }
  const { reportId } = await account.amazonLife.requestReport(wish, limits(report))
  const window = { windowFromMs: fromMs, windowBoundMs: nowMs, pageToken: reportId, pages: 0 }
  await keep(report, { ...known, ...window })
  return { held, is: 'done', next: { dueAtMs: nowMs + checkEveryMs } }
}

/** What the report tells and how far it reaches are one transaction, with the marks that follow. */
async function save(report: Report, known: Watermark, text: string): Promise<undefined> {
  const { deps, account, side } = report
  const { rows, unreadable } = parseReturns(side, text)
  if (unreadable > 0) deps.report.problem('RETURNS_UNREADABLE', `${unreadable} of ${side}`)
  await deps.db.transaction().execute(async (trx) => {
    const changed = await saveReturns(trx, account.accountId, rows)
    const read = { ...known, atMs: known.windowBoundMs, pageToken: null, pages: 0 }
    await saveWatermark(trx, account.accountId, returnsStream(side), read)
    await mark(
      trx,
      changed.map((orderId) => orderKey(account.accountId, orderId, 'reports')),
    )
  })
  return undefined
}

async function giveUp(report: Report): Promise<void> {
  const { deps, account, side, nowMs } = report
  const known = await readWatermark(deps.db, account.accountId, returnsStream(side))
  await keep(report, { ...known, windowBoundMs: nowMs, pageToken: null, pages: 0 })
}

function keep({ deps, account, side }: Report, next: Watermark): Promise<void> {
  return saveWatermark(deps.db, account.accountId, returnsStream(side), next)
}

async function take(report: Report, bucket: string): Promise<KeyOutcome | undefined> {
  const { deps, held } = report
  const wish = { bucket, lane: held.lane, amount: 1, count: 1, waited: held.waited }
  const grant = await deps.take(wish)
  if (grant.granted >= 1) return undefined
  return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount: 1 }
}

function limits({ deps }: Report): Deadlines {
  return readDeadlines(deps.monotonic)
}

function stopped(held: Held, error: unknown): KeyOutcome {
  const outcome = notReached(held, error)
  if (outcome.is === 'go-on') throw error
  return outcome
}
