/** The audit: what people did. Written in the transaction of the deed. */
import { sql } from 'kysely'
import type { AccountId } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonb } from './rows.ts'

export type AuditRow = {
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail: Readonly<Record<string, unknown>>
}

export async function writeAudit(
  trx: Database,
  accountId: AccountId,
  row: AuditRow,
): Promise<void> {
  await sql`
    insert into audit (account_id, actor, action, subject, detail, at)
    values (${accountId}, ${row.actor}, ${row.action}, ${row.subject}, ${jsonb(row.detail)}, app_now())
  `.execute(trx)
}

/** True when somebody changed this setting (`group.name`) at any time. */
export async function wasSettingChanged(
  db: Database,
  accountId: AccountId,
  path: string,
): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    select exists (select 1 from audit where account_id = ${accountId}
      and action = 'change-settings' and jsonb_exists(detail, ${path})) as changed
  `.execute(db)
  return rows[0]?.changed ?? false
}

/** Newest first. */
export async function readAudit(
  db: Database,
  accountId: AccountId,
  limit: number,
): Promise<(AuditRow & { readonly auditId: number; readonly atMs: number })[]> {
  const { rows } = await sql<AuditRow & { auditId: number; atMs: number }>`
    select audit_id as "auditId", actor, action, subject, detail, at as "atMs"
    from audit where account_id = ${accountId} order by audit_id desc limit ${limit}
  `.execute(db)
  return rows
}
