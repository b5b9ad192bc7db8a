/**
 * Force export: create the order once although stock is short (B84). The stock of the variant may go
 * below zero, so it asks for a yes.
 */
import { type Actor, requireRole } from '../actor.ts'
import { type Confirmed, requireConfirmation } from '../confirmation.ts'
import type { OperationDeps, OrderRequest } from '../operation-deps.ts'
import { decideByPerson, type PersonDecision } from './decide-by-person.ts'
import { requireExportable } from './exportable.ts'

export async function forceExportOrder(
  deps: OperationDeps,
  actor: Actor,
  request: OrderRequest & Confirmed,
): Promise<PersonDecision> {
  requireRole(actor, 'operator')
  requireConfirmation(
    request,
    'The order is created although stock is short; stock may go below 0.',
  )
  return decideByPerson(deps, actor, request, 'force-export', requireExportable)
}
