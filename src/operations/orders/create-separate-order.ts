/**
 * The order found in Shopify is another one: create a separate order. If the person is wrong the order
 * stands twice in Shopify, so it asks for a yes.
 */
import { type Actor, requireRole } from '../actor.ts'
import { type Confirmed, requireConfirmation } from '../confirmation.ts'
import type { OperationDeps, OrderRequest } from '../operation-deps.ts'
import { requireUnclearAdoption } from './adoptable.ts'
import { decideByPerson, type PersonDecision } from './decide-by-person.ts'

export async function createSeparateOrder(
  deps: OperationDeps,
  actor: Actor,
  request: OrderRequest & Confirmed,
): Promise<PersonDecision> {
  requireRole(actor, 'operator')
  requireConfirmation(request, 'A second order is created beside the one found in Shopify.')
  return decideByPerson(deps, actor, request, 'create-separate', (state) => {
    requireUnclearAdoption(state)
    return { gid: null }
  })
}
