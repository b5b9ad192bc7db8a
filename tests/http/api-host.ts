/**
 * The API on a port of its own over a fresh database, with a connected account, a key of each role, and
 * ways to put orders into its books without any platform.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { createSecrets } from '../../src/config/secrets.ts'
import { type AmazonOrderId, id } from '../../src/core/ids.ts'
import type { AmazonOrder } from '../../src/core/orders/amazon-order.ts'
import type { HttpParts } from '../../src/http/parts.ts'
import { serveHttp } from '../../src/http/serve-http.ts'
import type { LogFields } from '../../src/log.ts'
import { credentialAad } from '../../src/main/account.ts'
import { type HttpPlace, httpParts } from '../../src/main/http-parts.ts'
import { rawAad } from '../../src/main/sealing.ts'
import { type Actor, type Role, roles } from '../../src/operations/actor.ts'
import { createApiKey } from '../../src/operations/keys/create-api-key.ts'
import type { OperationDeps } from '../../src/operations/operation-deps.ts'
import { saveConnection, saveCredential } from '../../src/store/connections.ts'
import { saveReadings } from '../../src/store/orders.ts'
import { type Outcome, saveOutcomes } from '../../src/store/outcomes.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { amazonOrder } from '../support/order-samples.ts'

export const accountId = id('AccountId', 'main')
export const owner: Actor = { kind: 'cli', user: 'anna' }
export const webhookSecret = 'shpss_test'

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests assert.
  readonly json: any
}

export type ApiHost = {
  readonly url: string
  readonly database: FreshDatabase
  readonly deps: OperationDeps
  readonly parts: HttpParts
  readonly keys: Readonly<Record<Role, string>>
  /** What was logged, for tests that ask what is not said. */
  readonly logged: { readonly sentence: string; readonly fields: LogFields | undefined }[]
  ask(method: string, path: string, more?: AskMore): Promise<Answer>
  store(order: StoredOrder): Promise<AmazonOrderId>
  close(): Promise<void>
}

export type AskMore = {
  readonly as?: Role | 'nobody' | { readonly token: string }
  readonly body?: unknown
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
}

export type StoredOrder = {
  readonly order?: Partial<AmazonOrder>
  readonly outcome?: Partial<Outcome>
  /** A buyer's name and postcode, as they would come from Amazon. */
  readonly buyer?: { readonly name: string; readonly postcode: string }
}

export async function startApi(place: HttpPlace = {}): Promise<ApiHost> {
  const database = await freshDatabase()
  const { db } = database
  const deps = { db, newId: randomUUID }
  const secrets = createSecrets([randomBytes(32)])
  await connectAccount(
    database,
    secrets.seal(webhookSecret, credentialAad(accountId, 'shopify-secret')),
  )
  const logged: ApiHost['logged'] = []
  const note = (sentence: string, fields?: LogFields) => void logged.push({ sentence, fields })
  const log = { debug: note, info: note, warn: note, error: note }
  const parts = { db, secrets } as Parameters<typeof httpParts>[0]['parts']
  const http = httpParts({ db, databaseUrl: database.url, secrets, log, parts }, place)
  const served = await serveHttp(http, { host: '127.0.0.1', port: 0 })
  const keys = { owner: '', operator: '', viewer: '' }
  for (const role of roles) {
    keys[role] = (await createApiKey(deps, owner, { accountId, name: role, role })).token
  }
  return {
    url: served.url,
    database,
    deps,
    parts: http,
    keys,
    logged,
    ask: askAt(served.url, keys),
    async store({ order: over = {}, outcome, buyer }) {
      const order = amazonOrder(over)
      const raw = JSON.stringify({ orderId: order.orderId, recipient: buyer ?? null })
      await saveReadings(db, accountId, [
        {
          orderId: order.orderId,
          order,
          unreadablePaths: null,
          personalState: 'complete',
          personal: {
            sealed: null,
            purgeAfterMs: null,
            rawSealed: secrets.seal(raw, rawAad(order.orderId)),
            nameHmac: buyer === undefined ? null : secrets.hmacOf('name', buyer.name),
            postcodeHmac: buyer === undefined ? null : secrets.hmacOf('postcode', buyer.postcode),
          },
        },
      ])
      if (outcome !== undefined) {
        await saveOutcomes(db, accountId, [{ ...resting(order.orderId), ...outcome }])
      }
      return order.orderId
    },
    async close() {
      await served.close()
      await database.drop()
    },
  }
}

function resting(orderId: AmazonOrderId): Outcome {
  const nothing = { detail: null, againAtMs: null, shopifyGid: null, shopifyName: null }
  return { orderId, outcome: 'resting', reason: 'PENDING', ...nothing }
}

async function connectAccount({ db }: FreshDatabase, sealedSecret: Uint8Array): Promise<void> {
  await saveCredential(db, accountId, 'shopify-secret', sealedSecret)
  await saveConnection(db, {
    accountId,
    amazon: {
      sellerId: null,
      region: 'eu',
      apiUrl: 'https://amazon.example',
      lwaUrl: 'https://lwa.example',
      clientId: 'client',
      marketplaceIds: ['A1PA6795UKMFR9'],
      queueUrl: null,
    },
    shopify: {
      shop: 'nordvik.myshopify.com',
      apiUrl: 'https://nordvik.myshopify.com',
      clientId: 'client',
      currency: 'EUR',
      readsAllOrders: false,
    },
    settings: {},
  })
}

/** Asks a server with the keys of each role. */
export function askAt(url: string, keys: Readonly<Record<Role, string>>): ApiHost['ask'] {
  return (method, path, more = {}) => ask(url, keys, method, path, more)
}

async function ask(
  url: string,
  keys: Readonly<Record<Role, string>>,
  method: string,
  path: string,
  { as = 'viewer', body, text, headers = {} }: AskMore,
): Promise<Answer> {
  const token = as === 'nobody' ? null : typeof as === 'object' ? as.token : keys[as]
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined && text === undefined ? {} : { body: text ?? JSON.stringify(body) }),
  })
  const said = await answer.text()
  return { status: answer.status, headers: answer.headers, text: said, json: jsonOf(said) }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Ids 306-0000001-0000000, 306-0000002-0000000, … */
export function numberedId(number: number): AmazonOrderId {
  return id('AmazonOrderId', `306-${`${number}`.padStart(7, '0')}-0000000`)
}
