/**
 * Sweeps over all SKUs: each is looked at again after a change of settings or locations; and what an event
 * should have brought and did not is looked at each half hour.
 */
import type { SellerSku } from '../core/ids.ts'
import { appNowMs } from '../store/pool.ts'
import { oldReadings } from '../store/stock-readings.ts'
import { missedSkus, nextSkus } from '../store/stock-views.ts'
import type { Held } from '../work/held.ts'
import { lockLease } from '../work/lock-leases.ts'
import { mark } from '../work/mark.ts'
import type { Account, ReconcileDeps } from './account.ts'
import type { OrderDeps } from './decided.ts'
import type { KeyOutcome } from './key-outcome.ts'
import { skuKey, stockSweepKey } from './keys.ts'
import { markChanged } from './stock-heard.ts'
import { readShopStock } from './stock-look.ts'

const pageSize = 2_000
const pagesMax = 5_000
const missedEveryMs = 30 * 60_000
/** Readings made again in one run: ten calls. */
const readingsMax = 1_000

/** Marks every SKU, page by page; a crash begins anew, and marks bear repetition. */
export async function markAllSkus(
  deps: ReconcileDeps,
  { accountId }: Account,
  held: Held,
): Promise<KeyOutcome> {
  let after: SellerSku | null = null
  for (let page = 0; page < pagesMax; page += 1) {
    const skus: SellerSku[] = await nextSkus(deps.db, accountId, after, pageSize)
    await deps.db.transaction().execute((trx) =>
      mark(
        trx,
        skus.map((sku) => skuKey(accountId, sku)),
      ),
    )
    after = skus.at(-1) ?? null
    if (skus.length < pageSize) break
  }
  return { held, is: 'done', next: null }
}

export async function markMissedSkus(
  deps: OrderDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  const { accountId, polling } = account
  const everyMs = polling.stockEveryMs ?? missedEveryMs
  const nowMs = await appNowMs(deps.db)
  const stopped = await readUnheard(deps, account, held, everyMs)
  if (stopped !== undefined) return stopped
  const missed = await missedSkus(deps.db, accountId, pageSize)
  const valid = await deps.db.transaction().execute(async (trx) => {
    if (!(await lockLease(trx, held))) return false
    await mark(trx, [
      ...missed.map((sku) => skuKey(accountId, sku)),
      // Those without any figure: a shop that was just connected has very many.
      stockSweepKey(accountId, 'stock-first'),
    ])
    return true
  })
  if (!valid) return { held, is: 'lost' }
  // A full page is not all: the rest comes soon.
  const pauseMs = missed.length < pageSize ? everyMs : 60_000
  return { held, is: 'done', next: { dueAtMs: nowMs + pauseMs } }
}

/**
 * A webhook that was lost is made up for: the oldest readings are made again, so many at a time, and where the
 * shop shows something else, its SKUs are marked with the reading.
 */
async function readUnheard(
  deps: OrderDeps,
  account: Account,
  held: Held,
  olderMs: number,
): Promise<KeyOutcome | undefined> {
  const { accountId } = account
  const old = await oldReadings(deps.db, accountId, olderMs, readingsMax)
  return readShopStock(deps, account, held, old, markChanged(accountId))
}
