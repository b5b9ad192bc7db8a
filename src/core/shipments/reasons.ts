/** Why the shipment concern did what it did: its reasons and its holds, with the text of each hold. */
import type { HoldText } from '../orders/hold-text.ts'

export type ShipmentReason = 'NO_SHIPMENT_DUE'

export type ShipmentHold = never

export const shipmentReasonTexts: Readonly<Record<ShipmentReason, string>> = {
  NO_SHIPMENT_DUE: 'Nothing to do.',
}

export const shipmentHoldTexts: Readonly<Record<ShipmentHold, HoldText>> = {}
