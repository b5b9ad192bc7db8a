/**
 * Builds what reconcile needs of one connection: clients over the door, policy from its settings,
 * buckets. Clients live as long as the process; the policy is read anew, so that a changed setting
 * changes the next decision.
 */

import type { Secrets } from '../config/secrets.ts'
import { type Settings, settingsShape } from '../config/settings.ts'
import { type AccountId, id, type LocationGid } from '../core/ids.ts'
import type { ImportPolicy } from '../core/orders/policy.ts'
import type { Door, LearntLimit, Monotonic, TokenStore } from '../core/ports.ts'
import { createAmazonClient } from '../platforms/amazon/client.ts'
import { createShopifyClient } from '../platforms/shopify/client.ts'
import type { Account, AmazonPort } from '../reconcile/account.ts'
import type { Terms } from '../store/budgets.ts'
import {
  type Connection,
  type CredentialName,
  type NoticeSecretName,
  readCredential,
  readToken,
  saveToken,
} from '../store/connections.ts'
import type { Database } from '../store/pool.ts'
import { joinAmazonLife } from './amazon.ts'
import { joinCatalogue } from './catalogue.ts'
import type { Clients } from './clients.ts'
import { lifePolicyOf, watchTermsOf } from './life-policy.ts'
import { createSealing } from './sealing.ts'
import { settleMsOf } from './settle-time.ts'
import { joinShopify, joinShopifyLife, shopifyCost } from './shopify.ts'
import { joinStock } from './stock.ts'

export type ClientParts = {
  readonly db: Database
  readonly door: Door
  readonly secrets: Secrets
  readonly monotonic: Monotonic
  readonly worldNowMs: () => number
  readonly heard: (bucket: string, limit: LearntLimit) => void
  /** Instead of the tokens that all processes share: doctor asks for its own. */
  readonly tokens?: TokenStore
}

export const userAgent = 'Crossdock/0.1 (Language=TypeScript)'
const minuteMs = 60_000
const hourMs = 3_600_000
const overlapMs = 15 * minuteMs
const indexMaxAgeMs = 15 * minuteMs
const sendBeforeMs = 2_000
const answerByMs = 10_000

export type SecretOf = (name: CredentialName) => Promise<string | null>

/** The stored credentials of an account, opened one at a time. */
export function storedSecrets(parts: ClientParts, accountId: AccountId): SecretOf {
  return async (name) => {
    const sealed = await readCredential(parts.db, accountId, name)
    return sealed === null ? null : parts.secrets.open(sealed, credentialAad(accountId, name))
  }
}

export function credentialAad(
  accountId: AccountId,
  name: CredentialName | NoticeSecretName,
): string {
  return `credential:${accountId}:${name}`
}

export async function createClients(
  parts: ClientParts,
  connection: Pick<Connection, 'accountId' | 'amazon' | 'shopify'>,
  secret: SecretOf,
): Promise<Clients> {
  const { accountId, amazon, shopify } = connection
  const buckets = bucketsOf(connection)
  const tokens = parts.tokens ?? tokenStore(parts, accountId)
  const common = { door: parts.door, monotonic: parts.monotonic, nowMs: parts.worldNowMs }
  const fixed = await secret('shopify-token')
  return {
    buckets,
    door: parts.door,
    amazon: createAmazonClient({
      ...common,
      lwaUrl: amazon.lwaUrl,
      apiUrl: amazon.apiUrl,
      userAgent,
      credentials: {
        clientId: amazon.clientId,
        clientSecret: (await secret('amazon-secret')) ?? '',
        refreshToken: (await secret('amazon-refresh-token')) ?? '',
      },
      onLimit: (limit) => {
        const bucket = bucketFor(buckets, limit.operation)
        if (bucket !== undefined) parts.heard(bucket, limit)
      },
      tokenStore: {
        get: async (name) => {
          const stored = await tokens.get(`amazon-${name}`)
          return stored && { accessToken: stored.token, expiresAtMs: stored.expiresAtMs }
        },
        put: (name, token) => tokens.put(`amazon-${name}`, token.accessToken, token.expiresAtMs),
      },
    }),
    shopify: createShopifyClient({
      ...common,
      shopUrl: shopify.apiUrl,
      credentials:
        fixed === null
          ? {
              kind: 'client-credentials',
              clientId: shopify.clientId ?? '',
              clientSecret: (await secret('shopify-secret')) ?? '',
            }
          : { kind: 'fixed', token: fixed },
      onLimit: (limit) => parts.heard(buckets.shopify, limit),
      tokens,
    }),
  }
}

function tokenStore(parts: ClientParts, accountId: AccountId): TokenStore {
  const aad = (kind: string) => `token:${accountId}:${kind}`
  return {
    async get(kind) {
      const stored = await readToken(parts.db, accountId, kind)
      if (stored === null) return null
      const token = parts.secrets.open(stored.sealed, aad(kind))
      return { token, expiresAtMs: stored.expiresAtMs }
    },
    async put(kind, token, expiresAtMs) {
      const sealed = parts.secrets.seal(token, aad(kind))
      await saveToken(parts.db, accountId, kind, { sealed, expiresAtMs: Math.round(expiresAtMs) })
    },
  }
}

function bucketsOf({
  accountId,
  amazon,
  shopify,
}: Pick<Connection, 'accountId' | 'amazon' | 'shopify'>): Account['buckets'] {
  const base = `amazon:${amazon.clientId}:${accountId}:${amazon.region}`
  return {
    getOrder: `${base}:getOrder`,
    searchOrders: `${base}:searchOrders`,
    confirmShipment: `${base}:confirmShipment`,
    cancelOrder: `${base}:cancelOrder`,
    createFeedDocument: `${base}:createFeedDocument`,
    createFeed: `${base}:createFeed`,
    getFeed: `${base}:getFeed`,
    getFeeds: `${base}:getFeeds`,
    getFeedDocument: `${base}:getFeedDocument`,
    listTransactions: `${base}:listTransactions`,
    solicitations: `${base}:solicitations`,
    createReport: `${base}:createReport`,
    getReport: `${base}:getReport`,
    getReportDocument: `${base}:getReportDocument`,
    searchListingsItems: `${base}:searchListingsItems`,
    getListingsItem: `${base}:getListingsItem`,
    patchListingsItem: `${base}:patchListingsItem`,
    getInventorySummaries: `${base}:getInventorySummaries`,
    shopify: `shopify:${shopify.clientId ?? 'token'}:${shopify.shop}`,
  }
}

/** The bucket of an Amazon operation, by its name; undefined for calls that no budget governs. */
function bucketFor(buckets: Account['buckets'], operation: string): string | undefined {
  const named: Readonly<Record<string, string>> = buckets
  return operation === 'shopify' ? undefined : named[operation]
}

/** Default quotas of Amazon's operations (models of 2026-08-05). */
const amazonDefaults: Readonly<Record<string, Terms>> = {
  getOrder: { ratePerS: 0.5, capacity: 30 },
  searchOrders: { ratePerS: 0.0056, capacity: 20 },
  confirmShipment: { ratePerS: 2, capacity: 10 },
  cancelOrder: { ratePerS: 1, capacity: 5 },
  createFeedDocument: { ratePerS: 0.5, capacity: 15 },
  createFeed: { ratePerS: 0.0083, capacity: 15 },
  getFeed: { ratePerS: 2, capacity: 15 },
  getFeeds: { ratePerS: 0.0222, capacity: 10 },
  getFeedDocument: { ratePerS: 0.0222, capacity: 10 },
  listTransactions: { ratePerS: 0.5, capacity: 10 },
  solicitations: { ratePerS: 1, capacity: 5 },
  createReport: { ratePerS: 0.0167, capacity: 15 },
  getReport: { ratePerS: 2, capacity: 15 },
  getReportDocument: { ratePerS: 0.0167, capacity: 15 },
  searchListingsItems: { ratePerS: 5, capacity: 5 },
  getListingsItem: { ratePerS: 5, capacity: 5 },
  patchListingsItem: { ratePerS: 5, capacity: 5 },
  getInventorySummaries: { ratePerS: 2, capacity: 2 },
}

/** What is known of a bucket before its platform has said anything: the documented defaults. */
export function openingTerms(bucket: string): Terms | undefined {
  const operation = bucket.slice(bucket.lastIndexOf(':') + 1)
  const terms = amazonDefaults[operation]
  if (bucket.startsWith('amazon:') && terms !== undefined) return terms
  if (bucket.startsWith('shopify:')) return { ratePerS: 100, capacity: 2_000 }
  return undefined
}

let lastRead: { readonly text: string; readonly settings: Settings } | undefined

/** Read for every run of a key, and seldom changed: what was read last is not checked again. */
function settingsOf(connection: Pick<Connection, 'settings'>): Settings {
  const text = JSON.stringify(connection.settings)
  if (lastRead?.text !== text)
    lastRead = { text, settings: settingsShape.parse(connection.settings) }
  return lastRead.settings
}

/** Joins clients and settings into the account that reconcile works with. */
export function accountOf(
  connection: Connection,
  clients: Clients,
  secrets: Secrets,
  amazonPort: AmazonPort,
): Account {
  const settings = settingsOf(connection)
  const settleMs = settleMsOf(connection, settings.intake.settleSeconds)
  const hearsAmazon = connection.amazon.queueUrl !== null
  return {
    accountId: connection.accountId,
    policy: { ...policyOf(connection, settings), life: lifePolicyOf(settings, hearsAmazon) },
    sellerId: connection.amazon.sellerId,
    epoch: connection.epoch,
    watch: watchTermsOf(settings),
    timing: { sendBeforeMs, answerByMs, settleMs },
    amazon: amazonPort,
    amazonLife: joinAmazonLife(clients.amazon),
    catalogue: joinCatalogue(clients),
    shopify: joinShopify(clients.shopify, firstLocation(settings)),
    shopifyLife: joinShopifyLife(clients.shopify, (text) =>
      secrets.hmacOf('text', text).toString('hex'),
    ),
    stock: joinStock(settings, clients),
    sealing: createSealing(secrets),
    buckets: clients.buckets,
    shopifyCost,
    polling: {
      everyMs: settings.intake.pollSeconds * 1_000,
      shopEveryMs: settings.intake.shopPollSeconds * 1_000,
      overlapMs,
      pagesMax: settings.intake.pagesPerRun,
      feedGatherMs: settings.intake.feedGatherSeconds * 1_000,
      feedAskMs: settings.intake.feedAskSeconds.map((seconds) => seconds * 1_000),
    },
  }
}

function firstLocation(settings: Settings): LocationGid | null {
  const [first] = settings.fulfillment.locations
  return first === undefined ? null : id('LocationGid', first)
}

export function policyOf(connection: Connection, settings: Settings): ImportPolicy {
  const { import: imports, fulfillment, stock } = settings
  const claimHours = stock.claimBeforeShipByHours
  return {
    lane: imports.lane,
    importOn: imports.on,
    fba: fulfillment.fba,
    stock: stock.whenShort,
    claimBeforeShipByMs: claimHours === null ? null : claimHours * hourMs,
    mappingFirst: imports.mappingFirst,
    unmapped: imports.unmapped,
    customer: imports.customer,
    gateway: imports.gateway,
    methods: settings.ship.methods,
    personalWaitMs: imports.addressWaitMinutes * minuteMs,
    chosenLocations: fulfillment.locations.map((gid) => id('LocationGid', gid)),
    outsideLocation: fulfillment.outside,
    connectedAtMs: connection.connectedAtMs,
    backfills: [],
    indexMaxAgeMs,
    readsAllOrders: connection.shopify.readsAllOrders,
    marketplaces: connection.amazon.marketplaceIds.map((text) => id('MarketplaceId', text)),
    sellerCentralHost: 'sellercentral.amazon.com',
  }
}
