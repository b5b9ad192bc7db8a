/**
 * Runs the simulated platforms in one process: Amazon (with its queue) on one port, Shopify on another, one world clock for
 * both. Prints one JSON line on stdout when ready, and words for people on stderr. No part of the product.
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { AmazonSettings } from './amazon/settings.ts'
import { type AmazonSimulator, createAmazonSimulator } from './amazon/simulator.ts'
import { createSeededRandom } from './kit/seeded-random.ts'
import { type Served, serve } from './kit/serve-http.ts'
import {
  createRealClock,
  createScaledClock,
  machineNowMs,
  type WorldClock,
} from './kit/world-clock.ts'
import { startShopify } from './shopify-side.ts'
import { populateDemoAmazon } from './worlds/demo-amazon.ts'

const usage = `simulators/main.ts [options]
  --seed 7                 the world's seed
  --amazon-port 0          0 takes a free port
  --shopify-port 0
  --host 127.0.0.1
  --clock real             or scaled:60, or scaled:60:<worldOriginMs>:<realOriginMs>
  --quotas on              or off
  --index-lag-ms 2000      how long Shopify's order search lags
  --search-lag-ms 120000   how long Amazon's searchOrders lags
  --write-lag-ms 120000    after how long Amazon's getOrder shows a confirmed parcel or an applied feed
  --listing-lag-ms 120000  after how long an accepted patch of a listing shows
  --feed-ms 90000          how long Amazon takes for a feed or a report
  --orders-per-minute 0    the limit of Shopify trial shops (5); 0 for none
  --world demo             or catalogue (a stocked shop without orders), or empty
  --arrival-every-ms 1500  how often something happens in the demo world
  --die-with-parent        ends when the process that started it ends`

const whole = z.coerce.number().int().nonnegative()
const flagsSchema = z.object({
  seed: whole,
  'amazon-port': whole.max(65_535),
  'shopify-port': whole.max(65_535),
  host: z.string(),
  clock: z.string().regex(/^(real|scaled:\d+(\.\d+)?(:\d+:\d+)?)$/),
  quotas: z.enum(['on', 'off']),
  'index-lag-ms': whole,
  'search-lag-ms': whole,
  'write-lag-ms': whole,
  'listing-lag-ms': whole,
  'feed-ms': whole,
  'orders-per-minute': whole,
  world: z.enum(['demo', 'catalogue', 'empty']),
  'arrival-every-ms': whole,
  'die-with-parent': z.boolean(),
})

type Flags = z.infer<typeof flagsSchema>

await main()

async function main(): Promise<void> {
  const flags = readFlags()
  if (flags === undefined) {
    process.exitCode = 2
    return
  }
  const clock = clockOf(flags.clock)
  const amazon = createAmazon(flags, clock)
  const servedAmazon = await serve(amazon, { port: flags['amazon-port'], host: flags.host })
  const random = createSeededRandom(flags.seed).fork('shopify-app')
  const shopify = await startShopify({
    clock,
    seed: flags.seed,
    clientId: random.hex(32),
    clientSecret: `shpss_${random.hex(32)}`,
    indexLagMs: flags['index-lag-ms'],
    ordersPerMinute: flags['orders-per-minute'],
    quotas: flags.quotas === 'off' ? 'off' : 'default',
    world: flags.world,
    everyMs: flags['arrival-every-ms'],
    port: flags['shopify-port'],
    host: flags.host,
  })
  endWith([servedAmazon, shopify.served], clock, flags['die-with-parent'])
  console.log(
    JSON.stringify({
      ready: true,
      amazonUrl: servedAmazon.url,
      lwaUrl: `${servedAmazon.url}/auth/o2/token`,
      sqsUrl: servedAmazon.url,
      queueUrl: servedAmazon.url + amazon.queuePath,
      queueArn: amazon.queueArn,
      shopifyUrl: shopify.served.url,
      shop: shopify.shop,
      amazon: amazon.credentials,
      shopify: { clientId: shopify.clientId, clientSecret: shopify.clientSecret },
      clock: { mode: clock.mode(), ...clock.rate() },
    }),
  )
  console.error(`Amazon    ${servedAmazon.url}   control ${servedAmazon.url}/_control/openapi.json`)
  console.error(
    `Shopify   ${shopify.served.url}   control ${shopify.served.url}/_control/openapi.json`,
  )
  console.error(
    `World     ${flags.world}, seed ${flags.seed}, clock ${flags.clock}, quotas ${flags.quotas}`,
  )
}

function createAmazon(flags: Flags, clock: WorldClock): AmazonSimulator {
  const { seed } = flags
  const everyMs = flags['arrival-every-ms']
  return createAmazonSimulator({
    clock,
    seed,
    quotas: flags.quotas === 'off' ? 'off' : 'default',
    settings: lagsOf(flags),
    populate: (control) => {
      if (flags.world === 'demo') return populateDemoAmazon(control, clock, { seed, everyMs })
      control.subscribe()
      return undefined
    },
  })
}

/** A third of the time for a feed or a report it waits, then it is worked on. */
function lagsOf(flags: Flags): Partial<AmazonSettings> {
  const queueMs = Math.floor(flags['feed-ms'] / 3)
  const processMs = flags['feed-ms'] - queueMs
  return {
    searchLagMs: flags['search-lag-ms'],
    writeLagMs: flags['write-lag-ms'],
    listingLagMs: flags['listing-lag-ms'],
    feedQueueMs: queueMs,
    feedProcessMs: processMs,
    reportQueueMs: queueMs,
    reportProcessMs: processMs,
  }
}

function readFlags(): Flags | undefined {
  const text = (value: string) => ({ type: 'string', default: value }) as const
  try {
    const { values } = parseArgs({
      options: {
        seed: text('7'),
        'amazon-port': text('0'),
        'shopify-port': text('0'),
        host: text('127.0.0.1'),
        clock: text('real'),
        quotas: text('on'),
        'index-lag-ms': text('2000'),
        'search-lag-ms': text('120000'),
        'write-lag-ms': text('120000'),
        'listing-lag-ms': text('120000'),
        'feed-ms': text('90000'),
        'orders-per-minute': text('0'),
        world: text('demo'),
        'arrival-every-ms': text('1500'),
        'die-with-parent': { type: 'boolean', default: false },
      },
    })
    return flagsSchema.parse(values)
  } catch (error) {
    console.error(`${wordsOf(error)}\n\n${usage}`)
    return undefined
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error)
  return error instanceof Error ? error.message : String(error)
}

function clockOf(text: string): WorldClock {
  if (text === 'real') return createRealClock()
  const [, factor, worldOriginMs, realOriginMs] = text.split(':')
  const nowMs = machineNowMs()
  return createScaledClock({
    factor: Number(factor),
    worldOriginMs: Number(worldOriginMs ?? nowMs),
    realOriginMs: Number(realOriginMs ?? nowMs),
  })
}

/** Closes all ports on SIGTERM and SIGINT, and, if asked, when the parent is gone. */
function endWith(served: readonly Served[], clock: WorldClock, withParent: boolean): void {
  let ending = false
  const end = (): void => {
    if (ending) return
    ending = true
    clock.stop()
    void Promise.all(served.map((one) => one.close())).then(() => process.exit(0))
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  if (!withParent) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) end()
  }, 500).unref()
}
