/** Crossdock in a process of its own: as a person starts it, or without the API. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { cpuMs, end, firstLine, peakRssKb, until } from './children.ts'
import type { BenchDatabase, Cluster } from './cluster.ts'
import type { Addresses } from './simulators.ts'

export type Product = AsyncDisposable & {
  /** Real time at which it said that it works. */
  readonly readyAtMs: number
  /** Where its API listens; null while the product has none. */
  readonly url: string | null
  cpuMs(): Promise<number>
  /** The most memory that its process has had at once, in KiB. */
  peakRssKb(): Promise<number>
}

export type ProductOptions = {
  readonly cluster: Cluster
  readonly database: BenchDatabase
  readonly addresses: Addresses
  /** `both`: notifications beside the poll. */
  readonly intake: 'poll' | 'both'
  /** With its API Shopify sends webhooks for all that happens; without it there are none. */
  readonly api?: boolean
  readonly pollSeconds?: number
  /** What else a person has set, by group. */
  readonly settings?: object
  /** A folder for V8's CPU profiles. */
  readonly profiles?: string | undefined
}

const wholeProgram = path.resolve(import.meta.dirname, '../../src/cli/main.ts')
const workerProgram = path.resolve(import.meta.dirname, 'worker-process.ts')
const meter = path.resolve(import.meta.dirname, 'answer-cpu.ts')
const readyShape = z.object({ ready: z.literal(true), url: z.string().nullish() })
const shopReadLimitMs = 30_000

export async function startProduct(options: ProductOptions): Promise<Product> {
  const { profiles } = options
  const profiling = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]
  const program = options.api === true ? [wholeProgram, 'start', '--json'] : [workerProgram]
  const args = [...profiling, '--import', meter, ...program]
  const child = spawn(process.execPath, args, {
    env: environmentOf(options),
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const { url } = readyShape.parse(JSON.parse(await firstLine(child, 'the product')))
  return {
    readyAtMs: Date.now(),
    url: url ?? null,
    cpuMs: () => cpuMs(child),
    peakRssKb: () => peakRssKb(child),
    [Symbol.asyncDispose]: () => end(child),
  }
}

/** Resolves when the product has read the shop's orders and variants, and has polled Amazon once. */
export async function firstReadingDone({ db }: BenchDatabase): Promise<void> {
  await until('the first reading of both sides', shopReadLimitMs, async () => {
    const { rows } = await sql<{ done: boolean }>`
      select exists (select 1 from foreign_index where complete_at is not null)
        and exists (select 1 from catalogue_state where complete_at is not null)
        and exists (select 1 from watermark where stream = 'amazon-orders' and at is not null)
        and not exists (select 1 from work where lease_token is not null) as done
    `.execute(db)
    return rows[0]?.done === true
  })
}

function environmentOf({
  cluster,
  database,
  addresses,
  intake,
  pollSeconds,
  settings,
}: ProductOptions): Record<string, string | undefined> {
  const queue = {
    AMAZON_SQS_URL: addresses.sqsUrl,
    AMAZON_SQS_QUEUE_URL: addresses.queueUrl,
    AMAZON_SQS_QUEUE_ARN: addresses.queueArn,
  }
  const given = Object.entries(process.env).filter(
    ([name]) => !/^(CROSSDOCK|AMAZON|SHOPIFY|DATABASE_URL|NODE_OPTIONS)/.test(name),
  )
  return {
    ...Object.fromEntries(given),
    DATABASE_URL: database.url,
    CROSSDOCK_HOME: cluster.home,
    CROSSDOCK_LOG: 'warn',
    CROSSDOCK_PORT: '0',
    CROSSDOCK_SETTINGS: JSON.stringify({
      intake: { pollSeconds: pollSeconds ?? 3_600 },
      ...settings,
    }),
    AMAZON_API_URL: addresses.amazonUrl,
    AMAZON_LWA_URL: addresses.lwaUrl,
    AMAZON_CLIENT_ID: addresses.amazon.clientId,
    AMAZON_CLIENT_SECRET: addresses.amazon.clientSecret,
    AMAZON_REFRESH_TOKEN: addresses.amazon.refreshToken,
    AMAZON_SELLER_ID: addresses.amazon.sellerId,
    SHOPIFY_API_URL: addresses.shopifyUrl,
    SHOPIFY_SHOP: addresses.shop,
    SHOPIFY_CLIENT_ID: addresses.shopify.clientId,
    SHOPIFY_CLIENT_SECRET: addresses.shopify.clientSecret,
    // The simulated queue takes any credentials.
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    ...(intake === 'both' ? queue : {}),
  }
}
