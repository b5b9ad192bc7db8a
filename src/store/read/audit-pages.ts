/** The activity: who did what, in pages, newest first. */
import { sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'
import type { AuditRow } from '../audit.ts'
import type { Database } from '../pool.ts'

export type ActivityRow = AuditRow & { readonly auditId: number; readonly atMs: number }

export async function readActivity(
  db: Database,
  accountId: AccountId,
  filter: {
    readonly before: number | null
    readonly limit: number
    readonly actor: string | null
    readonly subject: string | null
    readonly action: string | null
  },
): Promise<ActivityRow[]> {
  const { before, limit, actor, subject, action } = filter
  const { rows } = await sql<ActivityRow>`
    select audit_id as "auditId", actor, action, subject, detail, at as "atMs" from audit
    where account_id = ${accountId} and (${before}::bigint is null or audit_id < ${before})
      and (${actor}::text is null or actor = ${actor})
      and (${subject}::text is null or subject = ${subject})
      and (${action}::text is null or action = ${action})
    order by audit_id desc limit ${limit}
  `.execute(db)
  return rows
}
