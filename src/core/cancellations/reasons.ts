/** Why the cancellation concern did what it did: its reasons and its holds, with the text of each hold. */
import type { HoldText } from '../orders/hold-text.ts'

export type CancellationReason = 'NO_CANCELLATION_DUE'

export type CancellationHold = never

export const cancellationReasonTexts: Readonly<Record<CancellationReason, string>> = {
  NO_CANCELLATION_DUE: 'Nothing to do.',
}

export const cancellationHoldTexts: Readonly<Record<CancellationHold, HoldText>> = {}
