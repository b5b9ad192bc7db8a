/**
 * The order as Amazon sent it, personal data and all: for people who must see it, and written down each
 * time (Amazon's data policy). It is deleted 30 days after delivery at the latest.
 */
import type { AmazonOrderId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { loadRaw } from '../../store/personal.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps, OrderRequest } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { readOrderId } from './decide-by-person.ts'

/** Opens what was sealed for this order. */
export type OpenRaw = (orderId: AmazonOrderId, sealed: Uint8Array) => string

/** Answers Amazon's own JSON text. The caller must not log it. */
export async function readRawOrder(
  deps: OperationDeps,
  actor: Actor,
  request: OrderRequest,
  openRaw: OpenRaw,
): Promise<string> {
  requireRole(actor, 'operator')
  const { accountId } = request
  const orderId = readOrderId(request.orderId)
  return deps.db.transaction().execute(async (trx) => {
    const sealed = await loadRaw(trx, accountId, orderId)
    if (sealed === null) {
      throw new OperationError(
        'RAW_NOT_KEPT',
        'What Amazon sent of this order is not kept, or not any more.',
        'Open the order in Seller Central.',
      )
    }
    await writeAudit(trx, accountId, {
      actor: actorName(actor),
      action: 'read-raw-order',
      subject: orderId,
      detail: {},
    })
    return openRaw(orderId, sealed)
  })
}
