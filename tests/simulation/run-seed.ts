/**
 * Runs one seed: two workers and the readers of the queues as logical processes over one database, the
 * world's events and faults at their times, one crash and one stop past a lease; then waits until the
 * world is at rest and checks it. The same seed gives the same trace.
 */
import { createHash } from 'node:crypto'
import { createSeededRandom } from '../../simulators/kit/seeded-random.ts'
import { createSteppedClock } from '../../simulators/kit/world-clock.ts'
import type { Deliver } from '../../simulators/shopify/options.ts'
import { createSecrets } from '../../src/config/secrets.ts'
import type { Database } from '../../src/store/pool.ts'
import { describeError, startReader, startWorker } from './actors.ts'
import { type Baton, createBaton } from './baton.ts'
import type { Bugs } from './bugs.ts'
import { createDisturbances } from './disturbances.ts'
import type { WorldName } from './happenings/all.ts'
import { checkAlways, checkAtRest } from './invariants/all.ts'
import { countLife } from './life-counts.ts'
import { type Run, step } from './scheduler.ts'
import { connectSoak, soakDeliver } from './soak-connection.ts'
import { emptyTables, type SoakDatabase } from './soak-database.ts'
import type { Expected } from './soak-shop.ts'
import { createSoakWorld, type SoakWorld } from './soak-world.ts'
import { countStock } from './stock-counts.ts'

export type SeedResult = {
  readonly seed: number
  readonly violations: readonly string[]
  readonly faults: Readonly<Record<string, number>>
  readonly crashes: number
  readonly stops: number
  readonly unclear: number
  readonly takeovers: number
  readonly turns: number
  /** Orders by what had to become of them. */
  readonly orders: Readonly<Partial<Record<Expected, number>>>
  readonly sellers: number
  /** What was met of that which the world is about. */
  readonly met: Counts
  readonly traceHash: string
}

type Counts = Readonly<Record<string, number>>

const worldStartMs = Date.UTC(2026, 10, 1)

export async function runSeed(
  database: SoakDatabase,
  seed: number,
  options: { readonly world: WorldName; readonly bugs?: Bugs },
): Promise<SeedResult> {
  const { db, quiet } = database
  const { world: name, bugs = {} } = options
  await emptyTables(db)
  const clock = createSteppedClock({ nowMs: worldStartMs })
  database.moveClock(worldStartMs)
  const random = createSeededRandom(seed).fork('scheduler')
  const secrets = createSecrets([Buffer.alloc(32, 7)])
  const violations: string[] = []
  const baton = createBaton({
    quiet,
    onError: (actor, error) => violations.push(`${actor} threw: ${describeError(error)}`),
  })
  const world = createSoakWorld(seed, clock, {
    name,
    db,
    deliverTo: (shop) => deliverUnlessAway(db, shop, () => world),
    stop: (untilMs) => stopAll(baton, untilMs),
  })
  const { shops, variation } = world
  for (const shop of shops) {
    const { settings, marketplaceIds } = world
    await connectSoak({ db, clock, shop, variation, secrets, settings, marketplaceIds })
  }
  let over = false
  const run: Run = {
    ...{ db, database, seed, clock, world, baton, secrets, bugs, violations, random },
    counts: { unclear: 0, takeovers: 0 },
    ended: () => over,
    disturb: createDisturbances(random, name),
    ...{ crashes: 0, stops: 0, turns: 0, idle: 0, born: 2, due: null },
  }
  await startWorker(run, 'worker#1')
  await startWorker(run, 'worker#2')
  for (const shop of shops) await startReader(run, shop)
  let going = true
  while (going && violations.length === 0) going = await step(run)
  over = true
  violations.push(...(violations.length === 0 ? await checkAtRest(db, world) : checkAlways(world)))
  return resultOf(run, await countMet(db, world))
}

async function countMet(db: Database, world: SoakWorld): Promise<Counts> {
  if (world.name === 'import') return {}
  return world.name === 'life' ? countLife(db, world) : countStock(db, world)
}

/** Who took the connection away hears nothing. */
function deliverUnlessAway(db: Database, name: string, worldNow: () => SoakWorld): Deliver {
  const deliver = soakDeliver(db, () => worldNow().shops.find((shop) => shop.name === name))
  return async (...delivery) =>
    worldNow().deeds.get(name)?.isAway === true ? { status: 200 } : deliver(...delivery)
}

function stopAll(baton: Baton, untilMs: number): void {
  for (const actor of new Set(baton.waiting().map((one) => one.actor))) baton.pause(actor, untilMs)
}

function resultOf(run: Run, met: Counts): SeedResult {
  const { seed, violations, crashes, stops, turns, counts, world, baton } = run
  const faults: Record<string, number> = {}
  const orders: Partial<Record<Expected, number>> = {}
  for (const { amazon, shopify, expected } of world.shops) {
    for (const plane of [amazon.faults, shopify.faults]) {
      for (const [kind, count] of Object.entries(plane.fired())) {
        faults[kind] = (faults[kind] ?? 0) + count
      }
    }
    for (const becomes of expected.values()) orders[becomes] = (orders[becomes] ?? 0) + 1
  }
  const traceHash = createHash('sha256').update(baton.trace.join('\n')).digest('hex').slice(0, 16)
  const sellers = world.shops.length
  return {
    ...{ seed, violations, faults, crashes, stops, turns, ...counts, orders, sellers, met },
    traceHash,
  }
}
