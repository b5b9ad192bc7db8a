/** What Amazon holds for the merchant, how long it lasts, and by when more must leave. Reads only. */
import type { AccountId } from '../../core/ids.ts'
import { type RestockLine, type RestockTerms, restockReport } from '../../core/inventory/restock.ts'
import { appNowMs } from '../../store/pool.ts'
import { readFbaSales } from '../../store/read/fba-sales.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'

export type RestockRequest = RestockTerms & {
  readonly accountId: AccountId
  readonly limit: number
}

export async function showRestock(
  deps: OperationDeps,
  actor: Actor,
  { accountId, limit, ...terms }: RestockRequest,
): Promise<readonly RestockLine[]> {
  requireRole(actor, 'viewer')
  const { days } = terms
  const sales = await readFbaSales(deps.db, accountId, { days, limit })
  return restockReport(sales, terms, await appNowMs(deps.db))
}
