/** Joins the API with the store, the sealed data and Shopify's signatures. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { monotonic } from '../clock.ts'
import type { AccountId } from '../core/ids.ts'
import type { PersonalFacts } from '../core/orders/amazon-order.ts'
import type { HttpParts, Readiness } from '../http/parts.ts'
import type { App } from '../main.ts'
import { readWebhook, verifyWebhook } from '../platforms/shopify/webhooks.ts'
import { createWebhookCollector } from '../reconcile/intake/webhook-collector.ts'
import { listConnections } from '../store/connections.ts'
import { changesChannel, endWatch, keepWatch } from '../store/console-watch.ts'
import { migrationsFolder, readMigrations } from '../store/migrate.ts'
import { readDeadPeriodic } from '../store/read/dead-periodic.ts'
import { listenForWork } from '../work/listen.ts'
import { realScheduler } from '../work/scheduler.ts'
import { policyOf, storedSecrets } from './account.ts'
import { lifePolicyOf } from './life-policy.ts'
import { personalAad, rawAad } from './sealing.ts'

export type HttpOwner = Pick<App, 'db' | 'databaseUrl' | 'secrets' | 'log' | 'parts'>

/** Where the API stands: what it serves besides, and how people reach it. */
export type HttpPlace = Pick<HttpParts, 'publicUrl' | 'consoleFolder'> & {
  readonly probes?: HttpParts['probes']
  readonly setUp?: HttpParts['setUp']
}

export function httpParts(app: HttpOwner, place: HttpPlace = {}): HttpParts {
  const { db, secrets, log } = app
  return {
    deps: { db, newId: randomUUID },
    openRaw: (orderId, sealed) => secrets.open(sealed, rawAad(orderId)),
    openPersonal: (orderId, sealed) =>
      JSON.parse(secrets.open(sealed, personalAad(orderId))) as PersonalFacts,
    hmacsOf: (kind, text) => secrets.hmacsOf(kind, text),
    webhooks: {
      verify: signedFor(app),
      read: readWebhook,
      take: createWebhookCollector(db).take,
    },
    sealing: { seal: secrets.seal, open: secrets.open },
    changes: changesOf(app),
    policyOf,
    // Nothing that is shown asks whether Amazon is heard.
    lifePolicyOf: (settings) => lifePolicyOf(settings, false),
    probes: () => Promise.reject(new Error('this server examines nothing')),
    storedSecret: (accountId, name) => storedSecrets(app.parts, accountId)(name),
    ...place,
    readiness: () => readReadiness(app),
    log,
    monotonic,
    newRequestId: randomUUID,
  }
}

/** One connection listens for this process, from the first open page on. */
function changesOf({ db, databaseUrl }: HttpOwner): HttpParts['changes'] {
  const process = randomUUID()
  return {
    listen: (onChange) =>
      listenForWork({
        databaseUrl,
        applicationName: 'crossdock console',
        channel: changesChannel,
        scheduler: realScheduler,
        onMark: onChange,
      }),
    keepWatch: () => keepWatch(db, process),
    endWatch: () => endWatch(db, process),
  }
}

const secretKeptMs = 60_000

/** The client secret of each account is opened once a minute, not for every webhook. */
function signedFor(app: HttpOwner): HttpParts['webhooks']['verify'] {
  const kept = new Map<AccountId, { readonly secret: string; readonly untilMs: number }>()
  return async (accountId, rawBody, headers) => {
    const known = kept.get(accountId)
    if (known !== undefined && known.untilMs > monotonic.nowMs()) {
      if (verifyWebhook(rawBody, headers, known.secret)) return true
    }
    // Also after a failed try: the secret may have been changed a moment ago.
    const secret = await storedSecrets(app.parts, accountId)('shopify-secret')
    if (secret === null || secret === '') return false
    kept.set(accountId, { secret, untilMs: monotonic.nowMs() + secretKeptMs })
    return verifyWebhook(rawBody, headers, secret)
  }
}

async function readReadiness({ db }: HttpOwner): Promise<Readiness> {
  try {
    const connections = await listConnections(db)
    const connected = connections.some(({ state }) => state === 'connected')
    const known = await readMigrations(migrationsFolder)
    const { rows } = await sql<{ name: string }>`select name from schema_migration`.execute(db)
    const applied = new Set(rows.map(({ name }) => name))
    const complete = known.every(({ name }) => applied.has(name))
    return {
      database: 'ok',
      migrations: complete ? 'ok' : 'not-applied',
      connection: connected ? 'connected' : 'none',
      work: (await readDeadPeriodic(db)).length === 0 ? 'ok' : 'given-up',
    }
  } catch {
    return { database: 'away', migrations: 'not-applied', connection: 'none', work: 'unknown' }
  }
}
