/**
 * Orders that were refused for short stock are tried again when a webhook tells of new stock. Webhooks
 * get lost, so each half hour the stock of what these orders need is read; where it came, they are
 * marked. Costs one query while none is held.
 */
import type { VariantGid } from '../../core/ids.ts'
import { noteStockChange } from '../../store/catalogue.ts'
import { type HeldShortage, heldShortages } from '../../store/outcomes.ts'
import { appNowMs } from '../../store/pool.ts'
import type { Held } from '../../work/held.ts'
import { mark } from '../../work/mark.ts'
import type { Account, ReconcileDeps, StockLevel } from '../account.ts'
import { notReached } from '../act/not-reached.ts'
import { readDeadlines } from '../deadlines.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { orderKey } from '../keys.ts'

const everyMs = 30 * 60_000
const ordersMax = 200

export async function watchStock(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  const nowMs = await appNowMs(deps.db)
  const next = { dueAtMs: nowMs + (account.polling.stockEveryMs ?? everyMs) }
  const short = await heldShortages(deps.db, account.accountId, ordersMax)
  const gids = [...new Set(short.map((one) => one.variantGid))]
  if (gids.length === 0) return { held, is: 'done', next }
  const bucket = account.buckets.shopify
  const amount = account.shopifyCost('variantStock')
  const wish = { bucket, lane: held.lane, amount, count: 1, waited: held.waited }
  const grant = await deps.take(wish)
  if (grant.granted < 1) {
    return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount }
  }
  try {
    const levels = await account.shopify.stockOf(gids, readDeadlines(deps.monotonic))
    await replay(deps, account, short, levels)
    return { held, is: 'done', next }
  } catch (error) {
    const outcome = notReached(held, error)
    if (outcome.is === 'go-on') throw error
    return outcome
  }
}

async function replay(
  deps: ReconcileDeps,
  account: Account,
  short: readonly HeldShortage[],
  levels: readonly StockLevel[],
): Promise<void> {
  const best = new Map<VariantGid, number>()
  for (const level of levels) {
    const available = level.locations.map((location) => location.available ?? 0)
    best.set(level.variantGid, level.tracked ? Math.max(0, ...available) : Number.MAX_SAFE_INTEGER)
  }
  const freed = short.filter((one) => (best.get(one.variantGid) ?? 0) >= one.needed)
  if (freed.length === 0) return
  const variants = new Set(freed.map((one) => one.variantGid))
  const items = levels.flatMap((level) =>
    level.inventoryItemGid !== null && variants.has(level.variantGid)
      ? [level.inventoryItemGid]
      : [],
  )
  await deps.db.transaction().execute(async (trx) => {
    await noteStockChange(trx, account.accountId, items)
    const orderIds = [...new Set(freed.map((one) => one.orderId))]
    await mark(
      trx,
      orderIds.map((orderId) => orderKey(account.accountId, orderId, 'intake')),
    )
  })
}
