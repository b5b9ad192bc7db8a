/**
 * Cancels an order for good. Shopify does it in a job: done means accepted, and only the order read
 * again shows it. The staff note carries our mark; Shopify writes to nobody.
 */
import type { EffectKey, ShopifyOrderGid } from '../../core/ids.ts'
import { ownMark } from '../../core/own-mark.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { orderCancel } from './life-write-operations.ts'
import type { OrderCancelReason } from './wire/generated/operations.ts'
import { type Answered, runWrite } from './write-answer.ts'

export type CancelDraft = {
  readonly orderGid: ShopifyOrderGid
  readonly key: EffectKey
  readonly reason: OrderCancelReason
  readonly restock: boolean
  /** To the original payment method: the order's own manual transaction, which moves no money. */
  readonly refund: boolean
}

export function cancelOrder(
  client: ShopifyClient,
  draft: CancelDraft,
  deadlines: Deadlines,
): Promise<Answered<{ readonly jobGid: string | null }>> {
  const { orderGid, key, reason, restock, refund } = draft
  const staffNote = `Cancelled by Crossdock.\n${ownMark(key)}`
  const variables = { id: orderGid, reason, restock, refund, staffNote }
  return runWrite(client, orderCancel, variables, deadlines, (answer) => {
    const payload = answer.orderCancel
    if (payload === null) return null
    const { job, orderCancelUserErrors: userErrors } = payload
    const accepted = job !== null || userErrors.length === 0
    return { made: accepted ? { jobGid: job?.id ?? null } : null, userErrors }
  })
}
