/** Connects the account that the environment describes: builds the checks and seals the credentials. */
import { monotonic } from '../clock.ts'
import { ConfigurationError, type Env } from '../config/env.ts'
import { settingsShape } from '../config/settings.ts'
import { type AccountId, id } from '../core/ids.ts'
import type { TokenStore } from '../core/ports.ts'
import type { App } from '../main.ts'
import { type ConnectRequest, connect } from '../operations/connection/connect.ts'
import { ensureAmazonIdDefinition } from '../platforms/shopify/amazon-id-definition.ts'
import { checkShop } from '../platforms/shopify/shop-check.ts'
import { ensureWebhooks, importTopics } from '../platforms/shopify/webhook-subscriptions.ts'
import { readDeadlines } from '../reconcile/deadlines.ts'
import { nextNight } from '../reconcile/intake/nightly.ts'
import {
  amazonPollKey,
  catalogueKey,
  heldStockKey,
  nightlyKey,
  purgeKey,
  shopPollKey,
} from '../reconcile/keys.ts'
import { type CredentialName, readConnection } from '../store/connections.ts'
import { type Clients, createClients, credentialAad } from './account.ts'

export const defaultAccountId = id('AccountId', 'main')

const amazonHosts = {
  na: 'https://sellingpartnerapi-na.amazon.com',
  eu: 'https://sellingpartnerapi-eu.amazon.com',
  fe: 'https://sellingpartnerapi-fe.amazon.com',
} as const

/** True when the environment describes a connection at all. */
export function describesConnection(env: Env): boolean {
  return env.AMAZON_CLIENT_ID !== undefined && env.SHOPIFY_SHOP !== undefined
}

/** Throws OperationError, PlatformError or ConfigurationError; nothing is saved then. */
export async function connectFromEnv(
  app: App,
  env: Env,
  by: string,
  publicUrl: string | null = null,
): Promise<AccountId> {
  const accountId = defaultAccountId
  const secrets = secretsOf(env)
  const request = requestOf(app, env, secrets, by)
  const clients = await createClients(
    // The credentials themselves are checked: a token of before would hide a secret that is wrong now.
    { ...app.parts, tokens: noTokens },
    {
      accountId,
      amazon: { ...request.amazon, marketplaceIds: [] },
      shopify: { ...request.shopify, currency: null, readsAllOrders: false },
    },
    async (name) => secrets[name] ?? null,
  )
  await connect(
    app.db,
    request,
    {
      seller: async () => {
        const account = await clients.amazon.readAccount()
        return { ...account, plan: typeof account.plan === 'string' ? account.plan : null }
      },
      shop: () => checkShop(clients.shopify, readDeadlines(monotonic)),
    },
    [
      ...[shopPollKey, catalogueKey, amazonPollKey, heldStockKey, purgeKey].map((key) =>
        key(accountId),
      ),
      // Not at each start: a sweep spends Amazon's search quota, which the first poll needs.
      { ...nightlyKey(accountId), dueAtMs: nextNight(app.clock.nowMs()) },
    ],
  )
  await prepareShop(app, clients, env, accountId, publicUrl)
  return accountId
}

const noTokens: TokenStore = {
  get: async () => null,
  put: async () => undefined,
}

/** True when the account was connected before. */
export async function isConnected(app: App): Promise<boolean> {
  return (await readConnection(app.db, defaultAccountId)) !== null
}

/** What the platforms must hold for us; safe to repeat at each start. */
async function prepareShop(
  app: App,
  clients: Clients,
  env: Env,
  accountId: AccountId,
  publicUrl: string | null,
): Promise<void> {
  const definition = await ensureAmazonIdDefinition(clients.shopify, readDeadlines(monotonic))
  if (definition.is !== 'ready') {
    app.log.warn('the metafield for Amazon order ids is not usable; run crossdock doctor', {
      code: 'SHOPIFY_DEFINITION_UNUSABLE',
    })
  }
  if (publicUrl !== null) {
    const url = `${publicUrl.replace(/\/+$/, '')}/webhooks/shopify/${accountId}`
    const deadlines = () => readDeadlines(monotonic)
    const webhooks = await ensureWebhooks(clients.shopify, url, importTopics, deadlines)
    if (webhooks.missing.length > 0) {
      app.log.warn('some webhooks could not be subscribed; changes are polled', {
        count: webhooks.missing.length,
        code: 'SHOPIFY_WEBHOOKS_MISSING',
      })
    }
  }
  if (env.AMAZON_SQS_QUEUE_ARN !== undefined) {
    const queueArn = env.AMAZON_SQS_QUEUE_ARN
    const { state } = await clients.amazon.ensureOrderChangeSubscription({ queueArn })
    if (state === 'elsewhere') {
      app.log.warn('Amazon notifies another queue; orders are polled until a person decides', {
        code: 'AMAZON_SUBSCRIPTION_ELSEWHERE',
      })
    }
  }
}

function secretsOf(env: Env): Partial<Record<CredentialName, string>> {
  const given = {
    'amazon-secret': env.AMAZON_CLIENT_SECRET,
    'amazon-refresh-token': env.AMAZON_REFRESH_TOKEN,
    'shopify-secret': env.SHOPIFY_CLIENT_SECRET,
    'shopify-token': env.SHOPIFY_ACCESS_TOKEN,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function requestOf(
  app: App,
  env: Env,
  secrets: Partial<Record<CredentialName, string>>,
  by: string,
): ConnectRequest {
  const shop = required(env, 'SHOPIFY_SHOP')
  const names: readonly CredentialName[] = [
    'amazon-secret',
    'amazon-refresh-token',
    'shopify-secret',
    'shopify-token',
  ]
  return {
    accountId: defaultAccountId,
    by,
    settings: settingsShape.parse(readSettings(env)),
    amazon: {
      sellerId: null,
      region: env.AMAZON_REGION,
      apiUrl: env.AMAZON_API_URL ?? amazonHosts[env.AMAZON_REGION],
      lwaUrl: env.AMAZON_LWA_URL,
      clientId: required(env, 'AMAZON_CLIENT_ID'),
      queueUrl: env.AMAZON_SQS_QUEUE_URL ?? null,
    },
    shopify: {
      shop,
      apiUrl: env.SHOPIFY_API_URL ?? `https://${shop}`,
      clientId: env.SHOPIFY_CLIENT_ID ?? null,
    },
    credentials: names.flatMap((name) => {
      const plain = secrets[name]
      if (plain === undefined) return []
      const sealed = app.secrets.seal(plain, credentialAad(defaultAccountId, name))
      return [{ name, sealed }]
    }),
  }
}

function required(env: Env, name: 'SHOPIFY_SHOP' | 'AMAZON_CLIENT_ID'): string {
  const value = env[name]
  if (value === undefined) throw new ConfigurationError(`${name} is not set.`)
  return value
}

function readSettings(env: Env): unknown {
  if (env.CROSSDOCK_SETTINGS === undefined) return {}
  try {
    return JSON.parse(env.CROSSDOCK_SETTINGS)
  } catch {
    throw new ConfigurationError('CROSSDOCK_SETTINGS is not JSON.')
  }
}
