/**
 * Runs one seed: two workers and the queue's reader as logical processes over one database, the world's
 * events and faults at their times, one crash and one stop past a lease; then waits until the world is
 * at rest and checks it. The same seed gives the same trace.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { createSeededRandom, type SeededRandom } from '../../simulators/kit/seeded-random.ts'
import { createSteppedClock } from '../../simulators/kit/world-clock.ts'
import { createSecrets } from '../../src/config/secrets.ts'
import { kinds } from '../../src/reconcile/keys.ts'
import type { Database } from '../../src/store/pool.ts'
import { nextDue } from '../../src/work/resting.ts'
import { type Cast, describeError, leaseMs, startReader, startWorker } from './actors.ts'
import { createBaton, pickFrom, type Turn } from './baton.ts'
import type { Bugs } from './bugs.ts'
import { createDisturbances, type Disturbance } from './disturbances.ts'
import { checkAtEnd, checkDoubles } from './invariants.ts'
import { emptyTables, moveClocks } from './soak-clock.ts'
import { connectSoak, soakDeliver } from './soak-connection.ts'
import { createSoakWorld, hourMs } from './soak-world.ts'

export type SeedResult = {
  readonly seed: number
  readonly violations: readonly string[]
  readonly faults: Readonly<Record<string, number>>
  readonly crashes: number
  readonly stops: number
  readonly unclear: number
  readonly takeovers: number
  readonly turns: number
  readonly traceHash: string
}

const worldStartMs = Date.UTC(2026, 10, 1)
const restWithinMs = 12 * hourMs
const turnsMax = 60_000
const checkEvery = 50
/** Looks in a row that found nothing, though something seemed due: it is fenced; time goes on. */
const idleMax = 40
const workKinds = Object.values(kinds)

type Run = Cast & {
  readonly random: SeededRandom
  readonly disturb: (turn: Turn) => Disturbance
  crashes: number
  stops: number
  turns: number
  idle: number
  born: number
}

export async function runSeed(db: Database, seed: number, bugs: Bugs = {}): Promise<SeedResult> {
  await emptyTables(db)
  const clock = createSteppedClock({ nowMs: worldStartMs })
  await moveClocks(db, clock, worldStartMs)
  const random = createSeededRandom(seed).fork('scheduler')
  const secrets = createSecrets([Buffer.alloc(32, 7)])
  const violations: string[] = []
  const baton = createBaton((actor, error) =>
    violations.push(`${actor} threw: ${describeError(error)}`),
  )
  const world = createSoakWorld(seed, clock, soakDeliver(db))
  await connectSoak({ db, clock, world, secrets })
  let over = false
  const run: Run = {
    ...{ db, seed, clock, world, baton, secrets, bugs, violations, random },
    counts: { unclear: 0, takeovers: 0 },
    ended: () => over,
    disturb: createDisturbances(random),
    ...{ crashes: 0, stops: 0, turns: 0, idle: 0, born: 2 },
  }
  await startWorker(run, 'worker#1')
  await startWorker(run, 'worker#2')
  await startReader(run)
  let going = true
  while (going && violations.length === 0) going = await step(run)
  over = true
  violations.push(...checkDoubles(world))
  if (violations.length === 0) violations.push(...(await checkAtEnd(db, world)))
  return resultOf(run)
}

/** One turn, or one move of the clock; false when the world is at rest for good. */
async function step(run: Run): Promise<boolean> {
  if (run.turns >= turnsMax) {
    run.violations.push('the world did not come to rest')
    return false
  }
  happen(run)
  const waiting = await ready(run)
  const one = run.idle > idleMax ? undefined : pickFrom(run.random, waiting)
  if (one === undefined) return moveOn(run)
  const active = run.clock.nowMs() < run.world.endMs
  const disturbance = active ? run.disturb(one) : 'none'
  if (disturbance === 'crash') {
    run.crashes += 1
    run.born += 1
    run.baton.crash(one.actor)
    await startWorker(run, `worker#${run.born}`)
  } else if (disturbance === 'stop') {
    run.stops += 1
    run.baton.pause(one.actor, run.clock.nowMs() + leaseMs + run.random.int(1, 60) * 1_000)
  } else {
    run.turns += 1
    await run.baton.give(one.actor)
    run.idle = looksOnly(one) ? run.idle + 1 : 0
  }
  if (run.turns % checkEvery === 0) run.violations.push(...checkDoubles(run.world))
  if (run.random.chance(0.05)) {
    await moveClocks(run.db, run.clock, run.clock.nowMs() + run.random.int(1, 400))
  }
  return true
}

function looksOnly({ label }: Turn): boolean {
  return label === 'claim' || label === 'receive'
}

/** The world's events that are due. */
function happen(run: Run): void {
  const { events } = run.world
  for (let at = 0; at < events.length; ) {
    const event = events[at]
    if (event === undefined || event.atMs > run.clock.nowMs()) {
      at += 1
      continue
    }
    events.splice(at, 1)
    run.baton.trace.push(`world:${event.label}`)
    event.run()
    run.idle = 0
  }
}

/** Who may have the turn. Who would find nothing gets none: an empty look changes nothing. */
async function ready(run: Run): Promise<readonly Turn[]> {
  const all = run.baton.waiting(run.clock.nowMs())
  const busy = all.filter((one) => !looksOnly(one))
  if (busy.length > 0 && run.random.chance(0.7)) return busy
  const hasMail = run.world.amazon.control.queueDepth().ready > 0
  const hasWork = await somethingDue(run.db, run.clock.nowMs())
  return all.filter(
    ({ label }) => (label !== 'claim' || hasWork) && (label !== 'receive' || hasMail),
  )
}

async function somethingDue(db: Database, nowMs: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from work where run_at <= from_ms(${nowMs}) or lease_until <= from_ms(${nowMs}) limit 1
  `.execute(db)
  return rows.length > 0
}

/** Moves the clock to the next moment at which anything can happen. */
async function moveOn(run: Run): Promise<boolean> {
  const nowMs = run.clock.nowMs()
  const due = await nextDue(run.db, workKinds)
  const resumeMs = run.baton.nextResumeMs()
  const moments = [
    ...run.world.events.map((event) => event.atMs),
    ...(resumeMs === null ? [] : [resumeMs]),
    ...(due.dueAtMs === null ? [] : [Math.ceil(due.dueAtMs)]),
    ...(due.leaseEndsInMs === null ? [] : [nowMs + Math.max(1, Math.ceil(due.leaseEndsInMs))]),
  ].filter((ms) => ms > nowMs)
  const toMs = moments.length === 0 ? null : Math.min(...moments)
  if (toMs === null || toMs > run.world.endMs + restWithinMs) return false
  await moveClocks(run.db, run.clock, toMs)
  run.idle = 0
  return true
}

function resultOf(run: Run): SeedResult {
  const { seed, violations, crashes, stops, turns, counts, world, baton } = run
  const faults: Record<string, number> = {}
  for (const plane of [world.amazon.faults, world.shopify.faults]) {
    for (const [kind, count] of Object.entries(plane.fired())) {
      faults[kind] = (faults[kind] ?? 0) + count
    }
  }
  const traceHash = createHash('sha256').update(baton.trace.join('\n')).digest('hex').slice(0, 16)
  return { seed, violations, faults, crashes, stops, turns, ...counts, traceHash }
}
