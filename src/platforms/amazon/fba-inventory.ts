/**
 * What Amazon holds in its warehouses, a page at a time. A page's token lives 30 seconds and goes together with
 * the start time that it was asked with. It must not be used for what a merchant ships.
 * Source: FBA Inventory API v1 (model commit 34dc93fe, 2026-08-05); 2 calls a second.
 */
import { FbaInventoryApi } from '@sp-api-sdk/fba-inventory-api-v1'
import { id, type MarketplaceId, type SellerSku } from '../../core/ids.ts'
import type { Deadlines } from '../../core/ports.ts'
import { unknownShape } from './answer-error.ts'
import type { AmazonCall } from './call.ts'
import { answerOf, createSdkAxios, throughCall } from './sdk-adapter.ts'
import { parseJson } from './wire/answers.ts'
import { wireFbaPage } from './wire/stock.ts'

export type FbaQuestion = {
  readonly marketplaceId: MarketplaceId
  /** At most 50; null: all that Amazon has. */
  readonly skus: readonly SellerSku[] | null
  readonly token: string | null
}

export type FbaFigure = {
  readonly amazonSku: SellerSku
  readonly asin: string | null
  /** What can be picked and shipped now. */
  readonly fulfillable: number | null
  readonly reserved: number
  readonly inbound: number
  readonly unfulfillable: number
}

export type FbaPage = { readonly figures: readonly FbaFigure[]; readonly nextToken: string | null }

export type AmazonFbaInventory = {
  readFba(question: FbaQuestion, deadlines: Deadlines): Promise<FbaPage>
}

const operation = 'getInventorySummaries'

export function createAmazonFbaInventory(call: AmazonCall, apiUrl: string): AmazonFbaInventory {
  const api = new FbaInventoryApi(undefined, apiUrl, createSdkAxios())
  return {
    async readFba({ marketplaceId, skus, token }, deadlines) {
      const through = throughCall(call, { operation, writes: false, grant: 'seller', deadlines })
      const request = {
        ...{ granularityType: 'Marketplace' as const, granularityId: marketplaceId },
        ...{ marketplaceIds: [marketplaceId], details: true },
        ...(skus === null ? {} : { sellerSkus: [...skus] }),
        ...(token === null ? {} : { nextToken: token }),
      }
      const answer = await answerOf(api.getInventorySummaries(request, through))
      const parsed = wireFbaPage.safeParse(parseJson(answer.text))
      if (!parsed.success) throw unknownShape(operation, answer, 'FBA_PAGE_UNREADABLE')
      const { payload, pagination } = parsed.data
      const figures = payload.inventorySummaries.flatMap(figureOf)
      return { figures, nextToken: pagination?.nextToken || null }
    },
  }
}

type Summary = ReturnType<typeof wireFbaPage.parse>['payload']['inventorySummaries'][number]

function figureOf({ sellerSku, asin, inventoryDetails }: Summary): FbaFigure[] {
  if (!sellerSku) return []
  const details = inventoryDetails ?? {}
  const inbound = [
    details.inboundWorkingQuantity,
    details.inboundShippedQuantity,
    details.inboundReceivingQuantity,
  ]
  return [
    {
      amazonSku: id('SellerSku', sellerSku),
      asin: asin || null,
      fulfillable: details.fulfillableQuantity ?? null,
      reserved: details.reservedQuantity?.totalReservedQuantity ?? 0,
      inbound: inbound.reduce<number>((sum, units) => sum + (units ?? 0), 0),
      unfulfillable: details.unfulfillableQuantity?.totalUnfulfillableQuantity ?? 0,
    },
  ]
}
