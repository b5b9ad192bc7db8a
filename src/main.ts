/**
 * The only place that constructs things: database, door, clients, budgets, worker, queue loops. It
 * holds no rule of the business.
 */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createWorldClock, monotonic, type WorldClock } from './clock.ts'
import type { Env } from './config/env.ts'
import { loadKeys } from './config/keys.ts'
import { createSecrets, type Secrets } from './config/secrets.ts'
import type { AccountId } from './core/ids.ts'
import { decideAll } from './core/orders/next.ts'
import type { Door } from './core/ports.ts'
import { createLog, type Log } from './log.ts'
import {
  accountOf,
  type ClientParts,
  createClients,
  openingTerms,
  storedSecrets,
} from './main/account.ts'
import { joinAmazon } from './main/amazon.ts'
import { type Budgets, createBudgets } from './main/budgets.ts'
import type { Clients } from './main/clients.ts'
import { createFailpoint } from './main/failpoints.ts'
import { createNotices, type Tell } from './main/notices.ts'
import { type QueueLoop, runQueueLoop } from './main/queue-loop.ts'
import { createStatistics } from './main/statistics.ts'
import { revivePeriodic } from './operations/work/revive-periodic.ts'
import { openNotificationQueue } from './platforms/amazon/queue.ts'
import { createDoor, defaultDoorLimits } from './platforms/http/door.ts'
import { createNodeTransport } from './platforms/http/node-transport.ts'
import type { Account } from './reconcile/account.ts'
import { createAnswerCollector } from './reconcile/answer-collector.ts'
import type { OrderDeps } from './reconcile/decided.ts'
import { createHandlers } from './reconcile/handlers.ts'
import { createPlaces } from './reconcile/places.ts'
import { type Connection, listConnections, readConnection } from './store/connections.ts'
import { startEmbedded } from './store/embedded/start-embedded.ts'
import { migrate } from './store/migrate.ts'
import { closePool, type Database, openPool } from './store/pool.ts'
import { lockLeases } from './work/lock-leases.ts'
import { failureCode } from './work/outage.ts'
import { runWorker, type Worker } from './work/run-worker.ts'

export type App = {
  readonly db: Database
  readonly databaseUrl: string
  readonly log: Log
  readonly secrets: Secrets
  readonly clock: WorldClock
  readonly door: Door
  readonly budgets: Budgets
  /** For building clients with other credentials than the stored ones: connecting, checking. */
  readonly parts: ClientParts
  account(accountId: AccountId): Promise<Account>
  clients(connection: Connection): Promise<Clients>
  /** Starts the worker and the queue loops; `stop` of the app ends them. */
  work(): Promise<Worker>
  stop(): Promise<void>
}

const answerTriesMax = 60
const roundsMax = 25
const sendsAtOnce = 16
const createsAtOnce = 48

/** Opens everything that a command needs. With DATABASE_URL our own PostgreSQL is not started. */
export async function openApp(env: Env, log: Log = createLog(env.CROSSDOCK_LOG)): Promise<App> {
  const home = path.resolve(env.CROSSDOCK_HOME ?? '.crossdock')
  const { db, databaseUrl, embedded } = await openDatabase(env, home, log)
  const keys = { home, key: env.CROSSDOCK_KEY, oldKeys: env.CROSSDOCK_OLD_KEYS }
  const secrets = createSecrets(await loadKeys(keys))
  const clock = await createWorldClock(db)
  const transport = createNodeTransport({ monotonic })
  const door = createDoor({ transport, monotonic, limits: defaultDoorLimits })
  const budgets = createBudgets(db, openingTerms, () =>
    log.warn('what a platform said of its quota could not be stored'),
  )
  const heard = budgets.heard
  const parts: ClientParts = { db, door, secrets, monotonic, worldNowMs: clock.nowMs, heard }
  const { clients, account } = createAccounts(parts)
  const loops: QueueLoop[] = []
  let worker: Worker | null = null
  return {
    ...{ db, databaseUrl, log, secrets, clock, door, budgets, parts, account, clients },
    async work() {
      const revived = await revivePeriodic(db)
      if (revived > 0) log.warn('periodic work that was given up begins anew', { count: revived })
      const notices = createNotices(parts, log)
      worker = startWorker({ env, db, databaseUrl, log, budgets, account, notices })
      for (const connection of await listConnections(db)) {
        const loop = await queueLoopOf(env, db, log, connection)
        if (loop !== null) loops.push(loop)
      }
      return worker
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
      await worker?.stop()
      await budgets.close()
      transport.close()
      await closePool(db)
      await embedded?.stop()
    },
  }
}

async function openDatabase(env: Env, home: string, log: Log) {
  const embedded =
    env.DATABASE_URL === undefined
      ? await startEmbedded({ home, log: (line) => log.info(line) })
      : null
  const databaseUrl = embedded?.databaseUrl ?? env.DATABASE_URL ?? ''
  const db = openPool(databaseUrl, {
    max: env.CROSSDOCK_DATABASE_CONNECTIONS,
    applicationName: 'crossdock',
    onConnectionLost: (code) => log.warn('a database connection was lost', { code }),
  })
  await migrate(db)
  return { db, databaseUrl, embedded }
}

/** Clients live as long as what they were built from; the policy is read anew each time. */
function createAccounts(parts: ClientParts): Pick<App, 'clients' | 'account'> {
  const known = new Map<string, { readonly of: string; readonly clients: Promise<Clients> }>()
  const clients = (connection: Connection): Promise<Clients> => {
    const { accountId, amazon, shopify, epoch, credentials } = connection
    const of = JSON.stringify([amazon, shopify, epoch, credentials])
    const before = known.get(accountId)
    if (before?.of === of) return before.clients
    const secrets = storedSecrets(parts, accountId)
    const fresh = { of, clients: createClients(parts, connection, secrets) }
    known.set(accountId, fresh)
    // What failed (PostgreSQL was away for a moment) is built anew by the next caller.
    fresh.clients.catch(() => {
      if (known.get(accountId) === fresh) known.delete(accountId)
    })
    return fresh.clients
  }
  return {
    clients,
    async account(accountId) {
      const connection = await readConnection(parts.db, accountId)
      if (connection === null) throw new Error('a key of an account that is not connected')
      if (connection.state !== 'connected') throw new Disconnected()
      const built = await clients(connection)
      const amazon = joinAmazon(built.amazon, connection.amazon.marketplaceIds)
      return accountOf(connection, built, parts.secrets, amazon)
    },
  }
}

/** Counts as an outage: every key waits as it is until somebody connects again. */
class Disconnected extends Error {
  override readonly name = 'Disconnected'
}

function startWorker(parts: {
  readonly env: Env
  readonly db: Database
  readonly databaseUrl: string
  readonly log: Log
  readonly budgets: Budgets
  readonly account: (accountId: AccountId) => Promise<Account>
  readonly notices: Tell
}): Worker {
  const { env, db, log } = parts
  const answers = createAnswerCollector({
    db,
    pause: (ms) => sleep(ms),
    triesMax: answerTriesMax,
    onDoubled: (key) => log.error('two platform ids answer one effect', { code: key }),
  })
  const deps: OrderDeps = {
    db,
    account: parts.account,
    monotonic,
    newId: randomUUID,
    take: (ask) => parts.budgets.take(ask),
    returned: (bucket, calls, taken) => parts.budgets.returned(bucket, calls, taken),
    failpoint: createFailpoint(env.CROSSDOCK_FAILPOINT),
    answers,
    creating: createPlaces(createsAtOnce),
    decide: decideAll,
    lockLeases,
    ordersRan: createStatistics(db, (error) =>
      log.warn('PostgreSQL could not look at its tables anew', { code: failureCode(error) }),
    ),
    limits: { roundsMax, sendsAtOnce },
    report: {
      incident: (code, orderId) => log.error('an incident was opened', { code, orderId }),
      imported: (orderId, durationMs) =>
        log.info('order imported', { orderId, ...(durationMs === null ? {} : { durationMs }) }),
      problem: (code) => log.warn('something needs a look', { code }),
    },
  }
  return runWorker({
    db,
    handlers: createHandlers(deps, {
      ordersAtOnce: env.CROSSDOCK_ORDERS_AT_ONCE,
      notices: parts.notices,
    }),
    worker: `${process.pid}`,
    newToken: randomUUID,
    batchLimit: env.CROSSDOCK_ORDERS_AT_ONCE,
    concurrency: env.CROSSDOCK_CONCURRENCY,
    ...(env.CROSSDOCK_LEASE_MS === undefined ? {} : { leaseMs: env.CROSSDOCK_LEASE_MS }),
    listenUrl: parts.databaseUrl,
    ...whatWentWrong(log),
  })
}

function whatWentWrong(
  log: Log,
): Pick<Parameters<typeof runWorker>[0], 'isOutage' | 'onEvent' | 'onThrown'> {
  return {
    isOutage: (error) => error instanceof Disconnected,
    onEvent: (event) => {
      if (event.kind === 'died') log.error('work was given up', { count: event.keys.length })
      else if ('code' in event)
        log.warn('the worker met an outage', { kind: event.kind, code: event.code })
    },
    onThrown: (held, error) => {
      if (error instanceof Disconnected) return
      const kind = held[0]?.kind ?? ''
      log.error('a run threw', { kind, code: failureCode(error), count: held.length })
    },
  }
}

async function queueLoopOf(
  env: Env,
  db: Database,
  log: Log,
  connection: Connection,
): Promise<QueueLoop | null> {
  const { queueUrl } = connection.amazon
  if (queueUrl === null || connection.state !== 'connected') return null
  const queue = await openNotificationQueue({
    queueUrl,
    region: env.AMAZON_SQS_REGION,
    ...(env.AMAZON_SQS_URL === undefined ? {} : { endpoint: env.AMAZON_SQS_URL }),
  })
  return runQueueLoop({
    db,
    accountId: connection.accountId,
    queue,
    log,
    pause: async (ms, signal) => {
      await sleep(ms, undefined, { signal }).catch(() => undefined)
    },
  })
}
