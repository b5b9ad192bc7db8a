/** The demo's other processes: the simulators, and Crossdock itself, started again when it dies. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { DemoDatabase } from './demo-database.ts'

const addressesShape = z.object({
  amazonUrl: z.string(),
  lwaUrl: z.string(),
  sqsUrl: z.string(),
  queueUrl: z.string(),
  queueArn: z.string(),
  shopifyUrl: z.string(),
  shop: z.string(),
  amazon: z.object({
    clientId: z.string(),
    clientSecret: z.string(),
    refreshToken: z.string(),
    sellerId: z.string(),
  }),
  shopify: z.object({ clientId: z.string(), clientSecret: z.string() }),
})

export type Addresses = z.output<typeof addressesShape>

/** How often something happens in the demo's world. */
export const arrivalEveryMs = 1_200

export type Simulators = AsyncDisposable & { readonly addresses: Addresses }

export async function startSimulators(seed: string): Promise<Simulators> {
  const args = [
    simulatorsProgram,
    ...['--world', 'demo', '--seed', seed],
    ...['--arrival-every-ms', `${arrivalEveryMs}`],
    ...['--write-lag-ms', '0', '--listing-lag-ms', '200', '--feed-ms', '3000'],
    '--die-with-parent',
  ]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] })
  const addresses = addressesShape.parse(JSON.parse(await firstLine(child, 'the simulators')))
  return {
    addresses,
    [Symbol.asyncDispose]: () => end(child),
  }
}

export type WorkerProcess = AsyncDisposable & {
  url(): string
  /** Ends it, as Ctrl-C would; it stays away until it is started. */
  stop(): Promise<void>
  start(): Promise<void>
}

const readyShape = z.object({ pid: z.number(), url: z.string().nullish() })

/** Starts in a row that end before they are ready. */
const restartsMax = 3

export async function startWorkerProcess(parts: {
  readonly database: DemoDatabase
  readonly simulators: Simulators
  readonly say: (line: string) => void
}): Promise<WorkerProcess> {
  const { say } = parts
  let stopping = false
  let url = ''
  let child: ChildProcess | null = null

  const start = async () => {
    // Started again it answers where it did before: a page that is open goes on.
    const samePort = url.startsWith('http') ? { CROSSDOCK_PORT: new URL(url).port } : {}
    const environment = environmentOf(parts.database, parts.simulators.addresses)
    child = spawn(process.execPath, [mainProgram, 'start', '--json'], {
      env: { ...process.env, ...environment, ...samePort },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const mine = child
    const ready = readyShape.parse(JSON.parse(await firstLine(mine, 'Crossdock')))
    // Only what ran once is started again: what cannot start would be tried for ever.
    mine.on('exit', (code, signal) => {
      if (stopping) return
      say(`Crossdock ended (${signal ?? code}); it is started again.`)
      void startAgain(1)
    })
    url = ready.url ?? `pid ${ready.pid}`
    say(`Crossdock runs as pid ${ready.pid}; kill -9 it if you like.`)
  }
  const startAgain = async (tried: number): Promise<void> => {
    try {
      await start()
    } catch {
      if (stopping) return
      if (tried < restartsMax) return startAgain(tried + 1)
      say('Crossdock could not be started again.')
    }
  }
  const stop = async () => {
    stopping = true
    if (child !== null) await end(child)
  }
  await start()
  return {
    url: () => url,
    stop,
    async start() {
      stopping = false
      await start()
    },
    [Symbol.asyncDispose]: stop,
  }
}

const mainProgram = path.resolve(import.meta.dirname, '../cli/main.ts')
const simulatorsProgram = path.resolve(import.meta.dirname, '../../simulators/main.ts')

/** Short times, so that the whole story fits into a minute; everything else is as in production. */
const demoSettings = {
  intake: {
    pollSeconds: 15,
    settleSeconds: 3,
    shownAfterSeconds: 3,
    readBackSeconds: [3, 8, 20, 40],
    feedGatherSeconds: 2,
    feedAskSeconds: [4, 8, 15, 25, 40],
  },
  ship: { lane: 'live' },
  cancel: { lane: 'live' },
  refund: { lane: 'live' },
}

function environmentOf(database: DemoDatabase, to: Addresses): Record<string, string> {
  return {
    DATABASE_URL: database.databaseUrl,
    CROSSDOCK_HOME: database.home,
    CROSSDOCK_LOG: process.env.CROSSDOCK_LOG ?? 'error',
    CROSSDOCK_PORT: process.env.CROSSDOCK_PORT ?? '0',
    CROSSDOCK_SETTINGS: JSON.stringify(demoSettings),
    AMAZON_API_URL: to.amazonUrl,
    AMAZON_LWA_URL: to.lwaUrl,
    AMAZON_SQS_URL: to.sqsUrl,
    AMAZON_SQS_QUEUE_URL: to.queueUrl,
    AMAZON_SQS_QUEUE_ARN: to.queueArn,
    AMAZON_CLIENT_ID: to.amazon.clientId,
    AMAZON_CLIENT_SECRET: to.amazon.clientSecret,
    AMAZON_REFRESH_TOKEN: to.amazon.refreshToken,
    AMAZON_SELLER_ID: to.amazon.sellerId,
    SHOPIFY_API_URL: to.shopifyUrl,
    SHOPIFY_SHOP: to.shop,
    SHOPIFY_CLIENT_ID: to.shopify.clientId,
    SHOPIFY_CLIENT_SECRET: to.shopify.clientSecret,
    // The simulated queue takes any credentials.
    AWS_ACCESS_KEY_ID: 'demo',
    AWS_SECRET_ACCESS_KEY: 'demo',
  }
}

async function firstLine(child: ChildProcess, name: string): Promise<string> {
  const { stdout } = child
  if (stdout === null) throw new Error('a child without an output')
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`${name} ended early (${code})`)))
  })
}

const killAfterMs = 8_000

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  await ended
  clearTimeout(timer)
}
