/** Lets a run go that the guard stopped: a person has seen what it changes. It counts for what waits now. */
import type { AccountId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { closeIncident, listIncidents } from '../../store/incidents.ts'
import { countFigures, type StockCounts } from '../../store/read/stock.ts'
import { approveStock } from '../../store/stock-desk.ts'
import { mark } from '../../work/mark.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { stockDeskMark } from '../work-keys.ts'

const incidentsMax = 200

export async function approveRun(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
): Promise<StockCounts> {
  requireRole(actor, 'operator')
  const by = actorName(actor)
  return deps.db.transaction().execute(async (trx) => {
    const counts = await countFigures(trx, accountId)
    await approveStock(trx, accountId, { by, changes: counts.waiting })
    const filter = { state: 'open', limit: incidentsMax, before: null } as const
    const open = await listIncidents(trx, accountId, filter)
    for (const { incidentId, code } of open) {
      if (code !== 'STOCK_MASS_CHANGE') continue
      await closeIncident(trx, accountId, { incidentId, by, note: 'approved' })
    }
    const detail = { ...counts }
    const entry = { actor: by, action: 'approve-stock', subject: accountId, detail }
    await writeAudit(trx, accountId, entry)
    await mark(trx, [stockDeskMark(accountId)])
    return counts
  })
}
