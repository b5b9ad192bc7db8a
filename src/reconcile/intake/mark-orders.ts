/** Marks any number of orders in the caller's transaction. */
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import type { Database } from '../../store/pool.ts'
import { mark } from '../../work/mark.ts'
import { orderKey } from '../keys.ts'

const pieceOrders = 5_000

/** Piece by piece, in the order of their ids, so that two who mark many do not wait for each other. */
export async function markOrders(
  trx: Database,
  accountId: AccountId,
  orderIds: readonly AmazonOrderId[],
): Promise<void> {
  const sorted = [...new Set(orderIds)].sort()
  for (let start = 0; start < sorted.length; start += pieceOrders) {
    const piece = sorted.slice(start, start + pieceOrders)
    await mark(
      trx,
      piece.map((orderId) => orderKey(accountId, orderId, 'intake')),
    )
  }
}
