/**
 * Writes down in Shopify a refund that happened on Amazon. Shopify refuses a second one under the same
 * key, the note carries our mark, units are not restocked and Shopify writes to nobody.
 */
import { id, type RefundGid } from '../../core/ids.ts'
import { InvariantError } from '../../core/invariant-error.ts'
import { formatDecimal } from '../../core/money.ts'
import { ownMark } from '../../core/own-mark.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { RefundDraft } from '../../core/refunds/refund-draft.ts'
import type { ShopifyClient } from './client.ts'
import { idempotencyKey } from './idempotency-key.ts'
import { refundCreate } from './life-write-operations.ts'
import type { RefundCreateMutationVariables } from './wire/generated/operations.ts'
import { type Answered, runWrite } from './write-answer.ts'

const noteMaxChars = 500

export function createRefund(
  client: ShopifyClient,
  draft: RefundDraft,
  deadlines: Deadlines,
): Promise<Answered<{ readonly refundGid: RefundGid }>> {
  return runWrite(client, refundCreate, variablesOf(draft), deadlines, (answer) => {
    const payload = answer.refundCreate
    if (payload === null) return null
    const gid = payload.refund?.id
    const made = gid === undefined ? null : { refundGid: id('RefundGid', gid) }
    return { made, userErrors: payload.userErrors }
  })
}

function variablesOf(draft: RefundDraft): RefundCreateMutationVariables {
  const { orderGid, key, currency, shippingMinor } = draft
  const shipping = { amount: formatDecimal({ amountMinor: shippingMinor, currency }) }
  return {
    id: orderGid,
    key: idempotencyKey(key),
    currency: currency as RefundCreateMutationVariables['currency'],
    note: `${draft.note.slice(0, noteMaxChars)}\n${ownMark(key)}`,
    processedAt: new Date(draft.processedAtMs).toISOString(),
    lines: draft.lines.map(({ lineGid, quantity }) => {
      return { lineItemId: lineGid, quantity, restockType: 'NO_RESTOCK' }
    }),
    ...(shippingMinor === 0 ? {} : { shipping }),
    transactions: draft.transactions.map(({ amount, gateway, parentGid }) => {
      if (amount.currency !== currency)
        throw new InvariantError('refund: a transaction in another currency')
      const given = { gateway, parentId: parentGid, amount: formatDecimal(amount) }
      return { orderId: orderGid, kind: 'REFUND', ...given }
    }),
  }
}
