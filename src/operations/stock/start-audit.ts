/** Asks for an audit of all figures now; one that is under way serves. Answers its number. */
import type { AccountId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { readAudits, runningAudit, type StockAudit } from '../../store/stock-audits.ts'
import { mark } from '../../work/mark.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { stockSweepMark } from '../work-keys.ts'

export type { Drift, StockAudit } from '../../store/stock-audits.ts'

export async function startAudit(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
): Promise<StockAudit> {
  requireRole(actor, 'operator')
  const by = actorName(actor)
  return deps.db.transaction().execute(async (trx) => {
    const audit = await runningAudit(trx, accountId, by)
    const entry = { actor: by, action: 'audit-stock', subject: `${audit.auditNo}`, detail: {} }
    await writeAudit(trx, accountId, entry)
    await mark(trx, [stockSweepMark(accountId, 'stock-audit')])
    return audit
  })
}

export async function showAudits(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
  limit: number,
): Promise<readonly StockAudit[]> {
  requireRole(actor, 'viewer')
  return readAudits(deps.db, accountId, limit)
}
