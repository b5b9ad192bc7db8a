/** Connects the account that the environment describes: builds the checks and seals the credentials. */
import { randomUUID } from 'node:crypto'
import { monotonic } from '../clock.ts'
import { ConfigurationError, type Env } from '../config/env.ts'
import { settingsShape } from '../config/settings.ts'
import { judgeSettings } from '../config/settings-door.ts'
import { type AccountId, id } from '../core/ids.ts'
import type { TokenStore } from '../core/ports.ts'
import type { App } from '../main.ts'
import { chooseLocation, type LocationChoice } from '../operations/connection/choose-location.ts'
import { type ConnectRequest, connect } from '../operations/connection/connect.ts'
import { checkShop } from '../platforms/shopify/shop-check.ts'
import { readDeadlines } from '../reconcile/deadlines.ts'
import { nextNight } from '../reconcile/intake/nightly.ts'
import {
  amazonPollKey,
  catalogueKey,
  heldStockKey,
  listingsKey,
  nightlyKey,
  noticesKey,
  purgeKey,
  shopPollKey,
  stockSweepKey,
} from '../reconcile/keys.ts'
import { type CredentialName, readConnection } from '../store/connections.ts'
import type { Mark } from '../work/mark.ts'
import { createClients, credentialAad, storedSecrets } from './account.ts'
import {
  connectionOfEnv,
  type DescribedConnection,
  replacesToken,
  withStored,
} from './env-connection.ts'
import { prepareShop } from './prepare-shop.ts'
import { readPlaces } from './shop-places.ts'

export const defaultAccountId = id('AccountId', 'main')

/** True when the environment describes a connection at all. */
export function describesConnection(env: Env): boolean {
  return connectionOfEnv(env, defaultAccountId) !== null
}

export type ConnectedAccount = {
  readonly accountId: AccountId
  readonly location: LocationChoice
}

/** Throws OperationError, PlatformError or ConfigurationError; nothing is saved then. */
export async function connectFromEnv(
  app: App,
  env: Env,
  by: string,
  publicUrl: string | null = null,
): Promise<ConnectedAccount> {
  const accountId = defaultAccountId
  const described = connectionOfEnv(env, accountId)
  if (described === null) throw new ConfigurationError('AMAZON_CLIENT_ID is not set.')
  const clients = await createClients(
    // The credentials themselves are checked: a token of before would hide a secret that is wrong now.
    { ...app.parts, tokens: noTokens },
    described.connection,
    withStored(described, storedSecrets(app.parts, accountId)),
  )
  await connect(
    app.db,
    await requestOf(app, env, described, by),
    {
      seller: async () => {
        const account = await clients.amazon.readAccount()
        return { ...account, plan: typeof account.plan === 'string' ? account.plan : null }
      },
      shop: () => checkShop(clients.shopify, readDeadlines(monotonic)),
    },
    firstWork(app, accountId),
  )
  const deps = { db: app.db, newId: randomUUID }
  const places = await readPlaces(clients.shopify)
  const location = await chooseLocation(deps, accountId, judgeSettings, places)
  await prepareShop(app, clients, env, accountId, publicUrl)
  return { accountId, location }
}

/** Listings and variants are read by then. */
const firstAuditMs = 6 * 3_600_000

/** The work that begins with a connection. */
function firstWork(app: App, accountId: AccountId): Mark[] {
  const now = [
    shopPollKey,
    catalogueKey,
    amazonPollKey,
    heldStockKey,
    purgeKey,
    noticesKey,
    listingsKey,
  ]
  return [
    ...now.map((key) => key(accountId)),
    stockSweepKey(accountId, 'stock-missed'),
    stockSweepKey(accountId, 'fba-stock'),
    { ...stockSweepKey(accountId, 'stock-audit'), dueAtMs: app.clock.nowMs() + firstAuditMs },
    // Not at each start: a sweep spends Amazon's search quota, which the first poll needs.
    { ...nightlyKey(accountId), dueAtMs: nextNight(app.clock.nowMs()) },
  ]
}

const noTokens: TokenStore = {
  get: async () => null,
  put: async () => undefined,
}

/** True when the account was connected before. */
export async function isConnected(app: App): Promise<boolean> {
  return (await readConnection(app.db, defaultAccountId)) !== null
}

async function requestOf(
  app: App,
  env: Env,
  { connection, secrets }: DescribedConnection,
  by: string,
): Promise<ConnectRequest> {
  const { accountId, amazon, shopify } = connection
  return {
    accountId,
    by,
    settings: settingsShape.parse(settingsOf(env)),
    amazon,
    shopify,
    credentials: await changedCredentials(app, accountId, secrets),
    dropped: replacesToken(secrets) ? ['shopify-token'] : [],
  }
}

/** Those that are not stored as they are given: only these make running workers begin anew. */
async function changedCredentials(
  app: App,
  accountId: AccountId,
  secrets: DescribedConnection['secrets'],
): Promise<ConnectRequest['credentials']> {
  const stored = storedSecrets(app.parts, accountId)
  const changed: { name: CredentialName; sealed: Uint8Array }[] = []
  for (const [name, plain] of Object.entries(secrets) as [CredentialName, string][]) {
    // One that the key opens no more is replaced as well.
    const before = await stored(name).catch(() => null)
    if (before === plain) continue
    changed.push({ name, sealed: app.secrets.seal(plain, credentialAad(accountId, name)) })
  }
  return changed
}

function settingsOf(env: Env): unknown {
  if (env.CROSSDOCK_SETTINGS === undefined) return {}
  try {
    return JSON.parse(env.CROSSDOCK_SETTINGS)
  } catch {
    throw new ConfigurationError('CROSSDOCK_SETTINGS is not JSON.')
  }
}
