/** What is left of the writes of order life when all is at rest: how each ended, and what is still open. */
import { sql } from 'kysely'
import type { Stage } from '../support/scenario.ts'

/** How the write of an order ended: the state of its newest attempt, or that a person is asked. */
export async function endOf(
  { database }: Stage,
  orderId: string,
  effect: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ state: string }>`
    select case when a.state in ('intended', 'unclear') and exists (select 1 from order_concern c
        where c.account_id = e.account_id and c.amazon_order_id = e.amazon_order_id
          and c.outcome = 'held' and c.reason like '%UNCLEAR') then 'held' else a.state end as state
    from attempt a join effect e using (account_id, effect_key)
    where e.amazon_order_id = ${orderId} and e.kind = ${effect}
    order by a.intended_at desc limit 1
  `.execute(database.db)
  return rows[0]?.state
}

/** How often writes of these kinds were intended: as often they were sent at most. */
export async function attemptsOf({ database }: Stage, effects: readonly string[]): Promise<number> {
  const { rows } = await sql`
    select 1 from attempt join effect using (account_id, effect_key)
    where kind = any(${effects}::text[])
  `.execute(database.db)
  return rows.length
}

/** Attempts without an end that no person is asked about, feeds under way, given up keys, open incidents. */
export async function openEnds({ database }: Stage): Promise<string[]> {
  const { rows } = await sql<{ words: string }>`
    select 'attempt ' || effect_key as words from attempt a
      where state in ('intended', 'unclear') and not (state = 'unclear' and exists (
        select 1 from feed_message m where m.attempt_id = a.attempt_id))
        and not exists (select 1 from order_concern c
          where c.account_id = a.account_id and c.outcome = 'held' and c.reason like '%UNCLEAR'
            and c.detail->>'subject' = a.effect_key)
    union all select 'feed ' || feed_no from feed where state in ('intended', 'sent')
    union all select 'feed row ' || effect_key from feed_row
    union all select concat_ws(' ', 'dead', key, 'after', failures, 'failures and', losses, 'losses:',
      last_error_code) from work where dead_at is not null
    union all select 'incident ' || code from incident where closed_at is null
  `.execute(database.db)
  return rows.map(({ words }) => words)
}

/**
 * An order whose write of this kind the newest kill has left without an end. Several may be under way at once:
 * after an answer it is one that it was done for, for the others were not asked yet.
 */
export async function struckBy(
  { database, amazon, shopify }: Stage,
  { effect, call, wasAnswered }: Struck,
): Promise<string> {
  const { rows } = await sql<{ id: string; key: string }>`
    select e.amazon_order_id as id, e.effect_key as key from attempt a join effect e using (account_id, effect_key)
    where e.kind = ${effect} and a.state = 'intended' order by a.intended_at desc
  `.execute(database.db)
  const door = call.startsWith('amazon') ? amazon : shopify
  const done = await door.journal({ on: call, withEffect: 'true' })
  // Amazon names the order in the path; Shopify's journal names the part, as the key does.
  const isOf = ({ id, key }: (typeof rows)[number]) =>
    done.some(
      ({ path, effect: what = '' }) =>
        path.includes(id) || what.endsWith(`/${key.split(/[:/]/)[1]}`),
    )
  const struck = rows.find((row) => isOf(row) === wasAnswered)
  return struck?.id ?? ''
}

type Struck = {
  readonly effect: string
  /** The platform's name of the call. */
  readonly call: string
  readonly wasAnswered: boolean
}
