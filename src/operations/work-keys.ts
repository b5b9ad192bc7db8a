/**
 * The work keys that a person's decision marks. The kinds are those of reconcile, which operations do
 * not import; a test holds the two together.
 */
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import type { Lane } from '../store/budget-lanes.ts'
import type { Mark } from '../work/mark.ts'

export function orderMark(
  accountId: AccountId,
  orderId: AmazonOrderId,
  lane: Lane = 'intake',
): Mark {
  return { accountId, kind: 'order', key: orderId, lane }
}

/** The figure of a SKU of Amazon. */
export function skuMark(accountId: AccountId, sku: string): Mark {
  return { accountId, kind: 'sku', key: sku, lane: 'stock' }
}

/** What waits to be told Amazon of the stock. */
export function stockDeskMark(accountId: AccountId): Mark {
  return { accountId, kind: 'desk', key: 'stock', lane: 'stock' }
}

export function stockSweepMark(accountId: AccountId, key: 'stock-all' | 'stock-audit'): Mark {
  return { accountId, kind: 'sweep', key, lane: 'reports' }
}

export function backfillMark(accountId: AccountId, backfillId: string): Mark {
  return { accountId, kind: 'backfill', key: backfillId, lane: 'reports' }
}

export function noticesMark(accountId: AccountId): Mark {
  return { accountId, kind: 'sweep', key: 'notices', lane: 'intake' }
}
