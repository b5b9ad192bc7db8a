/** Records an order that is already in Shopify as the result of the effect: ours found, or adopted. */
import type { Write } from '../../core/step.ts'
import { recordFound } from '../../store/ledger.ts'
import { appendTraces } from '../../store/traces.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import { goOn, type Progress } from '../key-outcome.ts'

export async function recordShopifyOrder(
  deps: OrderDeps,
  account: Account,
  one: Decided,
  write: Extract<Write, { kind: 'record-shopify-order' }>,
): Promise<Progress> {
  const { held, orderId } = one
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
