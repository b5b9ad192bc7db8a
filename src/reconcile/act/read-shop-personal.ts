/** Looks what of the buyer a Shopify order still shows; only the places are kept, never what they hold. */
import type { ShopifyOrderGid } from '../../core/ids.ts'
import { appNowMs } from '../../store/pool.ts'
import { forgetShopOrder } from '../../store/shop-orders.ts'
import { saveShopPersonal } from '../../store/shop-personal.ts'
import { appendTraces } from '../../store/traces.ts'
import type { Account } from '../account.ts'
import { readDeadlines } from '../deadlines.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import { goOn, type Progress } from '../key-outcome.ts'
import { notReached } from './not-reached.ts'

export async function readShopPersonal(
  deps: OrderDeps,
  account: Account,
  { held, orderId }: Pick<Decided, 'held' | 'orderId'>,
  gid: ShopifyOrderGid,
): Promise<Progress> {
  const bucket = account.buckets.shopify
  const amount = account.shopifyCost('orderPersonal')
  const grant = await deps.take({ bucket, lane: held.lane, amount, count: 1, waited: held.waited })
  if (grant.granted < 1) {
    return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount }
  }
  const { accountId, shopifyLife } = account
  const begunAtMs = await appNowMs(deps.db)
  try {
    const value = await shopifyLife.readPersonal(gid, readDeadlines(deps.monotonic))
    await deps.db.transaction().execute(async (trx) => {
      if (value === null) await forgetShopOrder(trx, accountId, gid)
      else await saveShopPersonal(trx, accountId, gid, { value, begunAtMs })
      const body = { by: 'personal', found: value === null ? null : gid, left: value?.left ?? [] }
      await appendTraces(trx, accountId, [{ orderId, kind: 'looked', body }])
    })
    return goOn(held)
  } catch (error) {
    return notReached(held, error)
  }
}
