/** Maps an Amazon SKU to the variants that it stands for: one, or a kit of several. */
import type { AccountId, VariantGid } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { saveMappings } from '../../store/catalogue.ts'
import { readMappingsOf } from '../../store/read/mappings.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { replayHeld } from './replay-held.ts'
import {
  quantityMax,
  type Resolved,
  resolveVariants,
  type WantedComponent,
} from './resolve-components.ts'

export type MapRequest = {
  readonly accountId: AccountId
  readonly amazonSku: string
  /** At least one; `quantity` units of each make one Amazon unit. */
  readonly components: readonly WantedComponent[]
}

export type Mapped = {
  readonly amazonSku: string
  readonly components: readonly { readonly variantGid: VariantGid; readonly quantity: number }[]
  readonly replayedOrders: number
}

export async function mapSku(
  deps: OperationDeps,
  actor: Actor,
  request: MapRequest,
): Promise<Mapped> {
  requireRole(actor, 'operator')
  const { accountId } = request
  const amazonSku = request.amazonSku.trim()
  if (amazonSku === '' || request.components.length === 0) {
    throw new OperationError(
      'MAPPING_INCOMPLETE',
      'A mapping needs an Amazon SKU and at least one Shopify variant.',
      'Name both.',
    )
  }
  return deps.db.transaction().execute(async (trx) => {
    const written = request.components.map(({ variant }) => variant.trim())
    const resolve = await resolveVariants(trx, accountId, written)
    const components = request.components.map(({ variant, quantity }) => ({
      variantGid: foundOrRefuse(variant.trim(), resolve(variant.trim())),
      quantity: soundQuantity(quantity),
    }))
    const [before] = await readMappingsOf(trx, accountId, [amazonSku])
    const by = actorName(actor)
    await saveMappings(trx, accountId, [{ sku: amazonSku, components }], by)
    await writeAudit(trx, accountId, {
      actor: by,
      action: 'map-sku',
      subject: amazonSku,
      detail: { before: before?.components.map(brief) ?? null, after: components },
    })
    const change = { decision: 'map-sku', amazonSkus: [amazonSku] } as const
    const replayedOrders = await replayHeld(trx, accountId, actor, change)
    return { amazonSku, components, replayedOrders }
  })
}

export function brief(part: { readonly variantGid: VariantGid; readonly quantity: number }) {
  return { variantGid: part.variantGid, quantity: part.quantity }
}

function soundQuantity(quantity: number): number {
  if (Number.isInteger(quantity) && quantity >= 1 && quantity <= quantityMax) return quantity
  throw new OperationError(
    'MAPPING_QUANTITY',
    `A quantity is a whole number from 1 to ${quantityMax}.`,
    'Give how many units of the variant make one Amazon unit.',
  )
}

function foundOrRefuse(written: string, resolved: Resolved): VariantGid {
  if (resolved.is === 'found') return resolved.variantGid
  if (resolved.is === 'none') {
    throw new OperationError(
      'VARIANT_NOT_FOUND',
      `The shop has no variant ${written}.`,
      'Check the SKU in Shopify. A new product is known a moment after Shopify tells of it.',
    )
  }
  const names = resolved.variants.map((one) => `${one.variantGid} (${one.productTitle})`).join(', ')
  throw new OperationError(
    'VARIANT_AMBIGUOUS',
    `Several variants have the SKU ${written}: ${names}.`,
    'Give the gid of the variant that is meant.',
  )
}
