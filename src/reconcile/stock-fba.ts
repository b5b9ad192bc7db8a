/**
 * Reads what Amazon holds in its warehouses: all of it each half hour, single SKUs when Amazon tells of them. A
 * reading counts as whole only when every page of it came: a token that died begins it again. A marketplace that was
 * read whole is not read again while another one still waits for its turn: else a budget that is smaller than all of
 * them would never come to the last.
 */
import type { MarketplaceId, SellerSku } from '../core/ids.ts'
import { forgetFba, heardFba, saveFba } from '../store/fba-stock.ts'
import { readWatermark, saveWatermark } from '../store/intake.ts'
import { marketplacesSoldIn } from '../store/order-returns.ts'
import { appNowMs } from '../store/pool.ts'
import type { Held } from '../work/held.ts'
import { lockLease } from '../work/lock-leases.ts'
import type { Account, ReconcileDeps } from './account.ts'
import { askFor } from './catalogue-ask.ts'
import { readDeadlines } from './deadlines.ts'
import type { KeyOutcome } from './key-outcome.ts'

const everyMs = 30 * 60_000
/** Read whole within this time: it was read in the round that goes on now. */
const sameRoundMs = everyMs / 2
const skusPerCall = 50
const pagesMax = 5_000
/** After a token that died: without another reader the next try has the whole budget. */
const againMs = 60_000
/** Amazon keeps a token for 30 seconds. */
const tokenLivesMs = 28_000

export async function readFbaStock(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  const nowMs = await appNowMs(deps.db)
  for (const marketplaceId of await marketplacesOf(deps, account)) {
    const { atMs } = await readWatermark(deps.db, account.accountId, streamOf(marketplaceId))
    if (atMs !== null && nowMs - atMs < sameRoundMs) continue
    const stopped = await readWhole(deps, account, held, { marketplaceId, skus: null })
    if (stopped !== undefined) return stopped
  }
  return { held, is: 'done', next: { dueAtMs: nowMs + everyMs } }
}

/** Those that Amazon told of. */
export async function readFbaNews(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  for (const marketplaceId of await marketplacesOf(deps, account)) {
    for (;;) {
      const skus = await heardFba(deps.db, account.accountId, marketplaceId, skusPerCall)
      if (skus.length === 0) break
      const stopped = await readWhole(deps, account, held, { marketplaceId, skus })
      if (stopped !== undefined) return stopped
      if (skus.length < skusPerCall) break
    }
  }
  return { held, is: 'done', next: null }
}

function marketplacesOf(deps: ReconcileDeps, account: Account): Promise<readonly MarketplaceId[]> {
  const known = account.policy.marketplaces
  return known.length > 0 ? Promise.resolve(known) : marketplacesSoldIn(deps.db, account.accountId)
}

function streamOf(marketplaceId: MarketplaceId): string {
  return `fba:${marketplaceId}`
}

type Asked = { readonly marketplaceId: MarketplaceId; readonly skus: readonly SellerSku[] | null }

/** Page by page; where the budget makes it wait, it goes on with its token while that lives. */
async function readWhole(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
  { marketplaceId, skus }: Asked,
): Promise<KeyOutcome | undefined> {
  const stream = streamOf(marketplaceId)
  for (let page = 0; page < pagesMax; page += 1) {
    const place = await placeOf(deps, account, stream, skus)
    const { token, begunAtMs } = place
    const asked = await ask(deps, account, held, { marketplaceId, skus, token })
    if (asked.is === 'stopped') {
      // A missing role stops only this; the next half hour asks again. A dead token begins anew.
      if (asked.no === null) return asked.outcome
      await keepPlace(deps.db, account, stream, { wholeAtMs: null })
      const pauseMs = token === null ? everyMs : againMs
      return { held, is: 'done', next: { dueAtMs: place.nowMs + pauseMs } }
    }
    const { figures, nextToken } = asked.answer
    const kept = await deps.db.transaction().execute(async (trx) => {
      await saveFba(trx, account.accountId, marketplaceId, figures, begunAtMs)
      if (nextToken === null) {
        await forgetFba(trx, account.accountId, marketplaceId, begunAtMs, skus)
      }
      const next =
        nextToken === null
          ? { wholeAtMs: place.nowMs }
          : { token: nextToken, begunAtMs, atMs: place.nowMs }
      if (skus === null) await keepPlace(trx, account, stream, next)
      return lockLease(trx, held)
    })
    if (!kept) return { held, is: 'lost' }
    if (nextToken === null) return undefined
  }
  return undefined
}

function ask(deps: ReconcileDeps, account: Account, held: Held, question: Question) {
  const budget = { bucket: account.buckets.getInventorySummaries, amount: 1 }
  return askFor(deps, held, budget, () =>
    account.stock.amazon.readFba(question, readDeadlines(deps.monotonic)),
  )
}

type Question = Parameters<Account['stock']['amazon']['readFba']>[0]

async function placeOf(
  deps: ReconcileDeps,
  { accountId }: Account,
  stream: string,
  skus: readonly SellerSku[] | null,
): Promise<{ readonly token: string | null; readonly begunAtMs: number; readonly nowMs: number }> {
  const nowMs = await appNowMs(deps.db)
  const begin = { token: null, begunAtMs: nowMs, nowMs }
  if (skus !== null) return begin
  const known = await readWatermark(deps.db, accountId, stream)
  const { pageToken, windowFromMs, windowBoundMs } = known
  if (pageToken === null || windowFromMs === null || windowBoundMs === null) return begin
  if (nowMs - windowBoundMs > tokenLivesMs) return begin
  return { token: pageToken, begunAtMs: windowFromMs, nowMs }
}

type Place =
  | { readonly token: string; readonly begunAtMs: number; readonly atMs: number }
  /** When it was read whole; null: it is begun anew. */
  | { readonly wholeAtMs: number | null }

async function keepPlace(
  trx: ReconcileDeps['db'],
  { accountId }: Account,
  stream: string,
  next: Place,
): Promise<void> {
  const isOpen = 'token' in next
  await saveWatermark(trx, accountId, stream, {
    atMs: isOpen ? null : next.wholeAtMs,
    windowFromMs: isOpen ? next.begunAtMs : null,
    // When the token was given.
    windowBoundMs: isOpen ? next.atMs : null,
    pageToken: isOpen ? next.token : null,
    pages: 0,
  })
}
