/** The order found in Shopify is this Amazon order: take it over. */
import { id, type ShopifyOrderGid } from '../../core/ids.ts'
import type { OrderState } from '../../store/person-inputs.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps, OrderRequest } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { requireUnclearAdoption } from './adoptable.ts'
import { decideByPerson, type PersonDecision } from './decide-by-person.ts'

/** `shopifyOrder`: a gid or a name such as #1001; needed when several were found. */
export type ApproveRequest = OrderRequest & { readonly shopifyOrder: string | null }

export async function approveAdoption(
  deps: OperationDeps,
  actor: Actor,
  request: ApproveRequest,
): Promise<PersonDecision> {
  requireRole(actor, 'operator')
  return decideByPerson(deps, actor, request, 'approve-adoption', (state) => {
    requireUnclearAdoption(state)
    return { gid: chosenOf(state, request.shopifyOrder) }
  })
}

function chosenOf(state: OrderState, wanted: string | null): ShopifyOrderGid {
  const fitting =
    wanted === null
      ? state.carriers
      : state.carriers.filter(({ gid, name }) => gid === wanted || name === wanted)
  const [one] = fitting
  if (one !== undefined && fitting.length === 1) return id('ShopifyOrderGid', one.gid)
  const names = state.carriers.map(({ name }) => name).join(', ')
  throw new OperationError(
    'ADOPTION_NOT_CHOSEN',
    names === ''
      ? 'No Shopify order with this Amazon id is known that could be taken over.'
      : `These Shopify orders carry this Amazon id: ${names}.`,
    names === ''
      ? 'Open the order in Shopify; if it was deleted or cancelled, use Export.'
      : 'Name the one that is meant.',
  )
}
