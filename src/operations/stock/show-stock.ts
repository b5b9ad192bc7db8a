/** Figures, one SKU with its history, and the preview of what a run would change. */
import type { AccountId } from '../../core/ids.ts'
import {
  countFigures,
  readFigures,
  readSku,
  type StockCounts,
  type StockFilter,
} from '../../store/read/stock.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { noSku } from './repair-skus.ts'

const historyMax = 200

export function showFigures(
  deps: OperationDeps,
  actor: Actor,
  request: {
    readonly accountId: AccountId
    readonly filter: StockFilter
    readonly after: string | null
    readonly limit: number
  },
): ReturnType<typeof readFigures> {
  requireRole(actor, 'viewer')
  return readFigures(deps.db, request.accountId, request)
}

export async function showSku(
  deps: OperationDeps,
  actor: Actor,
  request: { readonly accountId: AccountId; readonly sku: string },
): ReturnType<typeof readSku> {
  requireRole(actor, 'viewer')
  const shown = await readSku(deps.db, request.accountId, request.sku, historyMax)
  if (shown.figures.length === 0) throw noSku(request.sku)
  return shown
}

export function showPreview(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
): Promise<StockCounts> {
  requireRole(actor, 'viewer')
  return countFigures(deps.db, accountId)
}
