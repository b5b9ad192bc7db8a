/**
 * FBA Inventory v1 (model of 2026-08-05): pages of 50 with a token that lives 30 seconds of world time and goes only with the
 * startDateTime that it came with. Either of two roles suffices; which is needed is unproven.
 */
import { z } from 'zod'
import { invalidInput, unauthorized } from '../answers.ts'
import { listOf, timeOf } from '../list-query.ts'
import type { Call, Operation } from '../operation.ts'
import type { AmazonWorld } from '../world.ts'
import type { FbaStock } from './fba-stock.ts'

export const fbaInventory: Operation = {
  name: 'getInventorySummaries',
  method: 'GET',
  path: /^\/fba\/inventory\/v1\/summaries$/,
  plan: { ratePerSecond: 2, burst: 2 },
  token: 'seller',
  run: getSummaries,
  ownFaults: ['half-page', 'stale-read'],
  refusal: () => invalidInput('Invalid input'),
}

const pageSize = 50
const tokenLifeMs = 30_000
const mostMonths = 18

function getSummaries({ world, request, fault }: Call): unknown {
  checkRole(world)
  const { query } = request
  const marketplaceId = readMarketplace(query, world)
  const wanted = readFilter(query, world)
  const nowMs = world.clock.nowMs()
  const startDateTime = query.get('startDateTime') ?? ''
  const offset = readToken(query.get('nextToken'), { marketplaceId, startDateTime, nowMs })
  const { fba, store } = world.listings
  const rows = [...fba.all()].filter(
    (one) => wanted(one) && store.get(one.sku)?.marketplaceIds.includes(marketplaceId) === true,
  )
  const size = fault?.fault === 'half-page' ? pageSize / 2 : pageSize
  const page = rows.slice(offset, offset + size)
  const next = offset + page.length
  const token = { at: next, marketplaceId, startDateTime, issuedMs: nowMs }
  const details = query.get('details') === 'true'
  const seen = (one: FbaStock): FbaStock =>
    fault?.fault === 'stale-read' ? (fba.getPrevious(one.sku) ?? one) : one
  return {
    ...(next < rows.length
      ? { pagination: { nextToken: Buffer.from(JSON.stringify(token)).toString('base64url') } }
      : {}),
    payload: {
      granularity: { granularityType: 'Marketplace', granularityId: marketplaceId },
      inventorySummaries: page.map((one) => summary(seen(one), details)),
    },
  }
}

function checkRole(world: AmazonWorld): void {
  const { accountKind, amazonFulfillmentRole, productListingRole } = world.settings()
  const mayRead = amazonFulfillmentRole || productListingRole
  if (accountKind === 'vendor' || !mayRead) throw unauthorized('')
}

function readMarketplace(query: URLSearchParams, world: AmazonWorld): string {
  const [id, ...more] = listOf(query, 'marketplaceIds')
  if (query.get('granularityType') !== 'Marketplace') throw wrong('granularityType')
  if (id === undefined || more.length > 0) throw wrong('marketplaceIds')
  if (query.get('granularityId') !== id) throw wrong('granularityId')
  if (!world.settings().participations.includes(id)) throw wrong('marketplaceIds')
  return id
}

/** With a start time the SKUs are ignored. */
function readFilter(query: URLSearchParams, world: AmazonWorld): (one: FbaStock) => boolean {
  const startMs = timeOf(query, 'startDateTime')
  const skus = listOf(query, 'sellerSkus')
  if (skus.length > 50) throw wrong('sellerSkus')
  if (startMs !== undefined) {
    const oldest = new Date(world.clock.nowMs())
    oldest.setUTCMonth(oldest.getUTCMonth() - mostMonths)
    if (startMs < oldest.getTime()) throw wrong('startDateTime')
    return ({ updatedMs }) => updatedMs >= startMs
  }
  const one = query.get('sellerSku')
  const named = skus.length > 0 ? skus : one === null ? [] : [one]
  return named.length === 0 ? () => true : ({ sku }) => named.includes(sku)
}

const tokenSchema = z.object({
  at: z.int(),
  marketplaceId: z.string(),
  startDateTime: z.string(),
  issuedMs: z.int(),
})

function readToken(
  text: string | null,
  now: { readonly marketplaceId: string; readonly startDateTime: string; readonly nowMs: number },
): number {
  if (text === null) return 0
  let token: z.infer<typeof tokenSchema>
  try {
    token = tokenSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw wrong('nextToken')
  }
  if (token.issuedMs + tokenLifeMs < now.nowMs) throw invalidInput('The nextToken has expired.')
  const isSame =
    token.marketplaceId === now.marketplaceId && token.startDateTime === now.startDateTime
  if (!isSame) throw wrong('nextToken')
  return token.at
}

function wrong(name: string): Error {
  return invalidInput('Invalid input', `${name} is missing or invalid.`)
}

function summary(stock: FbaStock, details: boolean): unknown {
  const { pendingCustomerOrder, pendingTransshipment, fcProcessing } = stock
  const reserved = pendingCustomerOrder + pendingTransshipment + fcProcessing
  const unfulfillable = stock.customerDamaged + stock.warehouseDamaged
  const inbound = stock.inboundWorking + stock.inboundShipped + stock.inboundReceiving
  const total = stock.fulfillable + reserved + unfulfillable + inbound + stock.researching
  return {
    asin: stock.asin,
    fnSku: stock.fnSku,
    sellerSku: stock.sku,
    condition: 'NewItem',
    ...(details ? { inventoryDetails: detailsOf(stock, reserved, unfulfillable) } : {}),
    lastUpdatedTime: new Date(stock.updatedMs).toISOString(),
    productName: stock.title,
    totalQuantity: total,
    stores: [],
  }
}

function detailsOf(stock: FbaStock, reserved: number, unfulfillable: number): unknown {
  return {
    fulfillableQuantity: stock.fulfillable,
    inboundWorkingQuantity: stock.inboundWorking,
    inboundShippedQuantity: stock.inboundShipped,
    inboundReceivingQuantity: stock.inboundReceiving,
    reservedQuantity: {
      totalReservedQuantity: reserved,
      pendingCustomerOrderQuantity: stock.pendingCustomerOrder,
      pendingTransshipmentQuantity: stock.pendingTransshipment,
      fcProcessingQuantity: stock.fcProcessing,
    },
    researchingQuantity: {
      totalResearchingQuantity: stock.researching,
      researchingQuantityBreakdown: [
        { name: 'researchingQuantityInShortTerm', quantity: stock.researching },
        { name: 'researchingQuantityInMidTerm', quantity: 0 },
        { name: 'researchingQuantityInLongTerm', quantity: 0 },
      ],
    },
    unfulfillableQuantity: {
      totalUnfulfillableQuantity: unfulfillable,
      customerDamagedQuantity: stock.customerDamaged,
      warehouseDamagedQuantity: stock.warehouseDamaged,
      distributorDamagedQuantity: 0,
      carrierDamagedQuantity: 0,
      defectiveQuantity: 0,
      expiredQuantity: 0,
    },
  }
}
