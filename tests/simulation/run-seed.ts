/**
 * Runs one seed: two workers and the queue's reader as logical processes over one database, the world's
 * events and faults at their times, one crash at least and one stop past a lease; then waits until the
 * world is at rest and checks it. The same seed gives the same trace.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { createSeededRandom } from '../../simulators/kit/seeded-random.ts'
import { createSteppedClock } from '../../simulators/kit/world-clock.ts'
import { createSecrets } from '../../src/config/secrets.ts'
import { takeMessages } from '../../src/main/queue-loop.ts'
import { kinds } from '../../src/reconcile/keys.ts'
import type { Database } from '../../src/store/pool.ts'
import { nextDue } from '../../src/work/resting.ts'
import { firstTurn, runOnce } from '../../src/work/run-once.ts'
import { createBaton, pickFrom } from './baton.ts'
import type { Bugs } from './bugs.ts'
import { checkAtEnd, checkDoubles } from './invariants.ts'
import { emptyTables, moveClocks } from './soak-clock.ts'
import { connectSoak, soakAccount, soakDeliver } from './soak-connection.ts'
import { createSoakProcess, type SoakCounts } from './soak-product.ts'
import { createSoakQueue } from './soak-transport.ts'
import { createSoakWorld, hourMs, type SoakWorld } from './soak-world.ts'

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

const leaseMs = 30_000
const worldStartMs = Date.UTC(2026, 10, 1)
const restWithinMs = 60 * hourMs
const turnsMax = 60_000
/** Looks in a row that found nothing, though something seemed due: it is locked or fenced; go on. */
const idleMax = 40
const workKinds = Object.values(kinds)

export async function runSeed(db: Database, seed: number, bugs: Bugs = {}): Promise<SeedResult> {
  await emptyTables(db)
  const clock = createSteppedClock({ nowMs: worldStartMs })
  await moveClocks(db, clock, worldStartMs)
  const random = createSeededRandom(seed).fork('scheduler')
  const secrets = createSecrets([Buffer.alloc(32, 7)])
  const violations: string[] = []
  const baton = createBaton((actor, error) => violations.push(`${actor} threw: ${describe(error)}`))
  const counts: SoakCounts = { unclear: 0, takeovers: 0 }
  const deliver = soakDeliver(db)
  const world = createSoakWorld(seed, clock, deliver)
  await connectSoak({ db, clock, world, secrets })

  let born = 0
  let stopped = false
  const startWorker = async (role: string) => {
    born += 1
    const name = `${role}#${born}`
    const process = createSoakProcess({
      name,
      seed,
      db,
      clock,
      hosts: world,
      secrets,
      bugs,
      counts,
      turn: (label) => baton.turn(name, label),
    })
    const options = {
      db,
      handlers: process.handlers,
      worker: name,
      newToken: process.newId,
      batchLimit: 1,
      leaseMs,
      onThrown: (_held: readonly unknown[], error: unknown) => {
        violations.push(`${name} run threw: ${describe(error)}`)
      },
    }
    const turn = firstTurn()
    await baton.start(name, async () => {
      while (!stopped) {
        await baton.turn(name, 'claim')
        await runOnce(options, turn)
      }
    })
  }
  const startReader = async () => {
    const queue = createSoakQueue(world.amazon, world.amazon.queuePath)
    await baton.start('reader', async () => {
      while (!stopped) {
        await baton.turn('reader', 'receive')
        const messages = await queue.receive(10, 0, new AbortController().signal)
        if (messages.length === 0) continue
        await takeMessages({ db, accountId: soakAccount, queue }, messages)
      }
    })
  }
  await startWorker('A')
  await startWorker('B')
  await startReader()

  const plan = disturbances(random)
  let crashes = 0
  let stops = 0
  let turns = 0
  const events = () => world.events as { atMs: number; label: string; run: () => void }[]
  const due = () => events().filter((event) => event.atMs <= clock.nowMs())
  let idle = 0
  while (turns < turnsMax) {
    for (const event of due()) {
      events().splice(events().indexOf(event), 1)
      baton.trace.push(`world:${event.label}`)
      event.run()
      idle = 0
    }
    const all = baton.waiting(clock.nowMs())
    const busy = all.filter((one) => one.label !== 'claim' && one.label !== 'receive')
    const goesOn = busy.length > 0 && random.chance(0.7)
    const hasMail = goesOn || world.amazon.control.queueDepth().ready > 0
    const hasWork = goesOn || (await somethingDue(db))
    // Who would find nothing gets no turn: an empty look changes nothing.
    const waiting = goesOn
      ? busy
      : all.filter(
          ({ label }) => (label !== 'claim' || hasWork) && (label !== 'receive' || hasMail),
        )
    if (waiting.length === 0 || idle > idleMax) {
      const toMs = await nextMoment(db, clock.nowMs(), world, baton.nextResumeMs())
      if (toMs === null || toMs > world.endMs + restWithinMs) break
      await moveClocks(db, clock, toMs)
      idle = 0
      continue
    }
    const one = pickFrom(random, waiting)
    if (one === undefined) continue
    const kind = plan.at(one.label, one.actor, clock.nowMs() < world.endMs)
    if (kind === 'crash') {
      crashes += 1
      baton.crash(one.actor)
      await startWorker(one.actor.split('#')[0] ?? 'W')
    } else if (kind === 'stop') {
      stops += 1
      baton.pause(one.actor, clock.nowMs() + leaseMs + random.int(1, 60) * 1_000)
    } else {
      turns += 1
      await baton.give(one.actor)
      idle = one.label === 'claim' || one.label === 'receive' ? idle + 1 : 0
    }
    if (turns % 50 === 0) violations.push(...checkDoubles(world))
    if (violations.length > 0) break
    if (random.chance(0.05)) await moveClocks(db, clock, clock.nowMs() + random.int(1, 400))
  }
  stopped = true
  if (turns >= turnsMax) violations.push('the world did not come to rest')
  violations.push(...checkDoubles(world))
  if (violations.length === 0) violations.push(...(await checkAtEnd(db, world)))
  if (process.env.SOAK_TRACE !== undefined) {
    const by = new Map<string, number>()
    for (const line of baton.trace) {
      const label = line.replace(/^[^:]*:/, '')
      by.set(label, (by.get(label) ?? 0) + 1)
    }
    console.error([...by].sort((a, b) => b[1] - a[1]).slice(0, 25))
  }
  return {
    seed,
    violations,
    faults: sum(world.amazon.faults.fired(), world.shopify.faults.fired()),
    crashes,
    stops,
    turns,
    ...counts,
    traceHash: createHash('sha256').update(baton.trace.join('\n')).digest('hex').slice(0, 16),
  }
}

/** When a worker is dropped or stood still: at moments around a write, as the seed chooses. */
function disturbances(random: ReturnType<typeof createSeededRandom>) {
  const moments = [
    'before-intent',
    'after-intent',
    'send orderCreate',
    'answer orderCreate',
    'after-answer',
    'after-record',
    'before-settle',
  ]
  const crashAt = random.pick(moments)
  const stopAt = random.pick(moments.slice(0, 5))
  let crashIn = random.int(1, 6)
  let stopIn = random.int(1, 6)
  return {
    at(label: string, actor: string, active: boolean): 'crash' | 'stop' | 'go' {
      if (!active || actor === 'reader') return 'go'
      if (label === crashAt) {
        crashIn -= 1
        if (crashIn === 0) return 'crash'
      }
      if (label === stopAt) {
        stopIn -= 1
        if (stopIn === 0) return 'stop'
      }
      return 'go'
    },
  }
}

async function somethingDue(db: Database): Promise<boolean> {
  const { rows } = await sql`
    select 1 from work where run_at <= app_now() or lease_until <= machine_now() limit 1
  `.execute(db)
  return rows.length > 0
}

/** The next time at which anything can happen; null when nothing ever will. */
async function nextMoment(
  db: Database,
  nowMs: number,
  world: SoakWorld,
  resumeMs: number | null,
): Promise<number | null> {
  const due = await nextDue(db, workKinds)
  const moments = [
    ...world.events.map((event) => event.atMs),
    ...(resumeMs === null ? [] : [resumeMs]),
    ...(due.dueAtMs === null ? [] : [Math.ceil(due.dueAtMs)]),
    ...(due.leaseEndsInMs === null ? [] : [nowMs + Math.max(1, Math.ceil(due.leaseEndsInMs))]),
  ].filter((ms) => ms > nowMs)
  return moments.length === 0 ? null : Math.min(...moments)
}

function sum(...counts: readonly Record<string, number>[]): Record<string, number> {
  const total: Record<string, number> = {}
  for (const one of counts) {
    for (const [kind, count] of Object.entries(one)) total[kind] = (total[kind] ?? 0) + count
  }
  return total
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name} ${error.message}`.slice(0, 200) : 'something'
}
