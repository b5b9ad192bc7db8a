/** The items of a refund as the message to Amazon names them: reason, components, and our id of the adjustment. */
import { tailOf } from '../life/life-events.ts'
import type { LifeRefund } from '../orders/shop-life.ts'
import type { RefundLine } from './components.ts'
import type { RefundWrite } from './writes.ts'

type Items = Extract<RefundWrite, { do: 'refund-on-amazon' }>['message']['items']

export function messageItems(
  refund: LifeRefund,
  lines: readonly RefundLine[],
  currency: string,
  cancelReason: string | null,
): Items {
  const reason = reasonOf(refund, cancelReason)
  return [...Map.groupBy(lines, ({ itemId }) => itemId)].map(([itemId, own]) => ({
    itemId,
    reason,
    adjustmentId: `${tailOf(refund.gid)}-${itemId}`,
    components: own.flatMap(({ component, amountMinor: minor }) =>
      component === 'Promotion' || component === 'ShippingPromotion'
        ? []
        : [{ type: component, amount: { amountMinor: minor, currency } }],
    ),
    quantityCancelled: null,
  }))
}

/** Amazon's reasons by what Shopify says of the goods. */
function reasonOf({ lines }: LifeRefund, cancelReason: string | null): string {
  const types = new Set(lines.map(({ restockType }) => restockType))
  if (types.has('RETURN')) return 'CustomerReturn'
  if (!types.has('CANCEL')) return 'GeneralAdjustment'
  if (cancelReason === 'CUSTOMER') return 'CustomerCancel'
  return cancelReason === 'INVENTORY' ? 'NoInventory' : 'CouldNotShip'
}
