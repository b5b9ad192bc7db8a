/**
 * Sets figures right: both sides of the SKU are read anew, what differs is sent and read back. Refusals and
 * sendings of before count no more: a person has looked.
 */
import type { AccountId, SellerSku } from '../../core/ids.ts'
import { id } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { readAudits } from '../../store/stock-audits.ts'
import { addHistory } from '../../store/stock-history.ts'
import { forgetSeen, knownSkus } from '../../store/stock-repair.ts'
import { mark } from '../../work/mark.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { skuMark } from '../work-keys.ts'

export async function repairSkus(
  deps: OperationDeps,
  actor: Actor,
  request: {
    readonly accountId: AccountId
    /** `all`: every SKU that the newest audit found. */
    readonly skus: readonly string[] | 'all'
  },
): Promise<{ readonly repairing: readonly SellerSku[] }> {
  requireRole(actor, 'operator')
  const { accountId } = request
  const by = actorName(actor)
  return deps.db.transaction().execute(async (trx) => {
    const asked = request.skus === 'all' ? await foundSkus(trx, accountId) : request.skus
    const wanted = asked.map((sku) => id('SellerSku', sku))
    const repairing = await knownSkus(trx, accountId, wanted)
    if (repairing.length === 0 && request.skus !== 'all') throw noSku(asked[0] ?? '')
    await forgetSeen(trx, accountId, repairing)
    await addHistory(
      trx,
      accountId,
      repairing.map((amazonSku) => {
        const nothing = { marketplaceId: null, from: null, to: null, detail: {} }
        return { ...nothing, amazonSku, what: 'repair', by }
      }),
    )
    for (const sku of repairing) {
      await writeAudit(trx, accountId, {
        ...{ actor: by, action: 'repair-stock', subject: sku, detail: {} },
      })
    }
    await mark(
      trx,
      repairing.map((sku) => skuMark(accountId, sku)),
    )
    return { repairing }
  })
}

async function foundSkus(trx: OperationDeps['db'], accountId: AccountId): Promise<string[]> {
  const audits = await readAudits(trx, accountId, 2)
  const done = audits.find(({ doneAtMs }) => doneAtMs !== null)
  return [...new Set((done?.found ?? []).map(({ amazonSku }) => amazonSku))]
}

export function noSku(sku: string): OperationError {
  return new OperationError(
    'STOCK_SKU_NOT_FOUND',
    `Amazon lists no SKU ${sku} that we know of.`,
    'Check how it is written. A new listing is known within the hour.',
  )
}
