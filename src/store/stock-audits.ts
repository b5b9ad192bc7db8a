/** Audits: one row each, which says how far the one under way has come and what it found. */
import { sql } from 'kysely'
import type { AccountId, MarketplaceId, SellerSku } from '../core/ids.ts'
import type { DriftCause } from '../core/inventory/drift.ts'
import type { StockSum } from '../core/inventory/figure.ts'
import type { Database } from './pool.ts'
import { jsonb } from './rows.ts'

export type Drift = {
  readonly amazonSku: SellerSku
  readonly marketplaceId: MarketplaceId
  readonly amazon: number
  readonly formula: number
  readonly sum: StockSum
  readonly cause: DriftCause
}

export type StockAudit = {
  readonly auditNo: number
  readonly atMs: number
  readonly doneAtMs: number | null
  readonly askedBy: string
  readonly skus: number
  /** Whose figure is not known. */
  readonly unknown: number
  readonly drifts: number
  /** The first thousand of them. */
  readonly found: readonly Drift[]
  readonly afterSku: SellerSku | null
  /** Calls to Amazon that were made for the page under way. */
  readonly groupsRead: number
}

export const foundMax = 1_000

const columns = sql`audit_no as "auditNo", at as "atMs", done_at as "doneAtMs",
  asked_by as "askedBy", skus, unknown, drifts, found, after_sku as "afterSku",
  groups_read as "groupsRead"`

/** The audit under way; begins one when there is none. */
export async function runningAudit(
  db: Database,
  accountId: AccountId,
  askedBy = 'crossdock',
): Promise<StockAudit> {
  await sql`
    insert into stock_audit (account_id, at, skus, unknown, drifts, asked_by)
    values (${accountId}, app_now(), 0, 0, 0, ${askedBy}) on conflict do nothing
  `.execute(db)
  const { rows } = await sql<StockAudit>`
    select ${columns} from stock_audit where account_id = ${accountId} and done_at is null
  `.execute(db)
  const row = rows[0]
  if (row === undefined) throw new Error('an audit that was begun is not there')
  return row
}

export async function saveAuditPage(
  trx: Database,
  auditNo: number,
  page: {
    readonly skus: number
    readonly unknown: number
    readonly drifts: readonly Drift[]
    readonly afterSku: SellerSku | null
    readonly isLast: boolean
  },
): Promise<StockAudit> {
  const { rows } = await sql<StockAudit>`
    update stock_audit set skus = skus + ${page.skus}, unknown = unknown + ${page.unknown},
      drifts = drifts + ${page.drifts.length}, after_sku = ${page.afterSku},
      groups_read = 0,
      found = case when jsonb_array_length(found) < ${foundMax} then found || ${jsonb(page.drifts)}
        else found end,
      done_at = case when ${page.isLast} then app_now() end
    where audit_no = ${auditNo} returning ${columns}
  `.execute(trx)
  const row = rows[0]
  if (row === undefined) throw new Error('an audit that was begun is not there')
  return row
}

/** A page that has to wait goes on behind these. */
export async function noteGroupsRead(
  db: Database,
  auditNo: number,
  groupsRead: number,
): Promise<void> {
  await sql`
    update stock_audit set groups_read = ${groupsRead} where audit_no = ${auditNo}
  `.execute(db)
}

/** The newest first. */
export async function readAudits(
  db: Database,
  accountId: AccountId,
  limit: number,
): Promise<StockAudit[]> {
  const { rows } = await sql<StockAudit>`
    select ${columns} from stock_audit where account_id = ${accountId}
    order by audit_no desc limit ${limit}
  `.execute(db)
  return rows
}
