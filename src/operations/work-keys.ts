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

export function backfillMark(accountId: AccountId, backfillId: string): Mark {
  return { accountId, kind: 'backfill', key: backfillId, lane: 'reports' }
}

export function noticesMark(accountId: AccountId): Mark {
  return { accountId, kind: 'sweep', key: 'notices', lane: 'intake' }
}
