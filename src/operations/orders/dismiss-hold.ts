/** Dismiss: leave the held order as it is. Export takes it up again. */
import type { OrderState } from '../../store/person-inputs.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps, OrderRequest } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { decideByPerson, type PersonDecision } from './decide-by-person.ts'

export async function dismissHold(
  deps: OperationDeps,
  actor: Actor,
  request: OrderRequest,
): Promise<PersonDecision> {
  requireRole(actor, 'operator')
  return decideByPerson(deps, actor, request, 'dismiss', requireHeld)
}

function requireHeld(state: OrderState): { readonly gid: null } {
  if (state.outcome === 'held') return { gid: null }
  throw new OperationError(
    'NOT_HELD',
    'The order is not held, so there is nothing to dismiss.',
    'Look at its present state with: crossdock orders explain <id>.',
  )
}
