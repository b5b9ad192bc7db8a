/**
 * Reads what Amazon's Finances list for an order, and stores it with the refunds that are not ours. The last
 * 48 hours may be missing there. Without the role for it the order is asked again later and rests till then.
 */

import { wakeAt } from '../../core/orders/choose-step.ts'
import { PlatformError } from '../../core/platform-error.ts'
import type { FinanceTransaction } from '../../core/refunds/finance-transaction.ts'
import { refundsOfOthers } from '../../core/refunds/refunds-of-others.ts'
import { saveFinances } from '../../store/finances.ts'
import { openIncident } from '../../store/outcomes.ts'
import { appNowMs } from '../../store/pool.ts'
import { appendTraces } from '../../store/traces.ts'
import type { Account } from '../account.ts'
import { readDeadlines } from '../deadlines.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import { goOn, type Progress } from '../key-outcome.ts'
import { notReached } from './not-reached.ts'

/** A role is given by a person; asking oftener helps nobody. */
const withoutRoleMs = 6 * 3_600_000

export async function readFinances(
  deps: OrderDeps,
  account: Account,
  one: Pick<Decided, 'held' | 'orderId' | 'view' | 'steps'>,
): Promise<Progress> {
  const { held, orderId } = one
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
    await deps.returned(bucket, 1, grant)
    await store(deps, account, one, found)
    return goOn(held)
  } catch (error) {
    const denied = error instanceof PlatformError && error.facts.kind === 'unauthorized'
    return denied && error.facts.status === 403
      ? withoutRole(deps, account, one)
      : notReached(held, error)
  }
}

async function store(
  deps: OrderDeps,
  { accountId, watch }: Account,
  { orderId, view }: Pick<Decided, 'orderId' | 'view'>,
  transactions: readonly FinanceTransaction[],
): Promise<void> {
  const shown = refundsOfOthers(view, transactions)
  await deps.db.transaction().execute(async (trx) => {
    const reading = { orderId, transactions, shown }
    const { newEvents } = await saveFinances(trx, accountId, reading, watch)
    const body = { by: 'finances', found: transactions.length, refunds: shown.length, newEvents }
    await appendTraces(trx, accountId, [{ orderId, kind: 'looked', body }])
  })
}

async function withoutRole(
  { db }: OrderDeps,
  { accountId }: Account,
  { held, steps }: Pick<Decided, 'held' | 'steps'>,
): Promise<Progress> {
  const detail = { operation: 'listTransactions' }
  await openIncident(db, accountId, { orderId: null, code: 'AMAZON_FINANCES_DENIED', detail })
  // Its clocks and read-backs go on.
  const laterMs = (await appNowMs(db)) + withoutRoleMs
  return { held, is: 'done', next: { dueAtMs: Math.min(laterMs, wakeAt(steps) ?? laterMs) } }
}
