/**
 * Gives turns, by the seed, to one who waits at a time; lets the world's events happen; and moves the
 * clock when nobody has anything to do.
 */
import { sql } from 'kysely'
import type { SeededRandom } from '../../simulators/kit/seeded-random.ts'
import { type Cast, leaseMs, readerOf, startWorker } from './actors.ts'
import type { Turn } from './baton.ts'
import type { Disturbance } from './disturbances.ts'
import { checkAlways } from './invariants/all.ts'
import type { SoakDatabase } from './soak-database.ts'

/** When the first key is due and the first lease is over, after so many changes of the work table. */
type Due = {
  readonly changes: number
  /** Keys that were due at that look and that nobody was sent to claim since. */
  unclaimed: number
  readonly runMs: number | null
  readonly leaseMs: number | null
}

export type Run = Cast & {
  readonly database: SoakDatabase
  readonly random: SeededRandom
  readonly disturb: (turn: Turn, isLate: boolean) => Disturbance
  crashes: number
  stops: number
  turns: number
  idle: number
  born: number
  due: Due | null
}

/** By then everything has settled: a feed may be stuck for hours, and a refused figure waits for six. */
const restHours = { import: 12, life: 12, stock: 8 } as const
const turnsMax = 60_000
const checkEvery = 50
/** Looks in a row that found nothing, though something seemed due: it is fenced; time goes on. */
const idleMax = 40

/** One turn, or one move of the clock; false when the world is at rest for good. */
export async function step(run: Run): Promise<boolean> {
  if (run.turns >= turnsMax) {
    run.violations.push('the world did not come to rest')
    return false
  }
  await happen(run)
  const waiting = run.idle > idleMax ? [] : await ready(run)
  if (waiting.length === 0) return moveOn(run)
  const one = run.random.pick(waiting)
  const nowMs = run.clock.nowMs()
  const { endMs, lateMs } = run.world
  const disturbance = nowMs < endMs ? run.disturb(one, nowMs > lateMs) : 'none'
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
    if (one.label === 'claim' && run.due !== null) run.due.unclaimed -= run.world.variation.batch
    await run.baton.give(one)
    run.idle = looksOnly(one) ? run.idle + 1 : 0
  }
  if (run.turns % checkEvery === 0) run.violations.push(...checkAlways(run.world))
  if (run.random.chance(0.05)) await moveTo(run, run.clock.nowMs() + run.random.int(1, 400))
  return true
}

function looksOnly({ label }: Turn): boolean {
  return label === 'claim' || label === 'receive'
}

/** The world's events that are due. */
async function happen(run: Run): Promise<void> {
  const { events } = run.world
  for (let at = 0; at < events.length; ) {
    const event = events[at]
    if (event === undefined || event.atMs > run.clock.nowMs()) {
      at += 1
      continue
    }
    events.splice(at, 1)
    run.baton.trace.push(`world:${event.label}`)
    await event.run()
    await run.database.quiet()
    run.idle = 0
  }
}

/** Who may have the turn. Who would find nothing gets none: an empty look changes nothing. */
async function ready(run: Run): Promise<readonly Turn[]> {
  const all = run.baton.waiting()
  const busy = all.filter((one) => !looksOnly(one))
  if (busy.length > 0 && run.random.chance(0.7)) return busy
  // Beside somebody who is busy what was due a moment ago will do.
  const hasWork =
    busy.length > 0 && run.due !== null ? run.due.unclaimed > 0 : isDue(run, await dueOf(run))
  const readers = run.world.shops
    .filter(({ amazon }) => amazon.control.queueDepth().ready > 0)
    .map(readerOf)
  return all.filter(
    ({ actor, label }) =>
      (label !== 'claim' || hasWork) && (label !== 'receive' || readers.includes(actor)),
  )
}

function isDue({ clock }: Run, { runMs, leaseMs: untilMs }: Due): boolean {
  return Math.min(runMs ?? Infinity, untilMs ?? Infinity) <= clock.nowMs()
}

/** PostgreSQL counts microseconds: what is due within a millisecond may be claimed at its end. */
async function dueOf(run: Run): Promise<Due> {
  const changes = run.database.workChanges()
  if (run.due?.changes === changes) return run.due
  const { rows } = await sql<{ run: number | null; lease: number | null; count: number }>`
    select count(*) filter (where least(run_at, lease_until) <= (select app_now()))::int as count,
      ceil(extract(epoch from min(run_at)) * 1000)::float8 as run,
      ceil(extract(epoch from min(lease_until)) * 1000)::float8 as lease
    from work where ${true}
  `.execute(run.db)
  const [row] = rows
  const unclaimed = row?.count ?? 0
  run.due = { changes, unclaimed, runMs: row?.run ?? null, leaseMs: row?.lease ?? null }
  return run.due
}

/** Moves the clock to the next moment at which anything can happen. */
async function moveOn(run: Run): Promise<boolean> {
  const nowMs = run.clock.nowMs()
  const due = await dueOf(run)
  const moments = [
    ...run.world.events.map((event) => event.atMs),
    ...[run.baton.nextResumeMs(), due.runMs, due.leaseMs].filter((ms) => ms !== null),
  ].filter((ms) => ms > nowMs && Number.isFinite(ms))
  const toMs = moments.length === 0 ? null : Math.min(...moments)
  if (toMs === null || toMs > run.world.endMs + restHours[run.world.name] * 3_600_000) return false
  await moveTo(run, toMs)
  run.idle = 0
  return true
}

async function moveTo(run: Run, toMs: number): Promise<void> {
  // The database first: what falls due in the simulators on the way may write to it.
  run.database.moveClock(toMs)
  await run.clock.advanceTo(toMs)
  run.baton.wake(toMs)
  await run.database.quiet()
}
