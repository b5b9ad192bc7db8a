/**
 * Notices: what happened is looked through for them, and each is stored once, with its ways, in one
 * statement. They are found in the projections and not written by those who change them: an import
 * costs not one statement more, and what was committed is told even after a crash.
 */
import { type RawBuilder, sql } from 'kysely'
import type { AccountId } from '../core/ids.ts'
import { lifeEvents, type NoticeEvent, type Severity } from '../core/notices/events.ts'
import type { Finding, Notice } from '../core/notices/notice.ts'
import type { PlannedNotice } from '../core/notices/policy.ts'
import type { Database } from './pool.ts'
import { jsonb, jsonRows } from './rows.ts'

export type NoticeWatch = {
  readonly nowMs: number
  readonly collectedToMs: number
  /** Since when somebody looks without a pause: silence is counted from here. */
  readonly lookingSinceMs: number
}

/** A pause of ours is no silence of Amazon. */
const pauseMinutes = 5
/** What is told at first begins here: an older connection does not tell its whole past. */
const firstHours = 1
/** A row may be committed a while after its time; no transaction of ours lasts so long. */
const overlapMinutes = 1

/** Null when the account is not connected. */
export async function beginLook(db: Database, accountId: AccountId): Promise<NoticeWatch | null> {
  const { rows } = await sql<NoticeWatch>`
    insert into notice_watch as w (account_id, collected_to, looked_at, looking_since)
    select c.account_id,
      greatest(c.connected_at, app_now() - make_interval(hours => ${firstHours}::int)),
      app_now(), app_now()
    from connection c where c.account_id = ${accountId} and c.state = 'connected'
    on conflict (account_id) do update set looked_at = excluded.looked_at,
      looking_since = case
        when excluded.looked_at - w.looked_at > make_interval(mins => ${pauseMinutes}::int)
        then excluded.looked_at else w.looking_since end
    returning app_now() as "nowMs", collected_to as "collectedToMs",
      looking_since as "lookingSinceMs"
  `.execute(db)
  return rows[0] ?? null
}

/** What happened lately and is to be told, and was not stored yet; the oldest first. */
export async function findNotices(
  db: Database,
  accountId: AccountId,
  question: {
    readonly fromMs: number
    readonly events: readonly NoticeEvent[]
    readonly limit: number
  },
): Promise<Finding[]> {
  const from = sql`from_ms(${question.fromMs}) - make_interval(mins => ${overlapMinutes}::int)`
  const order = sql`'shopifyGid', o.shopify_gid, 'shopifyName', o.shopify_name,
    'marketplaceId', o.marketplace_id`
  const wants = (event: NoticeEvent) => sql`${question.events.includes(event)}::boolean`
  const life = sql`coalesce(${jsonb(lifeEvents)}->>c.reason, 'lifeHeld')`
  // Asked row by row with `limit 1`, so that it is a probe of the index whatever the statistics say: in a
  // flood of imports nearly all rows of the overlap are known, and a join of them all took seconds.
  const isNew = (family: string, subject: RawBuilder<unknown>, occurrence: RawBuilder<unknown>) =>
    sql`(select n.notice_id from notice n where n.account_id = ${accountId}
      and n.family = ${family} and n.subject = ${subject} and n.occurrence = ${occurrence}
      limit 1) is null`
  const hold = sql`o.reason || '#' || o.generation`
  const concern = sql`c.concern || ':' || c.reason || ':' || coalesce(c.detail->>'subject', '')`
  const first = sql`order by 6, 3 limit ${question.limit}`
  const { rows } = await sql<Finding>`
    select f.family, f.event, f.subject, f.occurrence, f.code, f.at as "atMs", f.facts from (
      (select 'import' as family, 'orderImported' as event, o.amazon_order_id as subject,
        coalesce(o.shopify_gid, '') as occurrence,
        case o.outcome when 'adopted' then 'ADOPTED' else 'IMPORTED' end as code,
        o.imported_at as at, jsonb_build_object(${order}) as facts
      from (select * from amazon_order o where o.account_id = ${accountId}
          and o.imported_at >= ${from} and ${wants('orderImported')}
          and ${isNew('import', sql`o.amazon_order_id`, sql`coalesce(o.shopify_gid, '')`)}
        order by o.imported_at, o.amazon_order_id limit ${question.limit}) o)
      union all
      (select 'hold', 'orderHeld', o.amazon_order_id, ${hold}, o.reason, o.decided_at,
        jsonb_build_object(${order}, 'detail', o.outcome_detail)
      from amazon_order o where o.account_id = ${accountId} and o.outcome = 'held'
        and o.decided_at >= ${from} and ${wants('orderHeld')}
        and ${isNew('hold', sql`o.amazon_order_id`, hold)} ${first})
      union all
      (select 'life', ${life}, o.amazon_order_id, ${concern}, c.reason, c.decided_at,
        jsonb_build_object(${order}, 'detail', c.detail)
      from order_concern c
      join amazon_order o on o.account_id = c.account_id and o.amazon_order_id = c.amazon_order_id
      where c.account_id = ${accountId} and c.outcome = 'held' and c.decided_at >= ${from}
        and ${life} = any(${question.events}::text[])
        and ${isNew('life', sql`o.amazon_order_id`, concern)} ${first})
      union all
      (select 'incident', 'incident', coalesce(i.amazon_order_id, ''), i.incident_id::text, i.code,
        i.at, jsonb_build_object(${order})
      from incident i
      left join amazon_order o on o.account_id = i.account_id
        and o.amazon_order_id = i.amazon_order_id
      where i.account_id = ${accountId} and i.closed_at is null and i.at >= ${from}
        and ${wants('incident')}
        and ${isNew('incident', sql`coalesce(i.amazon_order_id, '')`, sql`i.incident_id::text`)} ${first})
    ) f order by f.at, f.subject limit ${question.limit}
  `.execute(db)
  return rows
}

/** Stores what is new with the ways that it leaves by; answers how many were new. */
export async function saveNotices(
  db: Database,
  accountId: AccountId,
  planned: readonly PlannedNotice[],
): Promise<number> {
  if (planned.length === 0) return 0
  const { rows } = await sql<{ told: number }>`
    with given as materialized (
      select * from ${jsonRows(planned)} as r("family" text, "event" text, "subject" text,
        "occurrence" text, "code" text, "severity" text, "facts" jsonb, "atMs" float8,
        "shown" boolean, "ways" jsonb)
    ),
    told as (
      insert into notice (account_id, family, event, subject, occurrence, code, severity, facts,
        happened_at, at, shown)
      select ${accountId}, g."family", g."event", g."subject", g."occurrence", g."code",
        g."severity", g."facts", from_ms(g."atMs"), app_now(), g."shown"
      from given g order by g."atMs"
      on conflict (account_id, family, subject, occurrence) do nothing
      returning notice_id, family, subject, occurrence
    ),
    sends as (
      insert into notice_delivery (notice_id, channel, account_id, state, due_at)
      select t.notice_id, w."channel", ${accountId}, 'waiting', from_ms(w."dueMs")
      from told t
      join given g on g."family" = t.family and g."subject" = t.subject
        and g."occurrence" = t.occurrence
      cross join lateral jsonb_to_recordset(g."ways") as w("channel" text, "dueMs" float8)
    )
    select count(*) as told from told
  `.execute(db)
  return rows[0]?.told ?? 0
}

export async function endLook(db: Database, accountId: AccountId, toMs: number): Promise<void> {
  await sql`
    update notice_watch set collected_to = greatest(collected_to, from_ms(${toMs}))
    where account_id = ${accountId}
  `.execute(db)
}

export type ListedNotice = Notice & {
  readonly deliveries: readonly {
    readonly channel: string
    readonly state: string
    readonly attempts: number
    readonly code: string | null
  }[]
}

/** Newest first. `failed`: those of which a way was given up or is unclear. */
export async function listNotices(
  db: Database,
  accountId: AccountId,
  filter: {
    readonly show: 'console' | 'failed' | 'all'
    readonly limit: number
    readonly before: number | null
  },
): Promise<ListedNotice[]> {
  const { show, limit, before } = filter
  const { rows } = await sql<ListedNotice & { readonly severity: Severity }>`
    select n.notice_id as "noticeId", n.family, n.event, n.subject, n.occurrence, n.code,
      n.severity, n.facts, n.happened_at as "atMs",
      coalesce((select jsonb_agg(jsonb_build_object('channel', d.channel, 'state', d.state,
          'attempts', d.attempts, 'code', d.code) order by d.channel)
        from notice_delivery d where d.notice_id = n.notice_id), '[]') as deliveries
    from notice n where n.account_id = ${accountId}
      and (${before === null} or n.notice_id < ${before ?? 0})
      and (${show} = 'all' or (${show} = 'console' and n.shown)
        or (${show} = 'failed' and exists (select 1 from notice_delivery d
          where d.notice_id = n.notice_id and d.state in ('dead', 'unclear'))))
    order by n.notice_id desc limit ${limit}
  `.execute(db)
  return rows
}
