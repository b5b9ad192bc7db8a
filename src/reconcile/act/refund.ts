/** What is done for each write of the refund concern. */
import type { Write } from '../../core/step.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import { goOn, type Progress } from '../key-outcome.ts'

export async function actOnRefund(
  _deps: OrderDeps,
  _account: Account,
  one: Decided,
  _write: Extract<Write, { kind: 'refund' }>,
): Promise<Progress> {
  return goOn(one.held)
}
