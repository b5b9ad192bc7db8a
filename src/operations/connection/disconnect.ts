/**
 * Takes the connection of an account away (B46): its workers go on running and take up no work of it. All
 * data stays. Connecting again begins a new epoch, so that what happened meanwhile moves no money by itself.
 */
import type { AccountId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { endConnection } from '../../store/connections.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import { type Confirmed, requireConfirmation } from '../confirmation.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'

export type Disconnected = { readonly accountId: AccountId; readonly epoch: number }

export async function disconnect(
  deps: OperationDeps,
  actor: Actor,
  request: Confirmed & { readonly accountId: AccountId },
): Promise<Disconnected> {
  requireRole(actor, 'owner')
  const effect =
    'Nothing is read or sent until you connect again, and what is cancelled or refunded meanwhile waits for you.'
  requireConfirmation(request, effect)
  const { accountId } = request
  return deps.db.transaction().execute(async (trx) => {
    const epoch = await endConnection(trx, accountId)
    if (epoch === null) {
      throw new OperationError(
        'NOT_CONNECTED',
        'No shop is connected under this account.',
        'There is nothing to disconnect. To connect: crossdock start.',
      )
    }
    const audit = { actor: actorName(actor), action: 'disconnect', subject: accountId }
    await writeAudit(trx, accountId, { ...audit, detail: { epoch } })
    return { accountId, epoch }
  })
}
