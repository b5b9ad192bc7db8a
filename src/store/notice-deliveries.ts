/**
 * Deliveries of notices, one row a way. `sending` is written before a message leaves, so that a crash
 * in between is seen as unclear and is never taken for "not sent".
 */
import { sql } from 'kysely'
import type { AccountId } from '../core/ids.ts'
import type { DeliveryEnd } from '../core/notices/delivery.ts'
import type { OutsideChannel } from '../core/notices/events.ts'
import type { Notice } from '../core/notices/notice.ts'
import type { Database } from './pool.ts'

export type DueDelivery = {
  readonly notice: Notice
  readonly attempts: number
  readonly unclear: number
  readonly messageId: string | null
}

/** Longer than any sending lasts. */
const lostSeconds = 300

/** What may leave now by one way; what has waited longest comes first. */
export async function dueDeliveries(
  db: Database,
  accountId: AccountId,
  channel: OutsideChannel,
  limit: number,
): Promise<DueDelivery[]> {
  const { rows } = await sql<Notice & Omit<DueDelivery, 'notice'>>`
    select n.notice_id as "noticeId", n.family, n.event, n.subject, n.occurrence, n.code,
      n.severity, n.facts, n.happened_at as "atMs", d.attempts, d.unclear,
      d.message_id as "messageId"
    from notice_delivery d join notice n on n.notice_id = d.notice_id
    where d.account_id = ${accountId} and d.channel = ${channel} and d.state = 'waiting'
      and d.due_at <= app_now()
    order by d.due_at, d.notice_id limit ${limit}
  `.execute(db)
  return rows.map(({ attempts, unclear, messageId, ...notice }) => ({
    ...{ notice, attempts, unclear, messageId },
  }))
}

export type Sending = {
  readonly channel: OutsideChannel
  readonly messageId: string
  readonly noticeIds: readonly number[]
}

/** Takes them for sending; false when another took one of them, and then none is taken. */
export async function startSending(
  db: Database,
  { channel, messageId, noticeIds }: Sending,
): Promise<boolean> {
  const { rows } = await sql`
    with locked as (
      select notice_id from notice_delivery
      where channel = ${channel} and notice_id = any(${noticeIds}::bigint[]) and state = 'waiting'
      for update
    )
    update notice_delivery d set state = 'sending', attempts = d.attempts + 1,
      message_id = ${messageId}, sending_since = machine_now()
    from locked l
    where d.notice_id = l.notice_id and d.channel = ${channel}
      and (select count(*) from locked) = ${noticeIds.length}
    returning d.notice_id
  `.execute(db)
  return rows.length === noticeIds.length
}

export async function endSending(
  db: Database,
  { channel, messageId }: Pick<Sending, 'channel' | 'messageId'>,
  end: DeliveryEnd,
): Promise<void> {
  const isWaiting = end.state === 'waiting'
  const againMs = isWaiting ? end.againInMs : 0
  await sql`
    update notice_delivery set state = ${end.state}, code = ${end.code}, sending_since = null,
      due_at = app_now() + make_interval(secs => ${againMs / 1000}::float8),
      unclear = unclear + ${isWaiting && end.wasUnclear ? 1 : 0},
      ended_at = case when ${isWaiting} then null else app_now() end
    where channel = ${channel} and message_id = ${messageId} and state = 'sending'
  `.execute(db)
}

export type LostSending = Sending & { readonly attempts: number; readonly unclear: number }

/** Sendings whose process is gone: nobody knows whether they came. */
export async function lostSendings(db: Database, accountId: AccountId): Promise<LostSending[]> {
  const { rows } = await sql<LostSending>`
    select channel, message_id as "messageId", max(attempts) as attempts,
      max(unclear) as unclear, jsonb_agg(notice_id) as "noticeIds"
    from notice_delivery
    where account_id = ${accountId} and state = 'sending'
      and sending_since < machine_now() - make_interval(secs => ${lostSeconds})
    group by channel, message_id
  `.execute(db)
  return rows
}

export type ChannelState = {
  readonly channel: string
  readonly waiting: number
  readonly sent: number
  readonly unclear: number
  readonly dead: number
  readonly lastSentMs: number | null
  /** Of the newest try that failed, while nothing was sent since. */
  readonly lastCode: string | null
}

/** How each way does, from what is kept. */
export async function channelStates(db: Database, accountId: AccountId): Promise<ChannelState[]> {
  const { rows } = await sql<ChannelState>`
    select channel, count(*) filter (where state in ('waiting', 'sending')) as waiting,
      count(*) filter (where state = 'sent') as sent,
      count(*) filter (where state = 'unclear') as unclear,
      count(*) filter (where state = 'dead') as dead,
      max(ended_at) filter (where state = 'sent') as "lastSentMs",
      (array_agg(code order by coalesce(ended_at, due_at) desc)
        filter (where code is not null and state <> 'sent'))[1] as "lastCode"
    from notice_delivery where account_id = ${accountId} group by channel order by channel
  `.execute(db)
  return rows
}

/**
 * Old notices go, with what is known of their ways. Only the oldest thousand are looked at: all others are
 * younger, and this runs at every look.
 */
export async function forgetOldNotices(
  db: Database,
  accountId: AccountId,
  days: number,
): Promise<void> {
  await sql`
    delete from notice where notice_id = any(array(select n.notice_id
      from (select notice_id, at from notice where account_id = ${accountId}
        order by notice_id limit 1000) n
      where n.at < app_now() - make_interval(days => ${days}::int)
        and not exists (select 1 from notice_delivery d where d.notice_id = n.notice_id
          and d.state in ('waiting', 'sending'))))
  `.execute(db)
}
