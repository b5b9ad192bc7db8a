/**
 * Sets the quantity of a listing in the merchant's channel, and reads it back. A patch merges: siblings such
 * as the lead time stay. HTTP 200 with INVALID is a refusal, and ACCEPTED only says that Amazon will look at
 * it. It must never name another channel than the merchant's.
 * Source: Listings Items API 2021-08-01 (model commit 34dc93fe, 2026-08-05); 5 calls a second each.
 */
import { ListingsItemsApi } from '@sp-api-sdk/listings-items-api-2021-08-01'
import type { Listing } from '../../core/catalog/listing.ts'
import type { MarketplaceId, SellerSku } from '../../core/ids.ts'
import type { Deadlines, OutsideAnswer } from '../../core/ports.ts'
import { unknownShape } from './answer-error.ts'
import type { AmazonCall, CallFacts } from './call.ts'
import { plainWords } from './plain-words.ts'
import { type Answered, isRefusal, type Meanings, refusedBy } from './refused.ts'
import { answerOf, createSdkAxios, throughCall } from './sdk-adapter.ts'
import { readListing } from './translate/listing.ts'
import { quantityPatch } from './translate/stock-feed.ts'
import { parseJson } from './wire/answers.ts'
import { type WireIssue, wireSubmission } from './wire/stock.ts'

export type StockChange = {
  readonly sellerId: string
  readonly sku: SellerSku
  readonly marketplaceId: MarketplaceId
  readonly productType: string
  readonly quantity: number
}

export type AmazonStock = {
  /** Done means accepted: only what Amazon shows later says that it counts. */
  setQuantity(
    change: StockChange,
    deadlines: Deadlines,
  ): Promise<Answered<{ readonly submissionId: string | null }>>
  /** Null: Amazon knows no such SKU of this seller. */
  readListing(
    asked: Pick<StockChange, 'sellerId' | 'sku' | 'marketplaceId'>,
    deadlines: Deadlines,
  ): Promise<Listing | null>
}

const meanings: Meanings = [
  [/not found|does not exist|no listing/i, 'LISTING_NOT_FOUND'],
  [/product[ _-]?type/i, 'PRODUCT_TYPE'],
  [/marketplace/i, 'MARKETPLACE'],
  [/quantit|fulfillment_availability/i, 'QUANTITY'],
]

const includedData = ['summaries', 'issues', 'fulfillmentAvailability', 'productTypes'] as const

export function createAmazonStock(call: AmazonCall, apiUrl: string): AmazonStock {
  const api = new ListingsItemsApi(undefined, apiUrl, createSdkAxios())
  return {
    async setQuantity({ sellerId, sku, marketplaceId, productType, quantity }, deadlines) {
      const facts: CallFacts = {
        ...{ operation: 'patchListingsItem', writes: true, grant: 'seller', deadlines },
        refusals: [400, 404],
      }
      const body = { productType, patches: [quantityPatch(quantity)] }
      const request = { sellerId, sku, marketplaceIds: [marketplaceId], body }
      const answer = await answerOf(api.patchListingsItem(request, throughCall(call, facts)))
      if (isRefusal(answer)) return refusedBy(answer, meanings, 'STOCK_REFUSED')
      return readSubmission(answer)
    },
    async readListing({ sellerId, sku, marketplaceId }, deadlines) {
      const facts: CallFacts = {
        ...{ operation: 'getListingsItem', writes: false, grant: 'seller', deadlines },
        refusals: [404],
      }
      const request = {
        ...{ sellerId, sku, marketplaceIds: [marketplaceId] },
        includedData: [...includedData],
      }
      const answer = await answerOf(api.getListingsItem(request, throughCall(call, facts)))
      if (answer.status === 404) return null
      const listing = readListing(parseJson(answer.text), marketplaceId)
      if (listing === 'unreadable') {
        throw unknownShape('getListingsItem', answer, 'LISTING_UNREADABLE')
      }
      return listing === 'elsewhere' ? null : listing
    },
  }
}

function readSubmission(answer: OutsideAnswer): Answered<{ readonly submissionId: string | null }> {
  const parsed = wireSubmission.safeParse(parseJson(answer.text))
  if (!parsed.success) throw unknownShape('patchListingsItem', answer, 'ANSWER_UNREADABLE', true)
  const { status, submissionId, issues } = parsed.data
  if (status === 'ACCEPTED') return { kind: 'done', submissionId: submissionId || null }
  const issue = worstOf(issues ?? [])
  const text = plainWords(issue?.message ?? `Amazon answered ${status}.`)
  return { kind: 'refused', code: issue?.code || status, text }
}

/** The first that is an error, else the first. */
export function worstOf<Issue extends WireIssue>(issues: readonly Issue[]): Issue | undefined {
  return issues.find(({ severity }) => severity === 'ERROR') ?? issues[0]
}
