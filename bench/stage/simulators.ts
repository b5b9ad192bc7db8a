/** The simulated platforms in a process of their own, and the verbs of their control doors. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { z } from 'zod'
import { end, firstLine } from './children.ts'

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
  clock: z.object({ worldOriginMs: z.number(), realOriginMs: z.number(), factor: z.number() }),
})

export type Addresses = z.output<typeof addressesShape>

export type Simulators = AsyncDisposable & {
  readonly addresses: Addresses
  /** Asks a control door: a body makes it a POST. */
  control(side: 'amazon' | 'shopify', verb: string, body?: object): Promise<unknown>
  /** Orders in the simulated shop. */
  shopOrders(): Promise<number>
}

const program = path.resolve(import.meta.dirname, '../../simulators/main.ts')
const countsShape = z.object({ orders: z.number() })

export async function startSimulators(flags: {
  readonly quotas: 'on' | 'off'
  readonly clock?: string
  readonly seed?: number
  readonly world?: 'catalogue' | 'empty'
  /** After how long an accepted patch of a listing shows. */
  readonly listingLagMs?: number
}): Promise<Simulators> {
  const args = [
    program,
    ...['--world', flags.world ?? 'catalogue', '--quotas', flags.quotas],
    ...['--clock', flags.clock ?? 'real'],
    ...(flags.listingLagMs === undefined ? [] : ['--listing-lag-ms', `${flags.listingLagMs}`]),
    ...['--seed', `${flags.seed ?? 7}`, '--index-lag-ms', '0', '--die-with-parent'],
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const addresses = addressesShape.parse(JSON.parse(await firstLine(child, 'the simulators')))
  const control: Simulators['control'] = async (side, verb, body) => {
    const base = side === 'amazon' ? addresses.amazonUrl : addresses.shopifyUrl
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const answer = await fetch(`${base}/_control/${verb}`, init)
    if (!answer.ok) throw new Error(`control verb ${verb}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  return {
    addresses,
    control,
    shopOrders: async () => countsShape.parse(await control('shopify', 'counts')).orders,
    [Symbol.asyncDispose]: () => end(child),
  }
}

const ordersShape = z.object({
  orders: z.array(z.object({ sourceIdentifier: z.string().nullable(), createdAtMs: z.number() })),
})

/** Amazon order id → world time at which the simulator committed its Shopify order. Refuses doubles. */
export async function commitTimes(simulators: Simulators): Promise<Map<string, number>> {
  const { orders } = ordersShape.parse(await simulators.control('shopify', 'orders'))
  const times = new Map<string, number>()
  for (const { sourceIdentifier, createdAtMs } of orders) {
    if (sourceIdentifier === null) continue
    if (times.has(sourceIdentifier)) throw new Error(`${sourceIdentifier} was created twice`)
    times.set(sourceIdentifier, createdAtMs)
  }
  return times
}
