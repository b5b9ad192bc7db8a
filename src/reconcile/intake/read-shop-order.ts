/** Reads one Shopify order that a webhook named, and marks the Amazon orders that it carries. */
import type { ShopifyOrderGid } from '../../core/ids.ts'
import { readingBegins } from '../../store/reading-times.ts'
import { forgetShopOrder, saveShopOrders } from '../../store/shop-orders.ts'
import { saveShopSales } from '../../store/shop-sales.ts'
import type { Held } from '../../work/held.ts'
import { mark } from '../../work/mark.ts'
import type { Account, ReconcileDeps } from '../account.ts'
import { notReached } from '../act/not-reached.ts'
import { readDeadlines } from '../deadlines.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { orderKey } from '../keys.ts'

export async function readShopOrder(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
  gid: ShopifyOrderGid,
): Promise<KeyOutcome> {
  const bucket = account.buckets.shopify
  const amount = account.shopifyCost('orderRead')
  const wish = { bucket, lane: held.lane, amount, count: 1, waited: held.waited }
  const grant = await deps.take(wish)
  if (grant.granted < 1) {
    return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount }
  }
  const begun = await readingBegins(deps.db)
  try {
    const order = await account.shopify.readOrder(gid, readDeadlines(deps.monotonic))
    await deps.db.transaction().execute(async (trx) => {
      const ids =
        order === null
          ? await forgetShopOrder(trx, account.accountId, gid)
          : await saveShopOrders(trx, account.accountId, [order], begun)
      if (order !== null) await saveShopSales(trx, account.accountId, [order])
      await mark(
        trx,
        ids.map((orderId) => orderKey(account.accountId, orderId, 'intake')),
      )
    })
    return { held, is: 'done', next: null }
  } catch (error) {
    const outcome = notReached(held, error)
    if (outcome.is === 'go-on') throw error
    return outcome
  }
}
