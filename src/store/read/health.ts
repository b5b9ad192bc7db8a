/** Is the bridge well? When it last read and heard, what waits, what was given up (B60). */
import { sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'
import { type ImportLag, lagAlarmMs, readImportLag } from './import-lag.ts'

export type Alarm =
  /** Amazon was not read for longer than it should be. */
  'POLL_SILENT' | 'IMPORT_SLOW' | 'ORDERS_OVERDUE' | 'DEAD_LETTERS' | 'INCIDENTS_OPEN'

export type Health = {
  readonly nowMs: number
  readonly connected: boolean
  readonly lastPollMs: number | null
  readonly lastNotificationMs: number | null
  readonly lastWebhookMs: number | null
  readonly shopIndexAsOfMs: number | null
  readonly catalogueReadMs: number | null
  readonly lag: ImportLag
  readonly queue: {
    readonly due: number
    readonly running: number
    readonly parked: number
    readonly oldestDueMs: number | null
  }
  readonly deadLetters: number
  readonly openIncidents: readonly { readonly code: string; readonly count: number }[]
  readonly alarms: readonly Alarm[]
}

type Row = Omit<Health, 'lag' | 'alarms'> & { readonly pollSeconds: number }

const silentMs = 15 * 60_000
/** Deliveries older than this are not looked for: "none for a week" says enough. */
const countMax = 100_000

export async function readHealth(db: Database, accountId: AccountId): Promise<Health> {
  const { rows } = await sql<Row>`
    select app_now() as "nowMs", coalesce(c.state = 'connected', false) as connected,
      coalesce((c.settings#>>'{intake,pollSeconds}')::int, 180) as "pollSeconds",
      (select read_at from watermark where account_id = ${accountId}
        and stream = 'amazon-orders') as "lastPollMs",
      (select at from delivery_seen where account_id = ${accountId} and source = 'sqs'
        order by at desc limit 1) as "lastNotificationMs",
      (select at from delivery_seen where account_id = ${accountId}
        and source = 'shopify-webhook' order by at desc limit 1) as "lastWebhookMs",
      (select as_of from foreign_index where account_id = ${accountId}) as "shopIndexAsOfMs",
      (select complete_at from catalogue_state where account_id = ${accountId})
        as "catalogueReadMs",
      ${queue(accountId)} as queue,
      (select count(*) from work where account_id = ${accountId} and dead_at is not null)
        as "deadLetters",
      coalesce((select jsonb_agg(jsonb_build_object('code', i.code, 'count', i.many)
          order by i.code)
        from (select code, count(*) as many from incident
          where account_id = ${accountId} and closed_at is null group by code) i), '[]')
        as "openIncidents"
    from (select 1) one left join connection c on c.account_id = ${accountId}
  `.execute(db)
  const row = rows[0]
  if (row === undefined) throw new Error('the health query answered no row')
  const { pollSeconds, ...read } = row
  const lag = await readImportLag(db, accountId)
  return { ...read, lag, alarms: alarmsOf(row, pollSeconds, lag) }
}

function queue(accountId: AccountId) {
  return sql`jsonb_build_object(
    'due', (select count(*) from (select 1 from work where account_id = ${accountId}
      and run_at <= app_now() limit ${countMax}) d),
    'running', (select count(*) from work where account_id = ${accountId}
      and lease_until is not null),
    'parked', (select count(*) from work where account_id = ${accountId}
      and parked_on is not null),
    'oldestDueMs', (select epoch_ms(min(run_at)) from work where account_id = ${accountId}
      and run_at <= app_now()))`
}

function alarmsOf(row: Row, pollSeconds: number, lag: ImportLag): Alarm[] {
  const checks: readonly (readonly [boolean, Alarm])[] = [
    [
      row.connected && row.nowMs - (row.lastPollMs ?? 0) > silentAfterMs(pollSeconds),
      'POLL_SILENT',
    ],
    [(lag.p99Ms ?? 0) > lagAlarmMs, 'IMPORT_SLOW'],
    [lag.overdue > 0, 'ORDERS_OVERDUE'],
    [row.deadLetters > 0, 'DEAD_LETTERS'],
    [row.openIncidents.length > 0, 'INCIDENTS_OPEN'],
  ]
  return checks.flatMap(([on, alarm]) => (on ? [alarm] : []))
}

function silentAfterMs(pollSeconds: number): number {
  return Math.max(silentMs, 3 * pollSeconds * 1_000)
}

/** For how long Amazon may stay unread, and when it last was read. */
export async function readSilence(
  db: Database,
  accountId: AccountId,
): Promise<{ readonly lastPollMs: number | null; readonly silentAfterMs: number }> {
  const { rows } = await sql<{ lastPollMs: number | null; pollSeconds: number }>`
    select coalesce((c.settings#>>'{intake,pollSeconds}')::int, 180) as "pollSeconds",
      (select read_at from watermark where account_id = ${accountId}
        and stream = 'amazon-orders') as "lastPollMs"
    from connection c where c.account_id = ${accountId}
  `.execute(db)
  const row = rows[0]
  return {
    lastPollMs: row?.lastPollMs ?? null,
    silentAfterMs: silentAfterMs(row?.pollSeconds ?? 180),
  }
}
