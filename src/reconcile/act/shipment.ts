/** What is done for each write of the shipment concern. */
import type { Write } from '../../core/step.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import { goOn, type Progress } from '../key-outcome.ts'

export async function actOnShipment(
  _deps: OrderDeps,
  _account: Account,
  one: Decided,
  _write: Extract<Write, { kind: 'shipment' }>,
): Promise<Progress> {
  return goOn(one.held)
}
