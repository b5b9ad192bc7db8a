/**
 * patchListingsItem: an answer of 200 is ACCEPTED, or INVALID with issues; ACCEPTED shows minutes later. With the mode
 * VALIDATION_PREVIEW nothing changes and a good patch is VALID.
 */
import { z } from 'zod'
import { listOf } from '../list-query.ts'
import type { Call } from '../operation.ts'
import type { Listing, ListingIssue } from './listing.ts'
import { badRequest, checkSeller, marketplacesOf } from './listing-answers.ts'
import { patchIssues, patchSchema, unknownSku } from './patch-rules.ts'

const bodySchema = z.object({
  productType: z.string().min(1),
  patches: z.array(patchSchema).min(1),
})

type Checked = {
  readonly sku: string
  readonly listing: Listing | undefined
  readonly marketplaceIds: readonly string[]
  readonly body: z.infer<typeof bodySchema>
  readonly isPreview: boolean
  readonly withIdentifiers: boolean
}

export function patchListing(call: Call): unknown {
  const asked = check(call)
  const { sku, listing, body, isPreview } = asked
  const issues =
    listing === undefined ? [unknownSku] : patchIssues(listing, body.productType, body.patches)
  if (issues.length > 0) {
    const submissionId = call.world.listings.newSubmissionId()
    return answer(asked, 'INVALID', submissionId, issues)
  }
  if (isPreview) return answer(asked, 'VALID', call.world.listings.newSubmissionId(), [])
  const submissionId = call.world.listings.submit({
    sku,
    patches: body.patches,
    source: 'patchListingsItem',
  })
  call.note(`accepted ${submissionId} of ${sku}`)
  return answer(asked, 'ACCEPTED', submissionId, [])
}

/** Accepted, and nothing will come of it. */
export function acceptWithoutEffect(call: Call): unknown {
  return answer(check(call), 'ACCEPTED', call.world.listings.newSubmissionId(), [])
}

/** A refusal as Amazon has them: a success of HTTP, INVALID inside. */
export function refusePatch(call: Call): unknown {
  const issue: ListingIssue = {
    code: '90000900',
    message: 'The attributes are invalid.',
    severity: 'ERROR',
    attributeNames: ['fulfillment_availability'],
    categories: ['INVALID_ATTRIBUTE'],
  }
  return answer(check(call), 'INVALID', call.world.listings.newSubmissionId(), [issue])
}

function check(call: Call): Checked {
  const { world, request, parameters } = call
  const [sellerId = '', sku = ''] = parameters
  checkSeller(world, sellerId)
  const marketplaceIds = marketplacesOf(call)
  const mode = request.query.get('mode')
  if (mode !== null && mode !== 'VALIDATION_PREVIEW') throw badRequest(`mode: ${mode}`)
  const included = listOf(request.query, 'includedData')
  if (included.some((name) => name !== 'issues' && name !== 'identifiers')) throw badRequest()
  const listing = world.listings.store.get(sku)
  return {
    sku,
    listing: listing?.marketplaceIds.some((id) => marketplaceIds.includes(id))
      ? listing
      : undefined,
    marketplaceIds,
    body: readBody(request.body),
    isPreview: mode !== null,
    withIdentifiers: included.includes('identifiers'),
  }
}

function readBody(text: string): z.infer<typeof bodySchema> {
  try {
    return bodySchema.parse(JSON.parse(text))
  } catch {
    throw badRequest()
  }
}

function answer(
  { sku, listing, marketplaceIds, withIdentifiers }: Checked,
  status: 'ACCEPTED' | 'INVALID' | 'VALID',
  submissionId: string,
  issues: readonly ListingIssue[],
): unknown {
  const identifiers = marketplaceIds.flatMap((marketplaceId) =>
    listing === undefined ? [] : [{ marketplaceId, asin: listing.asin }],
  )
  return { sku, status, submissionId, issues, ...(withIdentifiers ? { identifiers } : {}) }
}
