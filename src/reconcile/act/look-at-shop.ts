/**
 * Looks at Shopify for one order: by identifier, source or tag, or the order that is ours. What was
 * found is stored with the time at which the look-up began, since only that time can disprove an
 * unclear attempt.
 */
import type { Look } from '../../core/step.ts'
import { recordLookUp } from '../../store/ledger.ts'
import { readingBegins } from '../../store/reading-times.ts'
import { confirmShopOrder, forgetShopOrder, saveShopOrders } from '../../store/shop-orders.ts'
import { appendTraces } from '../../store/traces.ts'
import type { Account } from '../account.ts'
import { readDeadlines } from '../deadlines.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import { goOn, type Progress } from '../key-outcome.ts'
import { notReached } from './not-reached.ts'

type ShopLook = Extract<Look, { at: 'shopify-look-up' | 'shopify-order' }>

const operations = {
  identifier: 'orderByAmazonId',
  source: 'ordersBySource',
  tag: 'ordersByTag',
} as const

export async function lookAtShopify(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  look: ShopLook,
): Promise<Progress> {
  const operation = look.at === 'shopify-order' ? 'orderRead' : operations[look.by]
  const amount = account.shopifyCost(operation)
  const { held } = one
  const bucket = account.buckets.shopify
  const wish = { bucket, lane: held.lane, amount, count: 1, waited: held.waited }
  const grant = await deps.take(wish)
  if (grant.granted < 1) {
    return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount }
  }
  try {
    if (look.at === 'shopify-order') await readOurs(deps, account, one, look)
    else await lookUp(deps, account, one, look)
    return goOn(held)
  } catch (error) {
    return notReached(held, error)
  }
}

async function lookUp(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  look: Extract<ShopLook, { at: 'shopify-look-up' }>,
): Promise<void> {
  const begun = await readingBegins(deps.db)
  const deadlines = readDeadlines(deps.monotonic)
  const orders = await account.shopify.lookUpOrder(look.by, one.orderId, deadlines)
  const found = orders.map((order) => order.gid)
  await deps.db.transaction().execute(async (trx) => {
    await saveShopOrders(trx, account.accountId, orders, begun)
    await recordLookUp(trx, account.accountId, {
      key: one.view.effect.key,
      kind: look.by,
      found,
      begunAtMs: begun.machineMs,
    })
    await appendTraces(trx, account.accountId, [
      { orderId: one.orderId, kind: 'looked', body: { by: look.by, found } },
    ])
  })
}

async function readOurs(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  look: Extract<ShopLook, { at: 'shopify-order' }>,
): Promise<void> {
  const begun = await readingBegins(deps.db)
  const order = await account.shopify.readOrder(look.gid, readDeadlines(deps.monotonic))
  await deps.db.transaction().execute(async (trx) => {
    if (order === null) await forgetShopOrder(trx, account.accountId, look.gid)
    else {
      await saveShopOrders(trx, account.accountId, [order], begun)
      await confirmShopOrder(trx, account.accountId, order, begun)
    }
    await appendTraces(trx, account.accountId, [
      { orderId: one.orderId, kind: 'looked', body: { by: 'order', found: order?.gid ?? null } },
    ])
  })
}
