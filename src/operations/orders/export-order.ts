/** Export: try the order again now. Also works while the import is switched off (B76, B83). */
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps, OrderRequest } from '../operation-deps.ts'
import { decideByPerson, type PersonDecision } from './decide-by-person.ts'
import { requireExportable } from './exportable.ts'

export async function exportOrder(
  deps: OperationDeps,
  actor: Actor,
  request: OrderRequest,
): Promise<PersonDecision> {
  requireRole(actor, 'operator')
  return decideByPerson(deps, actor, request, 'export', requireExportable)
}
