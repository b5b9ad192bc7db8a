/**
 * Reading orders: one by id (0.5/s, burst 30) or a page of up to 100 (one in 178 s, burst 20). Every
 * order of an answer becomes its own reading. It must not decide anything about an order.
 * Source: Orders API 2026-01-01 (model commit 34dc93fe, 2026-08-05).
 */
import { OrdersApi } from '@sp-api-sdk/orders-api-2026-01-01'
import type { AmazonOrderId, MarketplaceId } from '../../core/ids.ts'
import type { AmazonReading } from '../../core/orders/amazon-reading.ts'
import type { Deadlines, OutsideAnswer } from '../../core/ports.ts'
import { unknownShape } from './answer-error.ts'
import type { AmazonCall, CallFacts } from './call.ts'
import type { WithIncludedData } from './datasets.ts'
import { answerOf, createSdkAxios, throughCall } from './sdk-adapter.ts'
import { readOrder } from './translate/reading.ts'
import { parseJson, wireOrderAnswer, wireOrderPage } from './wire/answers.ts'

/** Bounds are inclusive; a `…BeforeMs` must lie at least 2 minutes before now (world time). */
export type OrderWindow =
  | { readonly lastUpdatedAfterMs: number; readonly lastUpdatedBeforeMs?: number }
  | { readonly createdAfterMs: number; readonly createdBeforeMs?: number }

export type OrderSearch = OrderWindow & {
  readonly marketplaceIds?: readonly MarketplaceId[]
  /** Only orders that still wait for something: pending, unshipped, partially shipped. */
  readonly openOnly?: boolean
  /** Of the page before; it lives 24 h, and all else must be as it was then. */
  readonly token?: string
  readonly pageSize?: number
}

export type OrderPage = {
  readonly readings: readonly AmazonReading[]
  readonly nextToken: string | null
  /** Amazon's own upper bound: the next watermark. Without an echo the window's start, which loses nothing. */
  readonly boundMs: number
}

export type AmazonOrders = {
  /** Throws PlatformError; `rejected` with `NotFound` when Amazon knows no such order. */
  getOrder(orderId: AmazonOrderId, deadlines: Deadlines): Promise<AmazonReading>
  searchOrders(search: OrderSearch, deadlines: Deadlines): Promise<OrderPage>
}

export function createAmazonOrders(parts: {
  readonly call: AmazonCall
  readonly apiUrl: string
  readonly getOrderData: WithIncludedData
  readonly searchData: WithIncludedData
}): AmazonOrders {
  const api = new OrdersApi(undefined, parts.apiUrl, createSdkAxios())
  return {
    async getOrder(orderId, deadlines) {
      const through = throughCall(parts.call, factsOf('getOrder', deadlines))
      const { answer, lacking } = await parts.getOrderData((includedData) =>
        answerOf(api.getOrder({ orderId, includedData }, through)),
      )
      const parsed = wireOrderAnswer.safeParse(parseJson(answer.text))
      if (!parsed.success || parsed.data.order === undefined) {
        throw unknownShape('getOrder', answer, 'ORDER_ANSWER_UNREADABLE')
      }
      return readOrder(parsed.data.order, lacking)
    },
    async searchOrders(search, deadlines) {
      const through = throughCall(parts.call, factsOf('searchOrders', deadlines))
      const { answer, lacking } = await parts.searchData((includedData) =>
        answerOf(api.searchOrders({ ...queryOf(search), includedData }, through)),
      )
      return readPage(search, answer, lacking)
    },
  }
}

function factsOf(operation: string, deadlines: Deadlines): CallFacts {
  return { operation, writes: false, grant: 'seller', deadlines }
}

function readPage(
  search: OrderSearch,
  answer: OutsideAnswer,
  lacking: readonly string[],
): OrderPage {
  const parsed = wireOrderPage.safeParse(parseJson(answer.text))
  if (!parsed.success) throw unknownShape('searchOrders', answer, 'ORDER_PAGE_UNREADABLE')
  const { orders, pagination, lastUpdatedBefore, createdBefore } = parsed.data
  const echoed = 'createdAfterMs' in search ? createdBefore : lastUpdatedBefore
  return {
    readings: orders.map((order) => readOrder(order, lacking)),
    nextToken: pagination?.nextToken || null,
    boundMs: echoed ?? startOf(search),
  }
}

function startOf(search: OrderWindow): number {
  return 'createdAfterMs' in search ? search.createdAfterMs : search.lastUpdatedAfterMs
}

const openStatuses = ['PENDING_AVAILABILITY', 'PENDING', 'UNSHIPPED', 'PARTIALLY_SHIPPED'] as const

function queryOf(search: OrderSearch) {
  return {
    ...windowOf(search),
    ...(search.marketplaceIds ? { marketplaceIds: [...search.marketplaceIds] } : {}),
    ...(search.token === undefined ? {} : { paginationToken: search.token }),
    ...(search.openOnly === true ? { fulfillmentStatuses: [...openStatuses] } : {}),
    maxResultsPerPage: search.pageSize ?? 100,
  }
}

function windowOf(search: OrderWindow) {
  if ('createdAfterMs' in search) {
    const { createdAfterMs, createdBeforeMs } = search
    return { createdAfter: iso(createdAfterMs), ...optional('createdBefore', createdBeforeMs) }
  }
  const { lastUpdatedAfterMs, lastUpdatedBeforeMs } = search
  return {
    lastUpdatedAfter: iso(lastUpdatedAfterMs),
    ...optional('lastUpdatedBefore', lastUpdatedBeforeMs),
  }
}

function optional(name: 'createdBefore' | 'lastUpdatedBefore', timeMs: number | undefined) {
  return timeMs === undefined ? {} : { [name]: iso(timeMs) }
}

function iso(timeMs: number): string {
  return new Date(timeMs).toISOString()
}
