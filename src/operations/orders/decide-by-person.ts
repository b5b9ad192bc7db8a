/**
 * What every decision of a person about an order has in common: one transaction that locks the order,
 * asks whether the decision can do anything, stores it as input of the next look, and writes the audit,
 * the trace and the mark. The look itself is reconcile's.
 */
import { type AmazonOrderId, parseAmazonOrderId, type ShopifyOrderGid } from '../../core/ids.ts'
import type { PersonInput } from '../../core/orders/view.ts'
import { writeAudit } from '../../store/audit.ts'
import {
  addPersonInput,
  beginNextGeneration,
  lockOrderState,
  type OrderState,
} from '../../store/person-inputs.ts'
import { appendTraces } from '../../store/traces.ts'
import { revive } from '../../work/dead-letters.ts'
import { mark } from '../../work/mark.ts'
import { type Actor, actorName } from '../actor.ts'
import type { OperationDeps, OrderRequest } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { orderMark } from '../work-keys.ts'

export type PersonDecision = {
  readonly orderId: AmazonOrderId
  readonly inputId: string
  /** False when the same wish was already waiting. */
  readonly isNew: boolean
}

export type DecisionKind = PersonInput['kind']

/**
 * `permit` throws OperationError when the decision could do nothing; answers which order is meant, and
 * whether the order is made anew.
 */
export async function decideByPerson(
  deps: OperationDeps,
  actor: Actor,
  request: OrderRequest,
  kind: DecisionKind,
  permit: (state: OrderState) => { readonly gid: ShopifyOrderGid | null; readonly anew?: boolean },
): Promise<PersonDecision> {
  const { accountId } = request
  const orderId = readOrderId(request.orderId)
  const by = actorName(actor)
  return deps.db.transaction().execute(async (trx) => {
    const state = await lockOrderState(trx, accountId, orderId)
    if (state === null) throw notFound(orderId)
    const { gid, anew = false } = permit(state)
    if (anew) await beginNextGeneration(trx, accountId, orderId)
    const input = { inputId: deps.newId(), orderId, kind, gid, by }
    const { inputId, isNew } = await addPersonInput(trx, accountId, input)
    const meant = gid === null ? {} : { shopifyGid: gid }
    const before = { outcome: state.outcome, reason: state.reason }
    const detail = { inputId, isNew, before, ...meant }
    await writeAudit(trx, accountId, { actor: by, action: kind, subject: orderId, detail })
    const body = { decision: kind, by, ...meant }
    await appendTraces(trx, accountId, [{ orderId, kind: 'person', body }])
    const key = orderMark(accountId, orderId)
    // A mark does not bring back what was given up; a person's word does.
    await revive(trx, [key])
    await mark(trx, [key])
    return { orderId, inputId, isNew }
  })
}

/** Throws OperationError ORDER_ID_MALFORMED. */
export function readOrderId(text: string): AmazonOrderId {
  const orderId = parseAmazonOrderId(text.trim())
  if (orderId !== undefined) return orderId
  throw new OperationError(
    'ORDER_ID_MALFORMED',
    'This is not an Amazon order id.',
    'An Amazon order id has the form 123-1234567-1234567; copy it from the order.',
  )
}

export function notFound(orderId: AmazonOrderId): OperationError {
  return new OperationError(
    'ORDER_NOT_FOUND',
    `Crossdock has not heard of the Amazon order ${orderId}.`,
    'Check the id and the account. An order from before the connection comes with a backfill.',
  )
}
