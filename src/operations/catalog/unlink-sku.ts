/**
 * Takes a link back within a day, by the token of its answer: what stood before stands again. Orders that went
 * through with it meanwhile stay as they are, and are counted.
 */
import type { AccountId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { removeMapping, saveMappings } from '../../store/catalogue.ts'
import {
  countOutcomes,
  type LinkChange,
  type LinkedPart,
  readGlobalMapping,
  readLinkUndo,
  removeGlobalMapping,
  useLinkUndo,
} from '../../store/catalogue-links.ts'
import type { Database } from '../../store/pool.ts'
import { readMappingsOf } from '../../store/read/mappings.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { brief } from './link-parts.ts'
import { replayIn, saveEverywhere } from './link-sku.ts'

export type UndoRequest = { readonly accountId: AccountId; readonly undo: string }

export type Unlinked = {
  readonly amazonSku: string
  /** What stands now; null: nothing. */
  readonly components: readonly LinkedPart[] | null
  /** Orders that are in Shopify by it and stay there. */
  readonly importedMeanwhile: number
}

export type LinkProgress = {
  readonly amazonSku: string
  readonly waited: number
  readonly imported: number
  readonly held: number
  readonly working: number
}

const keptMs = 86_400_000

export async function unlinkSku(
  deps: OperationDeps,
  actor: Actor,
  { accountId, undo }: UndoRequest,
): Promise<Unlinked> {
  requireRole(actor, 'operator')
  return deps.db.transaction().execute(async (trx) => {
    const change = await changeOf(trx, accountId, undo)
    if (change.everywhere) requireRole(actor, 'owner')
    if (!same(await linkNow(trx, change), change.after)) {
      throw new OperationError(
        'LINK_CHANGED_SINCE',
        'The link was changed again since.',
        'Look at it with: crossdock map list. Then set it as you want it.',
      )
    }
    const by = actorName(actor)
    await putBack(trx, change, by)
    await useLinkUndo(trx, undo)
    await writeAudit(trx, accountId, {
      actor: by,
      action: 'unlink-sku',
      subject: change.sku,
      detail: { before: change.after, after: change.before },
    })
    const { imported } = await countOutcomes(trx, accountId, change.orderIds)
    await replayIn(trx, accountId, actor, { amazonSku: change.sku, everywhere: change.everywhere })
    return { amazonSku: change.sku, components: change.before, importedMeanwhile: imported }
  })
}

/** How the orders fare that waited for the link. */
export async function readLinkProgress(
  deps: OperationDeps,
  actor: Actor,
  { accountId, undo }: UndoRequest,
): Promise<LinkProgress> {
  requireRole(actor, 'viewer')
  return deps.db.transaction().execute(async (trx) => {
    const { sku, orderIds } = await changeOf(trx, accountId, undo)
    const counts = await countOutcomes(trx, accountId, orderIds)
    return { amazonSku: sku, waited: orderIds.length, ...counts }
  })
}

async function changeOf(trx: Database, accountId: AccountId, undo: string): Promise<LinkChange> {
  const change = await readLinkUndo(trx, accountId, undo, keptMs)
  if (change !== null) return change
  throw new OperationError(
    'LINK_UNDO_OVER',
    'This link can no longer be taken back so: a day went by, or it was done already.',
    'Take the mapping away with: crossdock map remove <amazon-sku>.',
  )
}

async function linkNow(trx: Database, change: LinkChange): Promise<LinkedPart[] | null> {
  if (change.everywhere) return (await readGlobalMapping(trx, change.sku))?.map(brief) ?? null
  const [now] = await readMappingsOf(trx, change.accountId, [change.sku])
  return now?.components.map(brief) ?? null
}

function same(left: readonly LinkedPart[] | null, right: readonly LinkedPart[]): boolean {
  const text = (parts: readonly LinkedPart[]) => JSON.stringify(parts.map(brief))
  return left !== null && text(left) === text(right)
}

async function putBack(
  trx: Database,
  { accountId, sku, everywhere, before }: LinkChange,
  by: string,
): Promise<void> {
  if (everywhere) {
    if (before === null) await removeGlobalMapping(trx, sku)
    else await saveEverywhere(trx, accountId, { sku, components: before }, by)
  } else if (before === null) await removeMapping(trx, accountId, sku)
  else await saveMappings(trx, accountId, [{ sku, components: before }], by)
}
