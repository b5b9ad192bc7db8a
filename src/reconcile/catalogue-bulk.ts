/**
 * The catalogue of a large shop, by one bulk operation of Shopify: started, waited for, and stored line by line
 * in pieces, so that a crash goes on where it stopped. A variant that the whole document does not show is
 * forgotten; one that was read since the operation began stays.
 */
import type { VariantGid } from '../core/ids.ts'
import type { Deadlines } from '../core/ports.ts'
import {
  type BulkPass,
  forgetVariants,
  pageKnownVariants,
  readBulkPass,
  type StoredVariant,
  saveBulkPass,
  saveVariants,
} from '../store/catalogue.ts'
import { appNowMs, type Database } from '../store/pool.ts'
import type { Held } from '../work/held.ts'
import { lockLease } from '../work/lock-leases.ts'
import type { Account, ReconcileDeps } from './account.ts'
import { askFor } from './catalogue-ask.ts'
import type { RowsDocument } from './catalogue-ports.ts'
import { readDeadlines } from './deadlines.ts'
import type { KeyOutcome } from './key-outcome.ts'

const checkEveryMs = 15_000
const pieceRows = 500
const knownPage = 5_000
const downloadMaxMs = 15 * 60_000

/** What the caller does with what was read, in the transaction that stores it. */
export type CatalogueFollow = {
  changed(trx: Database, skus: readonly string[]): Promise<void>
  complete(trx: Database): Promise<void>
}

type Run = {
  readonly deps: ReconcileDeps
  readonly account: Account
  readonly held: Held
  readonly follow: CatalogueFollow
}

/** `pages`: Shopify runs no bulk operation for us, so the caller reads page by page. */
export async function readBulkCatalogue(run: Run): Promise<KeyOutcome | 'pages'> {
  const pass = await readBulkPass(run.deps.db, run.account.accountId)
  return pass === null ? start(run) : goOn(run, pass)
}

async function start(run: Run): Promise<KeyOutcome | 'pages'> {
  const { deps, account, held } = run
  const begunAtMs = await appNowMs(deps.db)
  const asked = await ask(run, 'bulkRun', (deadlines) =>
    account.catalogue.startBulkVariants(deadlines),
  )
  if (asked.is === 'stopped') return asked.no === null ? asked.outcome : 'pages'
  const pass = { gid: asked.answer, begunAtMs, rowsDone: 0 }
  if (!(await keep(run, pass))) return { held, is: 'lost' }
  return { held, is: 'done', next: { dueAtMs: begunAtMs + checkEveryMs } }
}

async function goOn(run: Run, pass: BulkPass): Promise<KeyOutcome | 'pages'> {
  const { deps, account, held } = run
  const asked = await ask(run, 'bulkState', (deadlines) =>
    account.catalogue.readBulkState(pass.gid, deadlines),
  )
  if (asked.is === 'stopped' && asked.no === null) return asked.outcome
  const state = asked.is === 'answer' ? asked.answer : 'failed'
  if (state === 'running') {
    return { held, is: 'done', next: { dueAtMs: (await appNowMs(deps.db)) + checkEveryMs } }
  }
  if (state === 'failed') return giveUp(run)
  const opened = await ask(run, 'bulkState', () =>
    account.catalogue.openBulkVariants(pass.gid, longDeadlines(run)),
  )
  if (opened.is === 'stopped') return opened.no === null ? opened.outcome : giveUp(run)
  const document = opened.answer
  if (document === null)
    return (await finish(run)) ? { held, is: 'done', next: null } : { held, is: 'lost' }
  try {
    const end = await storeRows(run, pass, document)
    // It is opened again, and goes on where it was cut.
    if (end === 'cut') return { held, is: 'failed', code: 'BULK_DOCUMENT_CUT' }
    return end === 'stored' ? { held, is: 'done', next: null } : { held, is: 'lost' }
  } finally {
    await document.drop()
  }
}

async function storeRows(
  run: Run,
  pass: BulkPass,
  document: RowsDocument<StoredVariant> & { readonly lines: number },
): Promise<'stored' | 'cut' | 'lost'> {
  const numbers: number[] = []
  let rows = 0
  let unreadable = 0
  let piece: StoredVariant[] = []
  const keepPiece = () =>
    underLease(run, async (trx) => {
      const skus = await saveVariants(trx, run.account.accountId, piece)
      await saveBulkPass(trx, run.account.accountId, { ...pass, rowsDone: rows })
      await run.follow.changed(trx, skus)
    })
  for await (const variant of document.rows()) {
    rows += 1
    if (variant === null) unreadable += 1
    else {
      numbers.push(numberOf(variant.variantGid))
      // What is stored already is only counted.
      if (rows > pass.rowsDone) piece.push(variant)
    }
    if (piece.length < pieceRows) continue
    if (!(await keepPiece())) return 'lost'
    piece = []
  }
  if (rows < document.lines) return 'cut'
  if (!(await keepPiece())) return 'lost'
  if (unreadable > 0) run.deps.report.problem('VARIANTS_UNREADABLE', `${unreadable} lines`)
  // Lines that could not be read may be any variant's: nothing is taken for gone then.
  else if (numbers.length > 0 && !(await forgetMissing(run, pass, numbers))) return 'lost'
  return (await finish(run)) ? 'stored' : 'lost'
}

/** Walks what we know against what was shown, both by number: a million of them are eight megabytes. */
async function forgetMissing(run: Run, pass: BulkPass, shown: number[]): Promise<boolean> {
  const present = Float64Array.from(shown).sort()
  let after: number | null = null
  let place = 0
  do {
    const known: Awaited<ReturnType<typeof pageKnownVariants>> = await pageKnownVariants(
      run.deps.db,
      run.account.accountId,
      { after, limit: knownPage },
    )
    const missing: VariantGid[] = []
    for (const { variantGid, number } of known) {
      while ((present[place] ?? Number.POSITIVE_INFINITY) < number) place += 1
      if (present[place] !== number) missing.push(variantGid)
    }
    const kept = await underLease(run, (trx) =>
      forgetVariants(trx, run.account.accountId, missing, pass.begunAtMs),
    )
    if (!kept) return false
    after = known.at(-1)?.number ?? null
  } while (after !== null)
  return true
}

function finish(run: Run): Promise<boolean> {
  return underLease(run, async (trx) => {
    await saveBulkPass(trx, run.account.accountId, null)
    await run.follow.complete(trx)
  })
}

async function giveUp(run: Run): Promise<KeyOutcome | 'pages'> {
  run.deps.report.problem('SHOPIFY_BULK_FAILED', 'catalogue')
  return (await keep(run, null)) ? 'pages' : { held: run.held, is: 'lost' }
}

function keep(run: Run, pass: BulkPass | null): Promise<boolean> {
  return underLease(run, (trx) => saveBulkPass(trx, run.account.accountId, pass))
}

function underLease(
  { deps, held }: Run,
  write: (trx: Database) => Promise<void>,
): Promise<boolean> {
  return deps.db.transaction().execute(async (trx) => {
    if (!(await lockLease(trx, held))) return false
    await write(trx)
    return true
  })
}

function ask<T>(run: Run, operation: string, call: (deadlines: Deadlines) => Promise<T>) {
  const { deps, account, held } = run
  const budget = { bucket: account.buckets.shopify, amount: account.shopifyCost(operation) }
  return askFor(deps, held, budget, () => call(readDeadlines(deps.monotonic)))
}

function longDeadlines({ deps }: Run): Deadlines {
  const nowMs = deps.monotonic.nowMs()
  return { sendBeforeMs: nowMs + downloadMaxMs, answerByMs: nowMs + downloadMaxMs }
}

function numberOf(gid: VariantGid): number {
  return Number(/\d+$/.exec(gid)?.[0] ?? 0)
}
