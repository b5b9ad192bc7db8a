/**
 * Can Export do anything for an order as it stands? Where it cannot, the answer says why and what would
 * help: a wish that nothing ever uses would lie.
 */
import { reasonTexts } from '../../core/orders/reason-texts.ts'
import type { ReasonCode } from '../../core/orders/reasons.ts'
import type { OrderState } from '../../store/person-inputs.ts'
import { OperationError } from '../operation-error.ts'

/**
 * Throws OperationError ALREADY_IN_SHOPIFY or NOT_EXPORTABLE. One that was deleted in Shopify is created anew,
 * as the next of its kind: only a person may ask for that.
 */
export function requireExportable(state: OrderState): {
  readonly gid: null
  readonly anew?: boolean
} {
  if (state.reason === 'DELETED_IN_SHOPIFY') return { gid: null, anew: true }
  if (state.shopifyGid !== null) throw alreadyThere(state)
  if (state.reason === 'UNREADABLE_ORDER') {
    throw new OperationError(
      'NOT_EXPORTABLE',
      'Amazon sent this order in a shape that cannot be read, so it cannot be created.',
      'Update Crossdock; the order is read again by itself. Until then fulfil it from Seller Central.',
    )
  }
  const help = state.outcome === 'resting' ? helps[reasonOf(state)] : undefined
  if (help === undefined) return { gid: null }
  throw new OperationError('NOT_EXPORTABLE', reasonTexts[reasonOf(state)], help)
}

/** Reasons that Export does not change, with what does. */
const helps: Readonly<Partial<Record<ReasonCode, string>>> = {
  PENDING: 'Wait for Amazon: the order goes on by itself when the payment is confirmed.',
  CANCELLED_BEFORE_IMPORT: 'Nothing is to be done: a cancelled order is not shipped.',
  NOT_AN_AMAZON_SALE: 'Nothing is to be done: Amazon only ships this order for another shop.',
  NOT_ON_AMAZON: 'Check the id in Seller Central, and that it belongs to the connected account.',
  MARKETPLACE_NOT_CHOSEN: 'Connect again when the account takes part in this marketplace.',
  FBA_LISTED:
    'Set fulfillment.fba to "import"; FBA orders are then created once Amazon ships them.',
  FBA_NOT_SHIPPED: 'Wait for Amazon: the order is created by itself once it has left.',
  WATCHING: 'Set the import lane to "live": in "watch" nothing is sent.',
}

/** The stored reason of a resting order; a code that is no reason helps nobody and matches nothing. */
function reasonOf(state: OrderState): ReasonCode {
  return (state.reason ?? 'CREATE') as ReasonCode
}

function alreadyThere(state: OrderState): OperationError {
  return new OperationError(
    'ALREADY_IN_SHOPIFY',
    `The order is already in Shopify as ${state.shopifyName ?? state.shopifyGid}.`,
    'Open it there; an order is never created twice.',
  )
}
