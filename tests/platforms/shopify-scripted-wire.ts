/** A wire that answers what a test says, under the real door and the real client. */

import type { LearntLimit, OutsideAnswer, OutsideCall, TokenStore } from '../../src/core/ports.ts'
import { TransportError } from '../../src/core/ports.ts'
import { createDoor } from '../../src/platforms/http/door.ts'
import { createShopifyClient, type ShopifyClient } from '../../src/platforms/shopify/client.ts'
import type { ShopifyCredentials } from '../../src/platforms/shopify/token.ts'

export type Reply =
  | { readonly status: number; readonly text: string; readonly headers?: Record<string, string> }
  | 'not-sent'
  | 'lost'

export type ScriptedShop = {
  readonly client: ShopifyClient
  readonly calls: OutsideCall[]
  readonly limits: LearntLimit[]
  /** World time of the client. */
  readonly world: { nowMs: number }
}

export const deadlines = { sendBeforeMs: 2_000, answerByMs: 10_000 }
export const fixed: ShopifyCredentials = { kind: 'fixed', token: 'shpat_test' }

export function scriptedShop(
  reply: (call: OutsideCall) => Reply | Promise<Reply>,
  options: { credentials?: ShopifyCredentials; tokens?: TokenStore } = {},
): ScriptedShop {
  const calls: OutsideCall[] = []
  const limits: LearntLimit[] = []
  const world = { nowMs: 1_000_000 }
  const monotonic = { nowMs: () => 0 }
  const transport = async (call: OutsideCall): Promise<OutsideAnswer> => {
    calls.push(call)
    const answer = await reply(call)
    if (answer === 'not-sent') throw new TransportError({ sent: false, code: 'ECONNREFUSED' })
    if (answer === 'lost') throw new TransportError({ sent: true, code: 'ECONNRESET' })
    return { headers: {}, ...answer }
  }
  const client = createShopifyClient({
    door: createDoor({ transport, monotonic }),
    shopUrl: 'https://shop.example/',
    credentials: options.credentials ?? fixed,
    monotonic,
    nowMs: () => world.nowMs,
    onLimit: (limit) => limits.push(limit),
    ...(options.tokens === undefined ? {} : { tokens: options.tokens }),
  })
  return { client, calls, limits, world }
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return { status, text: JSON.stringify(body), headers }
}

export function cost(requested: number, available: number, actual: number | null = requested) {
  return {
    cost: {
      requestedQueryCost: requested,
      actualQueryCost: actual,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: available, restoreRate: 100 },
    },
  }
}

export const orderBody = {
  id: 'gid://shopify/Order/900',
  name: '#1001',
  createdAt: '2026-11-20T10:12:00Z',
  updatedAt: '2026-11-20T10:12:01Z',
  cancelledAt: null,
  closed: false,
  edited: false,
  displayFinancialStatus: 'PAID',
  displayFulfillmentStatus: 'UNFULFILLED',
  returnStatus: 'NO_RETURN',
  sourceIdentifier: '302-1234567-7654321',
  tags: ['Amazon'],
  app: { name: 'Crossdock' },
  totalPriceSet: { presentmentMoney: { amount: '29.99', currencyCode: 'EUR' } },
  amazonOrderId: { value: '302-1234567-7654321' },
  lineItems: {
    nodes: [
      {
        title: 'Enamel Mug',
        sku: 'MUG-1',
        quantity: 2,
        variant: { id: 'gid://shopify/ProductVariant/501' },
      },
    ],
    pageInfo: { hasNextPage: false, endCursor: null },
  },
  fulfillmentOrders: {
    nodes: [
      {
        id: 'gid://shopify/FulfillmentOrder/70',
        status: 'A_STATUS_OF_TOMORROW',
        assignedLocation: { location: { id: 'gid://shopify/Location/7' } },
      },
    ],
    pageInfo: { hasNextPage: false, endCursor: null },
  },
}

export const noTraces = { note: null, customAttributes: [], metafields: { nodes: [] } }
