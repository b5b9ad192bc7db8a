/** Records an order that is already in Shopify as the result of the effect: ours found, or adopted. */
import type { Write } from '../../core/step.ts'
import { recordFound } from '../../store/ledger.ts'
import { readingBegins } from '../../store/reading-times.ts'
import { forgetShopOrder, saveShopOrders } from '../../store/shop-orders.ts'
import { appendTraces } from '../../store/traces.ts'
import type { Account } from '../account.ts'
import { readDeadlines } from '../deadlines.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import { goOn, type Progress } from '../key-outcome.ts'
import { notReached } from './not-reached.ts'

type RecordWrite = Extract<Write, { kind: 'record-shopify-order' }>

export async function recordShopifyOrder(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  write: RecordWrite,
): Promise<Progress> {
  const { held, orderId } = one
  const other = write.how === 'adopted' ? await readOnceMore(deps, account, one, write) : undefined
  if (other !== undefined) return other
  const valid = await deps.db.transaction().execute(async (trx) => {
    if (!(await deps.lockLeases(trx, [held])).has(held.token)) return false
    await recordFound(trx, account.accountId, { ...write, orderId })
    await appendTraces(trx, account.accountId, [
      { orderId, kind: 'answered', body: { is: write.how, shopifyGid: write.gid } },
    ])
    return true
  })
  return valid ? goOn(held) : { held, is: 'lost' }
}

/**
 * An adoption is for good, and what it was decided on may be old: a deletion shows in no poll, only in
 * a webhook. So the order is read once more; undefined when it still stands as it was.
 */
async function readOnceMore(
  deps: OrderDeps,
  account: Account,
  { held, orderId }: Decided,
  { gid }: RecordWrite,
): Promise<Progress | undefined> {
  const bucket = account.buckets.shopify
  const amount = account.shopifyCost('orderRead')
  const grant = await deps.take({ bucket, lane: held.lane, amount, count: 1, waited: held.waited })
  if (grant.granted < 1) {
    return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount }
  }
  const begun = await readingBegins(deps.db)
  try {
    const order = await account.shopify.readOrder(gid, readDeadlines(deps.monotonic))
    // The rows of the shop first, in a transaction of their own (docs/rules/work.md).
    const changed = await deps.db.transaction().execute(async (trx) => {
      if (order !== null) return saveShopOrders(trx, account.accountId, [order], begun)
      await appendTraces(trx, account.accountId, [
        { orderId, kind: 'looked', body: { by: 'order', found: null } },
      ])
      return forgetShopOrder(trx, account.accountId, gid)
    })
    return order === null || changed.length > 0 ? goOn(held) : undefined
  } catch (error) {
    return notReached(held, error)
  }
}
