/**
 * Where an order goes, for people who pack it: opened for one order at a time, and written down each time
 * (Amazon's data policy). Deleted 30 days after delivery at the latest.
 */
import type { AmazonOrderId } from '../../core/ids.ts'
import type { PersonalFacts, PostalAddress } from '../../core/orders/amazon-order.ts'
import { writeAudit } from '../../store/audit.ts'
import { loadPersonal } from '../../store/personal.ts'
import { readAddressState } from '../../store/read/address-state.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps, OrderRequest } from '../operation-deps.ts'
import { notFound, readOrderId } from './decide-by-person.ts'

/** Opens what was sealed for this order. */
export type OpenPersonal = (orderId: AmazonOrderId, sealed: Uint8Array) => PersonalFacts

export type ShownAddress = {
  /** `withheld`: Amazon did not give it. `deleted`: it was here and its time is over. */
  readonly state: 'known' | 'withheld' | 'deleted'
  readonly buyerName: string | null
  readonly address: PostalAddress | null
  readonly deleteAfterMs: number | null
}

export async function readAddress(
  deps: OperationDeps,
  actor: Actor,
  request: OrderRequest,
  open: OpenPersonal,
): Promise<ShownAddress> {
  requireRole(actor, 'operator')
  const { accountId } = request
  const orderId = readOrderId(request.orderId)
  return deps.db.transaction().execute(async (trx) => {
    const stored = await readAddressState(trx, accountId, orderId)
    if (stored === null) throw notFound(orderId)
    const { deleteAfterMs } = stored
    const sealed = (await loadPersonal(trx, accountId, [orderId])).get(orderId)
    if (sealed === undefined) {
      const state = stored.personalState === 'complete' && !stored.kept ? 'deleted' : 'withheld'
      return { state, buyerName: null, address: null, deleteAfterMs }
    }
    const by = actorName(actor)
    await writeAudit(trx, accountId, {
      ...{ actor: by, action: 'read-address', subject: orderId, detail: {} },
    })
    const { buyerName, address } = open(orderId, sealed)
    return { state: address === null ? 'withheld' : 'known', buyerName, address, deleteAfterMs }
  })
}
