/** Reads what Amazon's Finances list for an order. The last 48 hours may be missing there. */
import { saveFinances } from '../../store/life.ts'
import { appendTraces } from '../../store/traces.ts'
import type { Account } from '../account.ts'
import { readDeadlines } from '../deadlines.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import { goOn, type Progress } from '../key-outcome.ts'
import { notReached } from './not-reached.ts'

export async function readFinances(
  deps: OrderDeps,
  account: Account,
  { held, orderId }: Pick<Decided, 'held' | 'orderId'>,
): Promise<Progress> {
  const bucket = account.buckets.listTransactions
  const grant = await deps.take({
    bucket,
    lane: held.lane,
    amount: 1,
    count: 1,
    waited: held.waited,
  })
  if (grant.granted < 1) {
    return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount: 1 }
  }
  try {
    const port = account.amazonLife
    const found = await port.listTransactions({ orderId }, readDeadlines(deps.monotonic))
    await deps.db.transaction().execute(async (trx) => {
      await saveFinances(trx, account.accountId, orderId, found)
      const body = { by: 'finances', found: found.length }
      await appendTraces(trx, account.accountId, [{ orderId, kind: 'looked', body }])
    })
    return goOn(held)
  } catch (error) {
    return notReached(held, error)
  }
}
