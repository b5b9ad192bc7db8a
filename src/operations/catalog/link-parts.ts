/** What a person writes of a link, checked: an Amazon SKU, and variants with whole quantities. */
import type { AccountId, VariantGid } from '../../core/ids.ts'
import type { LinkedPart } from '../../store/catalogue-links.ts'
import type { Database } from '../../store/pool.ts'
import { OperationError } from '../operation-error.ts'
import {
  quantityMax,
  type Resolved,
  resolveVariants,
  type WantedComponent,
} from './resolve-components.ts'

export function soundSku(request: {
  readonly amazonSku: string
  readonly components: readonly WantedComponent[]
}): string {
  const amazonSku = request.amazonSku.trim()
  if (amazonSku !== '' && request.components.length > 0) return amazonSku
  throw new OperationError(
    'MAPPING_INCOMPLETE',
    'A mapping needs an Amazon SKU and at least one Shopify variant.',
    'Name both.',
  )
}

/** Throws OperationError where a variant is none, or one of several. */
export async function soundComponents(
  trx: Database,
  accountId: AccountId,
  wanted: readonly WantedComponent[],
): Promise<LinkedPart[]> {
  const written = wanted.map(({ variant }) => variant.trim())
  const resolve = await resolveVariants(trx, accountId, written)
  return wanted.map(({ variant, quantity }) => ({
    variantGid: foundOrRefuse(variant.trim(), resolve(variant.trim())),
    quantity: soundQuantity(quantity),
  }))
}

export function brief(part: LinkedPart): LinkedPart {
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
