/**
 * Links an Amazon SKU to the variants that it stands for: in this connection, or in every one of this
 * installation. All orders that waited for it look again; the answer counts them and carries the token with
 * which the link can be taken back.
 */
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { saveMappings } from '../../store/catalogue.ts'
import {
  connectedAccounts,
  type LinkedPart,
  readGlobalMapping,
  saveGlobalMappings,
  saveLinkUndo,
} from '../../store/catalogue-links.ts'
import type { Database } from '../../store/pool.ts'
import { readMappingsOf } from '../../store/read/mappings.ts'
import { findVariants } from '../../store/read/variants.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { brief, soundComponents, soundSku } from './link-parts.ts'
import { replayHeldOrders } from './replay-held.ts'
import type { WantedComponent } from './resolve-components.ts'

export type LinkRequest = {
  readonly accountId: AccountId
  readonly amazonSku: string
  /** At least one; `quantity` units of each make one Amazon unit. */
  readonly components: readonly WantedComponent[]
  /** Holds for every connection of this installation that has no mapping of its own. */
  readonly everywhere: boolean
}

export type Linked = {
  readonly amazonSku: string
  readonly components: readonly LinkedPart[]
  readonly everywhere: boolean
  /** Orders of this connection that waited for it and look again now. */
  readonly replayedOrders: number
  /** Takes the link back, and shows how those orders fare; for a day. */
  readonly undo: string
}

export async function linkSku(
  deps: OperationDeps,
  actor: Actor,
  request: LinkRequest,
): Promise<Linked> {
  requireRole(actor, request.everywhere ? 'owner' : 'operator')
  const { accountId, everywhere } = request
  const amazonSku = soundSku(request)
  return deps.db.transaction().execute(async (trx) => {
    const components = await soundComponents(trx, accountId, request.components)
    const before = await linkBefore(trx, request, amazonSku)
    const by = actorName(actor)
    if (everywhere) await saveEverywhere(trx, accountId, { sku: amazonSku, components }, by)
    else await saveMappings(trx, accountId, [{ sku: amazonSku, components }], by)
    await writeAudit(trx, accountId, {
      actor: by,
      action: everywhere ? 'link-sku-everywhere' : 'map-sku',
      subject: amazonSku,
      detail: { before, after: components },
    })
    const orderIds = await replayIn(trx, accountId, actor, { amazonSku, everywhere })
    const undo = deps.newId()
    const change = { accountId, sku: amazonSku, everywhere, before, after: components }
    await saveLinkUndo(trx, undo, { ...change, orderIds })
    return { amazonSku, components, everywhere, replayedOrders: orderIds.length, undo }
  })
}

/** Answers the orders of the asker's own connection; those of others look again as well. */
export async function replayIn(
  trx: Database,
  accountId: AccountId,
  actor: Actor,
  link: { readonly amazonSku: string; readonly everywhere: boolean },
): Promise<AmazonOrderId[]> {
  const change = { decision: 'map-sku', amazonSkus: [link.amazonSku] } as const
  const own = await replayHeldOrders(trx, accountId, actor, change)
  if (!link.everywhere) return own
  for (const other of await connectedAccounts(trx)) {
    if (other !== accountId) await replayHeldOrders(trx, other, actor, change)
  }
  return own
}

async function linkBefore(
  trx: Database,
  { accountId, everywhere }: LinkRequest,
  amazonSku: string,
): Promise<LinkedPart[] | null> {
  if (everywhere) return (await readGlobalMapping(trx, amazonSku))?.map(brief) ?? null
  const [before] = await readMappingsOf(trx, accountId, [amazonSku])
  return before?.components.map(brief) ?? null
}

/** With the SKU of each variant, by which other shops find it. */
export async function saveEverywhere(
  trx: Database,
  accountId: AccountId,
  link: { readonly sku: string; readonly components: readonly LinkedPart[] },
  by: string,
): Promise<void> {
  const gids = link.components.map((part) => part.variantGid)
  const variants = await findVariants(trx, accountId, { gids, skus: [] })
  const skuOf = new Map(variants.map((one) => [one.variantGid, one.sku]))
  const components = link.components.map((part) => ({
    ...part,
    shopifySku: skuOf.get(part.variantGid) ?? null,
  }))
  await saveGlobalMappings(trx, [{ sku: link.sku, components }], by)
}
