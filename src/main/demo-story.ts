/** Tells the demo's story while it happens, and knows when it is at rest. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { describeHold, reasonTextOf } from '../operations/orders/describe-order.ts'
import type { Database } from '../store/pool.ts'
import { type BusyKey, busyKeys } from '../work/resting.ts'
import { defaultAccountId } from './connect.ts'
import type { DemoDatabase } from './demo-database.ts'
import { type Addresses, arrivalEveryMs } from './demo-processes.ts'
import { askSimulator } from './demo-simulator.ts'

export type StoryEnd =
  | { readonly is: 'at-rest' }
  | { readonly is: 'unsettled'; readonly keys: readonly string[] }
  | { readonly is: 'stopped' }

const lookEveryMs = 500
const longMs = 100_000
const kinds = ['order', 'desk', 'backfill']
/** At rest means so for this many looks in a row. */
const quietLooks = 4
const busyShown = 10
const busyRead = 1_000
/** The simulated world's later steps come one by one; only after the last can it be at rest. */
const storySteps = 22

const countShape = z.object({ count: z.number() })
const queueShape = z.object({ ready: z.number(), inFlight: z.number(), delayed: z.number() })

export async function followStory(parts: {
  readonly database: DemoDatabase
  readonly addresses: Addresses
  readonly say: (line: string) => void
  readonly atMostMs: number
  readonly stop: Promise<void>
  /** What else has to be over before it is at rest. */
  readonly alsoWaitFor: Promise<void>
}): Promise<StoryEnd> {
  const { db } = parts.database
  const told = new Set<string>()
  let stopped = false
  void parts.stop.then(() => {
    stopped = true
  })
  let others = false
  void parts.alsoWaitFor.then(() => {
    others = true
  })
  let quiet = 0
  for (let waitedMs = 0; waitedMs < parts.atMostMs; waitedMs += lookEveryMs) {
    if (stopped) return { is: 'stopped' }
    await tellNews(db, told, parts.say)
    const allArrived = others && waitedMs >= storySteps * arrivalEveryMs
    quiet = allArrived && (await isAtRest(db, parts.addresses)) ? quiet + 1 : 0
    if (quiet >= quietLooks) return { is: 'at-rest' }
    await sleep(lookEveryMs)
  }
  const keys = (await busyNow(db))
    .slice(0, busyShown)
    .map(({ kind, key, state, lastErrorCode }) => {
      return `${kind} ${key} (${state}${lastErrorCode === null ? '' : `, ${lastErrorCode}`})`
    })
  return { is: 'unsettled', keys }
}

type News = {
  readonly id: string
  readonly outcome: string
  readonly reason: string
  readonly name: string | null
}

async function tellNews(
  db: Database,
  told: Set<string>,
  say: (line: string) => void,
): Promise<void> {
  const { rows } = await sql<News>`
    select amazon_order_id as id, outcome, coalesce(reason, '') as reason, shopify_name as name
    from amazon_order where outcome not in ('new', 'working') order by decided_at
  `.execute(db)
  for (const row of rows) {
    const key = `${row.id} ${row.outcome} ${row.reason}`
    if (told.has(key)) continue
    told.add(key)
    say(`  ${row.id}  ${lineOf(row)}`)
  }
}

function lineOf(row: News): string {
  const { outcome, reason, name } = row
  if (outcome === 'imported') return `is Shopify order ${name ?? ''}`
  if (outcome === 'adopted') return `was there already, as ${name ?? 'a Shopify order'}`
  if (outcome === 'held')
    return `waits for a person: ${describeHold(reason, null).title} (${reason})`
  return `${reasonTextOf(reason)} (${reason})`
}

/**
 * The keys on which something hangs. An order in Shopify whose concerns all rest is none, when it is only
 * looked at once more, as after each change.
 */
async function busyNow(db: Database): Promise<BusyKey[]> {
  const busy = await busyKeys(db, defaultAccountId, { longMs, kinds, limit: busyRead })
  const soon = busy.filter(({ kind, state }) => kind === 'order' && state === 'waiting-soon')
  const { rows } = await sql<{ id: string }>`
    select o.amazon_order_id as id from amazon_order o
    where o.account_id = ${defaultAccountId} and o.outcome in ('imported', 'adopted')
      and o.amazon_order_id = any(${soon.map(({ key }) => key)}::text[])
      and not exists (select 1 from order_concern c where c.account_id = o.account_id
        and c.amazon_order_id = o.amazon_order_id and c.outcome in ('working', 'waiting'))
  `.execute(db)
  const resting = new Set(rows.map(({ id }) => id))
  return busy.filter((one) => !soon.includes(one) || !resting.has(one.key))
}

/** Every order that Amazon has is known, the queue is empty, and no key is due or soon due. */
async function isAtRest(db: Database, to: Addresses): Promise<boolean> {
  if ((await busyNow(db)).length > 0) return false
  const queue = queueShape.parse(await askSimulator(to.amazonUrl, 'queue'))
  if (queue.ready + queue.inFlight + queue.delayed > 0) return false
  const { count } = countShape.parse(await askSimulator(to.amazonUrl, 'orders'))
  const { rows } = await sql<{ known: number }>`
    select count(*) as known from amazon_order where observed is not null or unreadable_paths is not null
  `.execute(db)
  return (rows[0]?.known ?? 0) >= count
}
