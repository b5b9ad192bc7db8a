/**
 * Moves the fulfilment order of an order of ours to a chosen location. Safe to repeat: a move to where
 * it stands changes nothing, so no intent is needed; the read-back that follows decides.
 */
import type { Write } from '../../core/step.ts'
import { appendTraces } from '../../store/traces.ts'
import { lockLease } from '../../work/lock-leases.ts'
import type { Account } from '../account.ts'
import { readDeadlines } from '../deadlines.ts'
import { goOn, type Progress } from '../key-outcome.ts'
import type { Decided, OrderDeps } from '../order.ts'
import { lookAtShopify } from './look-at-shop.ts'
import { notReached } from './not-reached.ts'

export async function moveFulfillmentOrder(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  write: Extract<Write, { kind: 'move-fulfillment-order' }>,
): Promise<Progress> {
  const { held, orderId } = one
  const bucket = account.buckets.shopify
  const amount = account.shopifyCost('fulfillmentOrderMove')
  const wish = { bucket, lane: held.lane, amount, count: 1, waited: held.waited }
  const grant = await deps.take(wish)
  if (grant.granted < 1) {
    return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount }
  }
  const valid = await deps.db.transaction().execute((trx) => lockLease(trx, held))
  if (!valid) return { held, is: 'lost' }
  try {
    const answer = await account.shopify.moveFulfillmentOrder(
      write.fulfillmentOrderGid,
      write.toLocationGid,
      readDeadlines(deps.monotonic),
    )
    await appendTraces(deps.db, account.accountId, [
      { orderId, kind: 'answered', body: { call: 'fulfillmentOrderMove', ...answer } },
    ])
  } catch (error) {
    return notReached(held, error)
  }
  const gid = one.view.effect.platformId
  if (gid === null) return goOn(held)
  return lookAtShopify(deps, account, one, { at: 'shopify-order', gid })
}
