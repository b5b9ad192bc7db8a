/** Incidents: what happened that should not. Opened by reconcile, closed by a person with a note. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonb } from './rows.ts'

export type Incident = {
  readonly incidentId: number
  readonly orderId: AmazonOrderId | null
  readonly code: string
  /** Ids, counts and codes; after the close the note as well. */
  readonly detail: Readonly<Record<string, unknown>>
  readonly atMs: number
  readonly closedAtMs: number | null
  readonly closedBy: string | null
}

export type IncidentFilter = {
  readonly state: 'open' | 'closed' | 'all'
  readonly limit: number
  /** The last incident of the page before. */
  readonly before: number | null
}

const columns = sql`incident_id as "incidentId", amazon_order_id as "orderId", code, detail,
  at as "atMs", closed_at as "closedAtMs", closed_by as "closedBy"`

/** Newest first. */
export async function listIncidents(
  db: Database,
  accountId: AccountId,
  { state, limit, before }: IncidentFilter,
): Promise<Incident[]> {
  const { rows } = await sql<Incident>`
    select ${columns} from incident where account_id = ${accountId}
      and (${state === 'all'} or (closed_at is null) = ${state === 'open'})
      and (${before === null} or incident_id < ${before ?? 0})
    order by incident_id desc limit ${limit}
  `.execute(db)
  return rows
}

export async function readIncident(
  db: Database,
  accountId: AccountId,
  incidentId: number,
): Promise<Incident | null> {
  const { rows } = await sql<Incident>`
    select ${columns} from incident where account_id = ${accountId} and incident_id = ${incidentId}
  `.execute(db)
  return rows[0] ?? null
}

/** Null when it is closed already, or there is none. */
export async function closeIncident(
  trx: Database,
  accountId: AccountId,
  close: { readonly incidentId: number; readonly by: string; readonly note: string },
): Promise<Incident | null> {
  const { rows } = await sql<Incident>`
    update incident set closed_at = app_now(), closed_by = ${close.by},
      detail = detail || ${jsonb({ note: close.note })}
    where account_id = ${accountId} and incident_id = ${close.incidentId} and closed_at is null
    returning ${columns}
  `.execute(trx)
  return rows[0] ?? null
}
