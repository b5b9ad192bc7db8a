/** Joins the questions of `doctor` with the platforms, the database and this machine. */
import { sql } from 'kysely'
import { monotonic, realNowMs } from '../clock.ts'
import type { Env } from '../config/env.ts'
import { judgeSettings } from '../config/settings-door.ts'
import type { AccountId } from '../core/ids.ts'
import { PlatformError } from '../core/platform-error.ts'
import type { TokenStore } from '../core/ports.ts'
import type { App } from '../main.ts'
import type { FailureWords } from '../operations/doctor/check-line.ts'
import type { AccountProbes, DoctorProbes } from '../operations/doctor/doctor-probes.ts'
import { countWaiting } from '../platforms/amazon/queue.ts'
import { definitionState, subscribedTopics } from '../platforms/shopify/setup-state.ts'
import { checkShop } from '../platforms/shopify/shop-check.ts'
import { importTopics } from '../platforms/shopify/webhook-subscriptions.ts'
import { readDeadlines } from '../reconcile/deadlines.ts'
import { type Connection, readConnection } from '../store/connections.ts'
import { machineNowMs } from '../store/pool.ts'
import { readAddressCoverage } from '../store/read/address-coverage.ts'
import { readDeadPeriodic } from '../store/read/dead-periodic.ts'
import { readOtherApps } from '../store/read/other-apps.ts'
import { createClients, storedSecrets } from './account.ts'
import type { Clients } from './clients.ts'
import { connectionOfEnv, withStored } from './env-connection.ts'
import { platformWords } from './failure-words.ts'
import { webhookPath } from './prepare-shop.ts'
import { publicUrl } from './public-url.ts'
import { askPlaces } from './shop-places.ts'

const otherAppsWithinMs = 7 * 86_400_000

export async function doctorProbes(
  app: App,
  env: Env,
  accountId: AccountId,
): Promise<DoctorProbes> {
  const { db } = app
  const stored = await readConnection(db, accountId)
  return {
    explain,
    keyFrom: env.CROSSDOCK_KEY === undefined ? 'file' : 'environment',
    database: async () => {
      const { rows } = await sql<{ version: string; migrations: number }>`
        select current_setting('server_version') as version,
          (select count(*) from schema_migration) as migrations
      `.execute(db)
      const { version = '?', migrations = 0 } = rows[0] ?? {}
      return { version: version.split(' ')[0] ?? version, migrations }
    },
    clock: async () => {
      const beforeMs = realNowMs()
      const theirsMs = await machineNowMs(db)
      const middleMs = (beforeMs + realNowMs()) / 2
      const { rows } = await sql<{ factor: number }>`select factor from world_clock`.execute(db)
      return { aheadMs: theirsMs - middleMs, factor: rows[0]?.factor ?? 1 }
    },
    account: await accountProbes(app, env, accountId, stored),
    otherApps: () => readOtherApps(db, accountId, otherAppsWithinMs),
    coverage: () => readAddressCoverage(db, accountId),
    givenUp: async () => {
      const dead = await readDeadPeriodic(db)
      return dead.filter((one) => one.accountId === accountId)
    },
  }
}

async function accountProbes(
  app: App,
  env: Env,
  accountId: AccountId,
  stored: Connection | null,
): Promise<AccountProbes | null> {
  // What the environment says is what the next start takes, so it is what is checked.
  const described = connectionOfEnv(env, accountId)
  const meant = described?.connection ?? stored
  if (meant === null) return null
  const kept = storedSecrets(app.parts, accountId)
  const secret = described === null ? kept : withStored(described, kept)
  const clients = await createClients({ ...app.parts, tokens: noTokens }, meant, secret)
  const { queueUrl } = meant.amazon
  const judged = judgeSettings(stored?.settings ?? {})
  return {
    connected: stored !== null,
    ...platformProbes(clients),
    chosenLocations: judged.is === 'sound' ? judged.settings.fulfillment.locations : [],
    webhooks: webhookProbe(clients, env, accountId),
    queue: queueUrl === null ? null : () => countWaiting(queueOf(env, queueUrl)),
  }
}

/** A token from before would hide that the secret is wrong now. */
const noTokens: TokenStore = { get: async () => null, put: async () => undefined }

function platformProbes(
  clients: Clients,
): Pick<AccountProbes, 'seller' | 'shop' | 'locations' | 'definition'> {
  const { amazon, shopify } = clients
  return {
    seller: async () => {
      const account = await amazon.readAccount()
      return { ...account, plan: typeof account.plan === 'string' ? account.plan : null }
    },
    shop: () => checkShop(shopify, readDeadlines(monotonic)),
    locations: () => askPlaces(shopify),
    definition: () => definitionState(shopify, readDeadlines(monotonic)),
  }
}

const servedSomewhere = 'http://127.0.0.1'

function webhookProbe(
  { shopify }: Clients,
  env: Env,
  accountId: AccountId,
): AccountProbes['webhooks'] {
  const path = webhookPath(accountId)
  const meant = publicUrl(env, servedSomewhere)
  if (meant === null) return null
  // A simulator is told the port on which the API listens, which may be another at each start.
  const isOurs =
    meant === servedSomewhere
      ? (uri: string) => URL.canParse(uri) && new URL(uri).pathname === path
      : (uri: string) => uri === `${meant.replace(/\/+$/, '')}${path}`
  return async () => ({
    wanted: importTopics,
    there: await subscribedTopics(shopify, isOurs, () => readDeadlines(monotonic)),
  })
}

function queueOf(env: Env, queueUrl: string): Parameters<typeof countWaiting>[0] {
  const endpoint = env.AMAZON_SQS_URL
  const region = env.AMAZON_SQS_REGION
  return { queueUrl, region, ...(endpoint === undefined ? {} : { endpoint }) }
}

function explain(error: unknown): FailureWords {
  if (!(error instanceof PlatformError)) {
    const text = 'The database did not answer the question.'
    const page = 'docs/operating/problems/database-away.md'
    return { text, fix: 'Check DATABASE_URL and that PostgreSQL runs.', page }
  }
  const { text, fix, page } = platformWords(error.facts)
  return { text: `${text} (${error.facts.code})`, fix, page }
}
