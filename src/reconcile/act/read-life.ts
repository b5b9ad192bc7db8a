/** Reads all that happened to a Shopify order of ours, and stores it with the events that it shows. */
import type { AmazonOrderId, ShopifyOrderGid } from '../../core/ids.ts'
import { saveLife } from '../../store/life.ts'
import { readingBegins } from '../../store/reading-times.ts'
import { forgetShopOrder } from '../../store/shop-orders.ts'
import { appendTraces } from '../../store/traces.ts'
import type { Account } from '../account.ts'
import { readDeadlines } from '../deadlines.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import { goOn, type Progress } from '../key-outcome.ts'
import { notReached } from './not-reached.ts'

export async function readShopLife(
  deps: OrderDeps,
  account: Account,
  { held, orderId }: Pick<Decided, 'held' | 'orderId'>,
  gid: ShopifyOrderGid,
): Promise<Progress> {
  const bucket = account.buckets.shopify
  const amount = account.shopifyCost('orderLife')
  const grant = await deps.take({ bucket, lane: held.lane, amount, count: 1, waited: held.waited })
  if (grant.granted < 1) {
    return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount }
  }
  try {
    await read(deps, account, orderId, gid)
    return goOn(held)
  } catch (error) {
    return notReached(held, error)
  }
}

async function read(
  deps: OrderDeps,
  account: Account,
  orderId: AmazonOrderId,
  gid: ShopifyOrderGid,
): Promise<void> {
  const { accountId, watch } = account
  const begun = await readingBegins(deps.db)
  const life = await account.shopifyLife.readLife(gid, readDeadlines(deps.monotonic))
  await deps.db.transaction().execute(async (trx) => {
    if (life === null) {
      await forgetShopOrder(trx, accountId, gid)
      await appendTraces(trx, accountId, [
        { orderId, kind: 'looked', body: { by: 'life', found: null } },
      ])
      return
    }
    const { newEvents } = await saveLife(trx, accountId, { orderId, life, begun }, watch)
    const body = {
      by: 'life',
      found: gid,
      fulfillments: life.fulfillments.length,
      refunds: life.refunds.length,
      cancelled: life.cancelledAtMs !== null,
      newEvents,
    }
    await appendTraces(trx, accountId, [{ orderId, kind: 'looked', body }])
  })
}
