/** The simulated Amazon and Shopify in a process of their own, as `npm run simulators` starts them. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { type AmazonDoor, amazonDoor, type ShopifyDoor, shopifyDoor } from './control.ts'

const readyShape = z.object({
  ready: z.literal(true),
  amazonUrl: z.string(),
  lwaUrl: z.string(),
  sqsUrl: z.string(),
  queueUrl: z.string(),
  queueArn: z.string(),
  shopifyUrl: z.string(),
  shop: z.string(),
  amazon: z.object({ clientId: z.string(), clientSecret: z.string(), refreshToken: z.string() }),
  shopify: z.object({ clientId: z.string(), clientSecret: z.string() }),
  clock: z.object({ worldOriginMs: z.number(), realOriginMs: z.number(), factor: z.number() }),
})

export type Addresses = z.output<typeof readyShape>

export type SimulatorFlags = {
  readonly world?: 'demo' | 'catalogue' | 'empty'
  readonly seed?: number
  readonly quotas?: 'on' | 'off'
  readonly clock?: string
  readonly indexLagMs?: number
  readonly searchLagMs?: number
  readonly ordersPerMinute?: number
}

export type Simulators = {
  readonly addresses: Addresses
  readonly amazon: AmazonDoor
  readonly shopify: ShopifyDoor
  stop(): Promise<void>
}

const main = path.resolve(import.meta.dirname, '../../simulators/main.ts')

/** Without quotas and lags unless asked for: a stocked shop, and an Amazon account without orders. */
export async function startSimulators(flags: SimulatorFlags = {}): Promise<Simulators> {
  const child = spawn(process.execPath, [main, ...argumentsOf(flags)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const addresses = readyShape.parse(JSON.parse(await firstLine(child)))
  return {
    addresses,
    amazon: amazonDoor(addresses.amazonUrl),
    shopify: shopifyDoor(addresses.shopifyUrl),
    stop: () => ended(child),
  }
}

function argumentsOf(flags: SimulatorFlags): string[] {
  return [
    ...['--world', flags.world ?? 'catalogue'],
    ...['--seed', `${flags.seed ?? 7}`],
    ...['--quotas', flags.quotas ?? 'off'],
    ...['--clock', flags.clock ?? 'real'],
    ...['--index-lag-ms', `${flags.indexLagMs ?? 0}`],
    ...['--search-lag-ms', `${flags.searchLagMs ?? 0}`],
    ...['--orders-per-minute', `${flags.ordersPerMinute ?? 0}`],
    '--die-with-parent',
  ]
}

async function firstLine(child: ChildProcess): Promise<string> {
  const { stdout } = child
  if (stdout === null) throw new Error('a child without an output')
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the simulators ended early (${code})`)))
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  await exit
}
