/** Takes the mapping of an Amazon SKU away; the SKU is then matched like any other. */
import type { AccountId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { removeMapping } from '../../store/catalogue.ts'
import { readGlobalMapping, removeGlobalMapping } from '../../store/catalogue-links.ts'
import { readMappingsOf } from '../../store/read/mappings.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { brief } from './link-parts.ts'
import { replayHeld } from './replay-held.ts'

export type UnmapRequest = {
  readonly accountId: AccountId
  readonly amazonSku: string
  /** The one for every connection, not this connection's own. */
  readonly everywhere?: boolean
}
export type Unmapped = { readonly amazonSku: string; readonly replayedOrders: number }

export async function unmapSku(
  deps: OperationDeps,
  actor: Actor,
  { accountId, amazonSku, everywhere = false }: UnmapRequest,
): Promise<Unmapped> {
  requireRole(actor, everywhere ? 'owner' : 'operator')
  return deps.db.transaction().execute(async (trx) => {
    const before = everywhere
      ? await readGlobalMapping(trx, amazonSku)
      : (await readMappingsOf(trx, accountId, [amazonSku]))[0]?.components
    const removed = everywhere
      ? await removeGlobalMapping(trx, amazonSku)
      : await removeMapping(trx, accountId, amazonSku)
    if (before == null || !removed) {
      throw new OperationError(
        'MAPPING_NOT_FOUND',
        'No mapping has this Amazon SKU.',
        'List them with: crossdock map list.',
      )
    }
    await writeAudit(trx, accountId, {
      actor: actorName(actor),
      action: everywhere ? 'unlink-sku-everywhere' : 'unmap-sku',
      subject: amazonSku,
      detail: { before: before.map(brief), after: null },
    })
    const change = { decision: 'unmap-sku', amazonSkus: [amazonSku] } as const
    return { amazonSku, replayedOrders: await replayHeld(trx, accountId, actor, change) }
  })
}
