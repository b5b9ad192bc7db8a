/** Takes the mapping of an Amazon SKU away; the SKU is then matched like any other. */
import type { AccountId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { removeMapping } from '../../store/catalogue.ts'
import { readMappingsOf } from '../../store/read/mappings.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { brief } from './map-sku.ts'
import { replayHeld } from './replay-held.ts'

export type UnmapRequest = { readonly accountId: AccountId; readonly amazonSku: string }
export type Unmapped = { readonly amazonSku: string; readonly replayedOrders: number }

export async function unmapSku(
  deps: OperationDeps,
  actor: Actor,
  { accountId, amazonSku }: UnmapRequest,
): Promise<Unmapped> {
  requireRole(actor, 'operator')
  return deps.db.transaction().execute(async (trx) => {
    const [before] = await readMappingsOf(trx, accountId, [amazonSku])
    if (before === undefined || !(await removeMapping(trx, accountId, amazonSku))) {
      throw new OperationError(
        'MAPPING_NOT_FOUND',
        'No mapping has this Amazon SKU.',
        'List them with: crossdock map list.',
      )
    }
    await writeAudit(trx, accountId, {
      actor: actorName(actor),
      action: 'unmap-sku',
      subject: amazonSku,
      detail: { before: before.components.map(brief), after: null },
    })
    const change = { decision: 'unmap-sku', amazonSkus: [amazonSku] } as const
    return { amazonSku, replayedOrders: await replayHeld(trx, accountId, actor, change) }
  })
}
