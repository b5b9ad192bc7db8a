/** The simulated Shopify shop behind a real port, with Shopify's own GraphQL client, unmodified. */
import { createGraphQLClient, type ResponseErrors } from '@shopify/graphql-client'
import { serve } from '../../simulators/kit/serve-http.ts'
import { createSteppedClock, type WorldClock } from '../../simulators/kit/world-clock.ts'
import type { ShopifyOptions } from '../../simulators/shopify/options.ts'
import {
  createShopifySimulator,
  type ShopifySimulator,
} from '../../simulators/shopify/simulator.ts'

export type Reply = {
  readonly data: Record<string, unknown> | undefined
  readonly errors: ResponseErrors | undefined
  readonly cost: Cost | undefined
  readonly extensions: Record<string, unknown> | undefined
}

export type Cost = {
  readonly requestedQueryCost: number
  readonly actualQueryCost: number | null
  readonly throttleStatus: {
    readonly maximumAvailable: number
    readonly currentlyAvailable: number
    readonly restoreRate: number
  }
}

export type ShopifyHost = {
  readonly simulator: ShopifySimulator
  readonly clock: WorldClock
  readonly url: string
  /** Variant ids by SKU of the small catalogue that every host begins with. */
  readonly variants: Readonly<Record<string, string>>
  token(): Promise<string>
  /** By Shopify's client. */
  query(text: string, variables?: Record<string, unknown>): Promise<Reply>
  /** By plain fetch, for what the client does not show. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<RawReply>
  advance(ms: number): Promise<void>
  close(): Promise<void>
}

export type RawReply = {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

export const worldStartMs = Date.parse('2026-11-22T10:00:00.000Z')
export const graphqlPath = '/admin/api/2026-10/graphql.json'
const hosts: ShopifyHost[] = []

/** Two locations; MUG 10 + 4, HAT 0 and untracked GIFT. */
export async function openShopify(options: Partial<ShopifyOptions> = {}): Promise<ShopifyHost> {
  const clock = options.clock ?? createSteppedClock({ nowMs: worldStartMs })
  const simulator = createShopifySimulator({ seed: 7, ...options, clock })
  const variants = addCatalogue(simulator)
  const served = await serve(simulator, { port: 0 })
  const { url } = served
  const post: ShopifyHost['post'] = async (path, body, headers = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return { status: answer.status, headers: answer.headers, body: await answer.json() }
  }
  let current: Promise<string> | undefined
  const token = (): Promise<string> => {
    current ??= post('/admin/oauth/access_token', credentials(simulator)).then((answer) =>
      String((answer.body as Record<string, unknown>).access_token),
    )
    return current
  }
  const host: ShopifyHost = {
    simulator,
    clock,
    url,
    variants,
    token,
    post,
    async query(text, variables = {}) {
      const headers = {
        'x-shopify-access-token': await token(),
        'content-type': 'application/json',
      }
      const client = createGraphQLClient({ url: url + graphqlPath, headers, retries: 0 })
      const { data, errors, extensions } = await client.request(text, { variables })
      return { data, errors, extensions, cost: extensions?.cost as Cost | undefined }
    },
    advance: (ms) => clock.advanceTo(clock.nowMs() + ms),
    close: () => served.close(),
  }
  hosts.push(host)
  return host
}

/** The rows of a root connection in a reply. */
export function nodesOf<Row>(reply: Reply, name: string): Row[] {
  const connection = reply.data?.[name] as { nodes: Row[] } | undefined
  if (connection === undefined) throw new Error(`no ${name}: ${JSON.stringify(reply.errors)}`)
  return connection.nodes
}

/** Closes whatever a test file opened. */
export async function closeShopify(): Promise<void> {
  await Promise.all(hosts.splice(0).map((host) => host.close()))
}

export function credentials(simulator: ShopifySimulator): Record<string, string> {
  return {
    client_id: simulator.clientId,
    client_secret: simulator.clientSecret,
    grant_type: 'client_credentials',
  }
}

export function addCatalogue(simulator: ShopifySimulator): Record<string, string> {
  const { control } = simulator
  control.addLocation({ name: 'Warehouse' })
  control.addLocation({ name: 'Store' })
  const size = (value: string) => [{ name: 'Size', value }]
  const made = control.addProduct({
    title: 'Mug',
    variants: [
      { sku: 'MUG-S', price: '12.00', options: size('S'), stock: { Warehouse: 10, Store: 4 } },
      { sku: 'MUG-S-RED', price: '13.00', options: size('L'), stock: 3 },
      { sku: 'HAT', price: '20.00', options: size('None'), stock: 0 },
      { sku: 'GIFT', price: '5.00', options: size('Gift'), tracked: false },
      { sku: 'FREE', price: '8.00', options: size('Any'), stock: 0, policy: 'CONTINUE' },
    ],
  })
  const skus = ['MUG-S', 'MUG-S-RED', 'HAT', 'GIFT', 'FREE']
  return Object.fromEntries(skus.map((sku, at) => [sku, made.variantIds[at] ?? '']))
}
