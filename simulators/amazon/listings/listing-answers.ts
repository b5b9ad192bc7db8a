/** Refusals of Listings Items in Amazon's form: code BAD_REQUEST or NOT_FOUND, and the checks that all its operations share. */
import { Refusal, unauthorized } from '../answers.ts'
import { listOf } from '../list-query.ts'
import type { Call } from '../operation.ts'
import type { AmazonWorld } from '../world.ts'
import { type DataSet, dataSets } from './listing-view.ts'

export function badRequest(details = 'Invalid input'): Refusal {
  return new Refusal({ status: 400, code: 'BAD_REQUEST', message: 'Invalid input', details })
}

export function skuNotFound(sku: string, marketplaceIds: readonly string[]): Refusal {
  return new Refusal({
    status: 404,
    code: 'NOT_FOUND',
    message: `SKU '${sku}' not found in marketplace ${marketplaceIds.join(', ')}`,
    details: '',
  })
}

/** The role Product Listing, and the seller's own id in the path. */
export function checkSeller(world: AmazonWorld, sellerId: string): void {
  const { accountKind, productListingRole } = world.settings()
  if (accountKind === 'vendor' || !productListingRole) throw unauthorized('')
  if (sellerId !== world.login.credentials.sellerId) throw unauthorized('')
}

/** Marketplaces where the seller takes part. */
export function marketplacesOf({ world, request }: Call): string[] {
  const ids = listOf(request.query, 'marketplaceIds')
  if (ids.length === 0) throw badRequest('marketplaceIds is missing')
  const { participations } = world.settings()
  if (ids.some((id) => !participations.includes(id))) throw badRequest()
  return ids
}

export function includedOf(
  { request }: Call,
  allowed: readonly string[] = dataSets,
): ReadonlySet<DataSet> {
  const named = listOf(request.query, 'includedData')
  const wrong = named.find((name) => !allowed.includes(name))
  if (wrong !== undefined) throw badRequest(`includedData: ${wrong}`)
  return new Set((named.length === 0 ? ['summaries'] : named) as DataSet[])
}
