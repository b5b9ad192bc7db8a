/** Why the refund concern did what it did: its reasons and its holds, with the text of each hold. */
import type { HoldText } from '../orders/hold-text.ts'

export type RefundReason = 'NO_REFUND_DUE'

export type RefundHold = never

export const refundReasonTexts: Readonly<Record<RefundReason, string>> = {
  NO_REFUND_DUE: 'Nothing to do.',
}

export const refundHoldTexts: Readonly<Record<RefundHold, HoldText>> = {}
