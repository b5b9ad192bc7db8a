/**
 * The order list in pieces, for a table: what the filters show, in the order of the list. Nothing personal is
 * in a row of the list, whoever asks. Each export is a row of the activity.
 */
import type { AccountId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { type OrderRow, type RowFilter, readOrderRows } from '../../store/read/order-rows.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'

const pieceRows = 500
/** A table beyond this opens in no spreadsheet. */
const exportedMax = 1_000_000

/** The audit is written before the first piece, so that one that breaks off stands in it too. */
export async function* exportOrders(
  { db }: OperationDeps,
  actor: Actor,
  accountId: AccountId,
  filter: RowFilter,
): AsyncGenerator<readonly OrderRow[]> {
  requireRole(actor, 'viewer')
  await writeAudit(db, accountId, {
    actor: actorName(actor),
    action: 'export-orders',
    subject: filter.view,
    detail: namesOf(filter),
  })
  let after: string | null = null
  for (let rows = 0; rows < exportedMax; rows += pieceRows) {
    const limit = pieceRows
    const page: Awaited<ReturnType<typeof readOrderRows>> = await readOrderRows(db, accountId, {
      ...{ filter, after, limit },
    })
    yield page.rows
    after = page.next
    if (after === null) return
  }
}

/** By which filters, never what was searched for: it may be anything that a person typed. */
function namesOf({ dayEndMs: _dayEndMs, search, ...filter }: RowFilter): Record<string, unknown> {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(given), searched: search !== undefined }
}
