/** Amazon's proceeds breakdowns in our words; an unknown category stays, named. */
import type { MoneyPart } from '../../../core/orders/amazon-order.ts'
import type { WireBreakdown } from '../wire/order.ts'

const partTypes = [
  'ITEM',
  'SHIPPING',
  'GIFT_WRAP',
  'COD_FEE',
  'OTHER',
  'TAX',
  'DISCOUNT',
  'DELIVERY_TIP',
] as const

export function translateParts(
  breakdowns: readonly WireBreakdown[] | null | undefined,
): MoneyPart[] {
  return (breakdowns ?? []).map((breakdown) => ({
    type: partTypes.find((type) => type === breakdown.type) ?? { unrecognised: breakdown.type },
    subtotal: breakdown.subtotal,
    details: (breakdown.detailedBreakdowns ?? []).flatMap(({ subtype, value }) =>
      value ? [{ subtype: subtype ?? 'OTHER', value }] : [],
    ),
  }))
}
