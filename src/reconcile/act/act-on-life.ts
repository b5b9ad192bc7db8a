/** Joins the writes of order life with what is done for each. */
import type { Write } from '../../core/step.ts'
import { recordShown } from '../../store/ledger.ts'
import { appendTraces } from '../../store/traces.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import { goOn, type Progress } from '../key-outcome.ts'

/** An effect that a reading shows is written down; nothing is sent. */
export async function recordEffect(
  deps: OrderDeps,
  account: Account,
  { held, orderId }: Decided,
  write: Extract<Write, { kind: 'record-effect' }>,
): Promise<Progress> {
  const { key, platformId } = write
  const valid = await deps.db.transaction().execute(async (trx) => {
    if (!(await deps.lockLeases(trx, [held])).has(held.token)) return false
    await recordShown(trx, account.accountId, { key, platformId })
    await appendTraces(trx, account.accountId, [
      { orderId, kind: 'answered', body: { is: 'found', effect: key } },
    ])
    return true
  })
  return valid ? goOn(held) : { held, is: 'lost' }
}
