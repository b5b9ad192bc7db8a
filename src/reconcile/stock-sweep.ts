/**
 * Sweeps over all SKUs: each is looked at again after a change of settings or locations; and what an event
 * should have brought and did not is looked at each half hour.
 */
import type { SellerSku } from '../core/ids.ts'
import { appNowMs } from '../store/pool.ts'
import { missedSkus, nextSkus } from '../store/stock-views.ts'
import type { Held } from '../work/held.ts'
import { lockLease } from '../work/lock-leases.ts'
import { mark } from '../work/mark.ts'
import type { Account, ReconcileDeps } from './account.ts'
import type { KeyOutcome } from './key-outcome.ts'
import { skuKey } from './keys.ts'

const pageSize = 2_000
const pagesMax = 5_000
const missedEveryMs = 30 * 60_000

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
  deps: ReconcileDeps,
  { accountId, polling }: Account,
  held: Held,
): Promise<KeyOutcome> {
  const nowMs = await appNowMs(deps.db)
  const skus = await missedSkus(deps.db, accountId, pageSize)
  const valid = await deps.db.transaction().execute(async (trx) => {
    if (!(await lockLease(trx, held))) return false
    await mark(
      trx,
      skus.map((sku) => skuKey(accountId, sku)),
    )
    return true
  })
  if (!valid) return { held, is: 'lost' }
  // A full page is not all: the rest comes soon.
  const pauseMs = skus.length < pageSize ? (polling.stockEveryMs ?? missedEveryMs) : 60_000
  return { held, is: 'done', next: { dueAtMs: nowMs + pauseMs } }
}
