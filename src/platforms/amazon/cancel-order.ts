/**
 * Cancels a whole order by cancelOrder of Orders 2026-01-01: 202, done later. Amazon put it into its public models three
 * times in 2026 (adc5701, dff2711, c5f589c) and took it out each time, so an account may have no such call: that
 * is said as a refusal of its own, not as bad credentials.
 */
import type { CancelReasonCode } from '../../core/cancellations/writes.ts'
import type { AmazonOrderId } from '../../core/ids.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { JsonCall } from './json-call.ts'
import { type Answered, isRefusal, type Meanings, refusedBy } from './refused.ts'

export type AmazonCancellations = {
  cancelOrder(
    cancel: { readonly orderId: AmazonOrderId; readonly reasonCode: CancelReasonCode },
    deadlines: Deadlines,
  ): Promise<Answered>
}

const meanings: Meanings = [
  [/already (been )?cancel/i, 'ALREADY_CANCELLED'],
  [/partial/i, 'NOT_WHOLE'],
  [/shipped|fulfil/i, 'ALREADY_SHIPPED'],
]

export function createAmazonCancellations(call: JsonCall): AmazonCancellations {
  return {
    async cancelOrder({ orderId, reasonCode }, deadlines) {
      const answer = await call(
        {
          ...{ operation: 'cancelOrder', method: 'PUT', writes: true, refusals: [400, 403, 404] },
          path: `/orders/2026-01-01/orders/${encodeURIComponent(orderId)}/cancellation`,
          body: { cancelReasonCode: reasonCode },
        },
        deadlines,
      )
      if (!isRefusal(answer)) return { kind: 'done' }
      // An operation that is not there is answered like one without the right, or like no order.
      if (answer.status !== 400) return refusedBy(answer, [], 'CALL_NOT_OFFERED')
      return refusedBy(answer, meanings, 'CANCEL_REFUSED')
    },
  }
}
