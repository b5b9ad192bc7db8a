/**
 * The foreign-order index: first every order of the shop that our scopes can see is paged and its
 * Amazon ids are read, then changes are polled by `updated_at`. Only a complete and young index lets
 * an order be created without a look-up (design section 5, duplicates).
 */
import type { AmazonOrderId, ShopifyOrderGid } from '../../core/ids.ts'
import { InvariantError } from '../../core/invariant-error.ts'
import { PlatformError } from '../../core/platform-error.ts'
import { ordersHeldFor } from '../../store/outcomes.ts'
import { appNowMs, type Database } from '../../store/pool.ts'
import { type ReadingTime, readingBegins } from '../../store/reading-times.ts'
import {
  type IndexState,
  noteUnreadOrders,
  readIndexState,
  saveIndexState,
  saveShopOrders,
} from '../../store/shop-orders.ts'
import { saveShopSales } from '../../store/shop-sales.ts'
import type { Held } from '../../work/held.ts'
import { lockLease } from '../../work/lock-leases.ts'
import { mark } from '../../work/mark.ts'
import type { Account, ReconcileDeps, ShopOrderPage } from '../account.ts'
import { notReached } from '../act/not-reached.ts'
import { readDeadlines } from '../deadlines.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { amazonPollKey } from '../keys.ts'
import { markOrders } from './mark-orders.ts'

const dayMs = 86_400_000
/** Without read_all_orders Shopify shows 60 days. */
const visibleDays = 60
/** The order search is an index that lags; a window begins this much before the last one ended. */
const overlapMs = 2 * 60_000
const pagesMax = 200

export async function pollShop(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  const nowMs = await appNowMs(deps.db)
  const stored = await readIndexState(deps.db, account.accountId)
  let state = indexFor(stored, account.policy.readsAllOrders, nowMs)
  // A window keeps the time at which it began: what changes while it is read falls into the next.
  if (state.cursor === null) state = { ...state, windowBeganMs: nowMs }
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const turn = await readPage(deps, account, held, state)
    if (turn.is === 'stopped') return turn.outcome
    const ended = turn.page.cursor === null
    const building = state.completeAtMs === null
    state = ended ? endOfWindow(state, nowMs) : { ...state, cursor: turn.page.cursor }
    const built = ended && building
    const kept = await keepPage(deps, account, held, turn, { state, built })
    if (!kept) return { held, is: 'lost' }
    if (ended) return { held, is: 'done', next: { dueAtMs: nowMs + account.polling.shopEveryMs } }
  }
  return { held, is: 'done', next: { dueAtMs: nowMs } }
}

/** As far as today's scopes can see: with more of them it is built anew, with fewer it vouches for less. */
export function indexFor(
  stored: IndexState | null,
  readsAllOrders: boolean,
  nowMs: number,
): IndexState {
  const visibleFromMs = readsAllOrders ? 0 : nowMs - visibleDays * dayMs
  if (stored === null || (readsAllOrders && stored.completeFromMs > 0)) {
    return {
      completeFromMs: visibleFromMs,
      ...{ completeAtMs: null, cursor: null, watermarkMs: null, asOfMs: null, windowBeganMs: null },
    }
  }
  const lost = !readsAllOrders && stored.completeFromMs === 0
  return lost ? { ...stored, completeFromMs: visibleFromMs } : stored
}

/** Everything that changed before the window began is in the index now, however many runs it took. */
function endOfWindow(state: IndexState, nowMs: number): IndexState {
  const beganMs = state.windowBeganMs ?? state.watermarkMs
  return {
    completeFromMs: state.completeFromMs,
    completeAtMs: state.completeAtMs ?? nowMs,
    cursor: null,
    watermarkMs: beganMs,
    asOfMs: beganMs,
    windowBeganMs: null,
  }
}

type ReadPage = { readonly page: ShopOrderPage; readonly begun: ReadingTime }

type Turn =
  | ({ readonly is: 'page' } & ReadPage)
  | { readonly is: 'stopped'; readonly outcome: KeyOutcome }

async function readPage(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
  state: IndexState,
): Promise<Turn> {
  const bucket = account.buckets.shopify
  const amount = account.shopifyCost('ordersPage')
  const wish = { bucket, lane: held.lane, amount, count: 1, waited: held.waited }
  const grant = await deps.take(wish)
  if (grant.granted < 1) {
    const notBeforeMs = grant.notBeforeMs ?? 0
    return { is: 'stopped', outcome: { held, is: 'parked', bucket, notBeforeMs, amount } }
  }
  const building = state.completeAtMs === null
  const begun = await readingBegins(deps.db)
  try {
    const page = await account.shopify.pageOrders(
      {
        createdFromMs: building && state.completeFromMs > 0 ? state.completeFromMs : null,
        updatedFromMs: building ? null : (state.watermarkMs ?? 0) - overlapMs,
        cursor: state.cursor,
      },
      readDeadlines(deps.monotonic),
    )
    return { is: 'page', page, begun }
  } catch (error) {
    const refused = error instanceof PlatformError && error.facts.kind === 'rejected'
    if (refused && state.cursor !== null) await beginAgain(deps, account, held, state)
    const outcome = notReached(held, error)
    if (outcome.is === 'go-on') throw error
    return { is: 'stopped', outcome }
  }
}

/** A cursor that Shopify no longer takes begins the window again; nothing is skipped. */
async function beginAgain(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
  state: IndexState,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    if (!(await lockLease(trx, held))) return
    await saveIndexState(trx, account.accountId, { ...state, cursor: null })
  })
}

async function keepPage(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
  { page, begun }: ReadPage,
  { state, built }: { readonly state: IndexState; readonly built: boolean },
): Promise<boolean> {
  return deps.db.transaction().execute(async (trx) => {
    if (!(await lockLease(trx, held))) return false
    await saveIndexState(trx, account.accountId, state)
    const ids = await saveShopOrders(trx, account.accountId, page.orders, begun)
    await saveShopSales(trx, account.accountId, page.orders)
    const unread = await noteUnreadOrders(trx, account.accountId, unreadOf(page))
    const freed = built ? await heldForIndex(trx, account) : []
    // The first poll of Amazon waits for the index. It marks orders while it holds its own key: that one first.
    if (built) await mark(trx, [amazonPollKey(account.accountId)])
    await markOrders(trx, account.accountId, [...ids, ...unread, ...freed])
    return true
  })
}

/** Orders that were too old for the index as it was. */
function heldForIndex(trx: Database, account: Account): Promise<AmazonOrderId[]> {
  const codes = ['BACKFILL_NOT_VISIBLE']
  return ordersHeldFor(trx, account.accountId, { codes, skus: null, limit: null })
}

/** What cannot be read must not count as absent: the index would let a second order be created. */
function unreadOf(
  page: ShopOrderPage,
): { readonly gid: ShopifyOrderGid; readonly amazonIds: readonly AmazonOrderId[] }[] {
  return page.unreadable.flatMap(({ gid, amazonIds }) => {
    if (gid !== null) return [{ gid, amazonIds }]
    if (amazonIds.length === 0) return []
    throw new InvariantError('the shop shows an order without an id')
  })
}
