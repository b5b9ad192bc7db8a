/** Is there an open question which Shopify order is this Amazon order? */
import type { OrderState } from '../../store/person-inputs.ts'
import { OperationError } from '../operation-error.ts'

const questions: ReadonlySet<string> = new Set(['ADOPTION_UNCLEAR', 'DOUBLED_EFFECT'])

/** Throws OperationError NO_ADOPTION_QUESTION. */
export function requireUnclearAdoption(state: OrderState): void {
  if (state.outcome === 'held' && questions.has(state.reason ?? '')) return
  throw new OperationError(
    'NO_ADOPTION_QUESTION',
    'Crossdock does not ask which Shopify order this is.',
    'Look at its present state with: crossdock orders explain <id>.',
  )
}
