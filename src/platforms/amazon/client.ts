/**
 * The Amazon client of one connection: all calls that Crossdock makes to the Selling Partner API, through
 * the door. It throws PlatformError and nothing else that a platform could cause.
 */
import type { Deadlines, Door, LearntLimit, Monotonic } from '../../core/ports.ts'
import { createAmazonCall } from './call.ts'
import { createIncludedData } from './datasets.ts'
import { createDocuments } from './documents.ts'
import { type AmazonFbaInventory, createAmazonFbaInventory } from './fba-inventory.ts'
import { createJsonCall } from './json-call.ts'
import { type AmazonLife, createAmazonLife } from './life.ts'
import { type AmazonListings, createAmazonListings } from './listings.ts'
import { type AmazonListingsReport, createAmazonListingsReport } from './listings-report.ts'
import {
  createAmazonNotifications,
  type NotificationType,
  type SubscriptionState,
} from './notifications.ts'
import { type AmazonOrders, createAmazonOrders } from './orders.ts'
import { createAmazonSellers, type SellerAccount } from './sellers.ts'
import { type AmazonStock, createAmazonStock } from './stock.ts'
import { type AmazonStockFeeds, createAmazonStockFeeds } from './stock-feeds.ts'
import { type AmazonCredentials, createTokens, type TokenStore } from './token.ts'

export type AmazonClient = AmazonOrders & {
  readonly life: AmazonLife
  readonly listings: AmazonListings & AmazonListingsReport
  readonly stock: AmazonStock & AmazonStockFeeds & AmazonFbaInventory
  readAccount(): Promise<SellerAccount>
  ensureOrderChangeSubscription(asked: { readonly queueArn: string }): Promise<SubscriptionState>
  ensureSubscription(asked: {
    readonly type: NotificationType
    readonly queueArn: string
  }): Promise<SubscriptionState>
}

export type AmazonClientParts = {
  readonly door: Door
  readonly lwaUrl: string
  /** Without a slash at its end, `https://sellingpartnerapi-eu.amazon.com`. */
  readonly apiUrl: string
  readonly credentials: AmazonCredentials
  readonly monotonic: Monotonic
  /** World time. */
  readonly nowMs: () => number
  readonly onLimit: (limit: LearntLimit) => void
  /** Amazon's policy asks for one: `Crossdock/0.1 (Language=TypeScript)`. */
  readonly userAgent: string
  readonly tokenStore?: TokenStore
  /** A combination of datasets was refused, so one call was made that no budget granted. */
  readonly onExtraCall?: (operation: 'getOrder' | 'searchOrders') => void
}

const sendWithinMs = 5_000
const answerWithinMs = 15_000

export function createAmazonClient(parts: AmazonClientParts): AmazonClient {
  const { door, monotonic, nowMs, userAgent, onLimit } = parts
  const apiUrl = parts.apiUrl.replace(/\/+$/, '')
  const tokens = createTokens({
    door,
    lwaUrl: parts.lwaUrl,
    credentials: parts.credentials,
    monotonic,
    nowMs,
    userAgent,
    ...(parts.tokenStore === undefined ? {} : { store: parts.tokenStore }),
  })
  const call = createAmazonCall({ door, tokens, userAgent, onLimit })
  const dataFor = (operation: 'getOrder' | 'searchOrders') =>
    createIncludedData({ nowMs, onRefused: () => parts.onExtraCall?.(operation) })
  const sellers = createAmazonSellers(call, apiUrl)
  const notifications = createAmazonNotifications(call, apiUrl)
  const newDeadlines = (): Deadlines => {
    const startMs = monotonic.nowMs()
    return { sendBeforeMs: startMs + sendWithinMs, answerByMs: startMs + answerWithinMs }
  }
  return {
    ...createAmazonOrders({
      call,
      apiUrl,
      getOrderData: dataFor('getOrder'),
      searchData: dataFor('searchOrders'),
    }),
    life: createAmazonLife({ call, door, apiUrl }),
    stock: {
      ...createAmazonStock(call, apiUrl),
      ...createAmazonFbaInventory(call, apiUrl),
      ...createAmazonStockFeeds(createJsonCall(call, apiUrl), createDocuments(door)),
    },
    listings: {
      ...createAmazonListings(call, apiUrl),
      ...createAmazonListingsReport(createJsonCall(call, apiUrl), createDocuments(door)),
    },
    readAccount: () => sellers.readAccount(newDeadlines),
    ensureOrderChangeSubscription: ({ queueArn }) =>
      notifications.ensureSubscription('ORDER_CHANGE', queueArn, newDeadlines),
    ensureSubscription: ({ type, queueArn }) =>
      notifications.ensureSubscription(type, queueArn, newDeadlines),
  }
}
