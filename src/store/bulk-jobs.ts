/** One verb said of many orders: what is to be done, and how far it came. */
import { sql } from 'kysely'
import type { AccountId } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonb } from './rows.ts'

export type BulkVerb = 'export' | 'dismiss' | 'dismiss-holds'

export type BulkRefusal = {
  readonly code: string
  readonly cause: string
  readonly count: number
  /** The first of them. */
  readonly orders: readonly string[]
}

export type BulkJob = {
  readonly jobId: string
  readonly accountId: AccountId
  readonly verb: BulkVerb
  /** Of `dismiss-holds`: only holds with this code. */
  readonly code: string | null
  readonly by: string
  readonly state: 'running' | 'stopping' | 'stopped' | 'done'
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly refusals: readonly BulkRefusal[]
  readonly startedAtMs: number
  readonly endedAtMs: number | null
}

export type HeldJob = BulkJob & { readonly actor: unknown; readonly orderIds: readonly string[] }

const columns = sql`job_id as "jobId", account_id as "accountId", verb, code, by_whom as by, state,
  cardinality(order_ids) as total, done, failed, refusals, started_at as "startedAtMs",
  ended_at as "endedAtMs"`
const lease = sql`machine_now() + interval '30 seconds'`

export async function addBulkJob(
  db: Database,
  job: Pick<BulkJob, 'jobId' | 'accountId' | 'verb' | 'code' | 'by'> & {
    readonly actor: object
    readonly orderIds: readonly string[]
  },
): Promise<void> {
  await sql`
    delete from bulk_job where ended_at < app_now() - interval '30 days'
  `.execute(db)
  await sql`
    insert into bulk_job (job_id, account_id, verb, code, actor, by_whom, order_ids, state,
      started_at, lease_until)
    values (${job.jobId}, ${job.accountId}, ${job.verb}, ${job.code}, ${jsonb(job.actor)}, ${job.by},
      ${job.orderIds}::text[], 'running', app_now(), machine_now())
  `.execute(db)
}

/** A job that nobody runs; null when there is none to take up. */
export async function takeBulkJob(
  db: Database,
  accountId: AccountId,
  jobId: string,
): Promise<HeldJob | null> {
  const { rows } = await sql<HeldJob>`
    update bulk_job set lease_until = ${lease}
    where account_id = ${accountId} and job_id = ${jobId} and state in ('running', 'stopping')
      and lease_until <= machine_now()
    returning ${columns}, actor, order_ids as "orderIds"
  `.execute(db)
  return rows[0] ?? null
}

/** Answers the state that somebody may have set meanwhile. */
export async function noteBulkProgress(
  db: Database,
  jobId: string,
  progress: Pick<BulkJob, 'done' | 'failed' | 'refusals'>,
): Promise<BulkJob['state']> {
  const { rows } = await sql<{ state: BulkJob['state'] }>`
    update bulk_job set done = ${progress.done}, failed = ${progress.failed},
      refusals = ${jsonb(progress.refusals)}, lease_until = ${lease}
    where job_id = ${jobId} returning state
  `.execute(db)
  return rows[0]?.state ?? 'stopped'
}

/** Another process may go on at once. */
export async function leaveBulkJob(db: Database, jobId: string): Promise<void> {
  await sql`
    update bulk_job set lease_until = machine_now() where job_id = ${jobId}
  `.execute(db)
}

export async function endBulkJob(
  db: Database,
  jobId: string,
  state: 'stopped' | 'done',
): Promise<void> {
  await sql`
    update bulk_job set state = ${state}, ended_at = app_now() where job_id = ${jobId}
  `.execute(db)
}

/** True when it ran until now. */
export async function stopBulkJob(
  db: Database,
  accountId: AccountId,
  jobId: string,
): Promise<boolean> {
  const { rows } = await sql`
    update bulk_job set state = 'stopping'
    where account_id = ${accountId} and job_id = ${jobId} and state in ('running', 'stopping')
    returning 1
  `.execute(db)
  return rows.length > 0
}

/** Newest first. */
export async function readBulkJobs(
  db: Database,
  accountId: AccountId,
  jobId: string | null,
): Promise<BulkJob[]> {
  const { rows } = await sql<BulkJob>`
    select ${columns} from bulk_job
    where account_id = ${accountId} and (${jobId}::text is null or job_id = ${jobId})
    order by started_at desc limit 20
  `.execute(db)
  return rows
}
