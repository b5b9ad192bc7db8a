/** How far the reading of all listings of a marketplace has come; moved on only by who holds its lease. */
import { sql } from 'kysely'
import type { AccountId, MarketplaceId } from '../core/ids.ts'
import type { Database } from './pool.ts'

export type ListingsPass = {
  /** Null between two passes. */
  readonly source: 'search' | 'report' | null
  readonly begunAtMs: number | null
  readonly pageToken: string | null
  readonly reportId: string | null
  readonly documentId: string | null
  /** Rows of the document, or items of the search, that are stored. */
  readonly rowsDone: number
  readonly completeAtMs: number | null
}

export const restingPass: ListingsPass = {
  ...{ source: null, begunAtMs: null, pageToken: null, reportId: null, documentId: null },
  ...{ rowsDone: 0, completeAtMs: null },
}

export async function readListingsPass(
  db: Database,
  accountId: AccountId,
  marketplaceId: MarketplaceId,
): Promise<ListingsPass> {
  const { rows } = await sql<ListingsPass>`
    select source, begun_at as "begunAtMs", page_token as "pageToken", report_id as "reportId",
      document_id as "documentId", rows_done as "rowsDone", complete_at as "completeAtMs"
    from listing_pass where account_id = ${accountId} and marketplace_id = ${marketplaceId}
  `.execute(db)
  return rows[0] ?? restingPass
}

export async function saveListingsPass(
  trx: Database,
  accountId: AccountId,
  marketplaceId: MarketplaceId,
  pass: ListingsPass,
): Promise<void> {
  await sql`
    insert into listing_pass (account_id, marketplace_id, source, begun_at, page_token, report_id,
      document_id, rows_done, complete_at)
    values (${accountId}, ${marketplaceId}, ${pass.source}, from_ms(${pass.begunAtMs}),
      ${pass.pageToken}, ${pass.reportId}, ${pass.documentId}, ${pass.rowsDone},
      from_ms(${pass.completeAtMs}))
    on conflict (account_id, marketplace_id) do update set source = excluded.source,
      begun_at = excluded.begun_at, page_token = excluded.page_token,
      report_id = excluded.report_id, document_id = excluded.document_id,
      rows_done = excluded.rows_done, complete_at = excluded.complete_at
  `.execute(trx)
}
