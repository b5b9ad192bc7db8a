/** `order.suggestedRefund`: what a refund of these lines and this shipping would come to, and by which payment. */
import type { GraphqlContext } from '../graphql/context.ts'
import { moneyBag, plus, sumOf, zero } from '../money.ts'
import { netPayment } from '../orders/order-status.ts'
import type { OrderRecord } from '../records.ts'
import { shippingOf } from './create-refund.ts'
import { computed, refundLine, refundShipping } from './make-refund.ts'
import { everythingPaid } from './refund-all.ts'
import type { RefundLineInput } from './refund-input.ts'

export type SuggestArguments = {
  readonly refundLineItems?: readonly RefundLineInput[] | null
  readonly refundShipping?: boolean | null
  readonly shippingAmount?: string | number | null
  readonly suggestFullRefund?: boolean | null
}

export function suggestedRefund(
  order: OrderRecord,
  args: SuggestArguments,
  { world }: GraphqlContext,
): object {
  const bag = (amount: Parameters<typeof moneyBag>[0]): object => moneyBag(amount, order.currencies)
  const lines = wantedLines(order, args).map((one) => refundLine(world, one))
  const shippingInput = { amount: args.shippingAmount ?? null, fullRefund: wholeShipping(args) }
  const shipping = refundShipping(world, order, shippingOf(order, { shipping: shippingInput }))
  const wanted = computed(order, lines, shipping)
  const most = netPayment(order)
  const amount = wanted.shop > most.shop ? most : wanted
  const charged = sumOf(shipping, (one) => one.subtotal)
  return {
    amountSet: bag(amount),
    maximumRefundableSet: bag(most),
    subtotalSet: bag(sumOf(lines, (one) => one.subtotal)),
    discountedSubtotalSet: bag(sumOf(lines, (one) => one.subtotal)),
    totalTaxSet: bag(
      plus(
        sumOf(lines, (one) => one.tax),
        sumOf(shipping, (one) => one.tax),
      ),
    ),
    refundLineItems: lines.map((row) => ({ order, row })),
    shipping: {
      amountSet: bag(charged),
      maximumRefundableSet: bag(shippingOf(order, { shipping: { fullRefund: true } })),
      taxSet: bag(sumOf(shipping, (one) => one.tax)),
    },
    suggestedTransactions: suggestedTransactions(order, amount.presentment),
  }
}

function wholeShipping(args: SuggestArguments): boolean {
  if (args.shippingAmount != null) return false
  return args.refundShipping === true || args.suggestFullRefund === true
}

function wantedLines(order: OrderRecord, args: SuggestArguments) {
  const all = args.suggestFullRefund === true
  return order.lines.flatMap((line) => {
    const asked = (args.refundLineItems ?? []).filter((one) => one.lineItemId === line.id)
    const quantity = all ? line.currentQuantity : asked.reduce((sum, one) => sum + one.quantity, 0)
    if (quantity <= 0) return []
    const units = Math.min(quantity, line.currentQuantity)
    return [{ line, quantity: units, restockType: 'NO_RESTOCK' as const, locationId: null }]
  })
}

/** The payments in their order, each with what it can give. */
function suggestedTransactions(order: OrderRecord, wanted: number): object[] {
  let left = wanted
  return everythingPaid(order).flatMap(({ parent, amount }) => {
    const part = Math.min(left, amount.presentment)
    left -= part
    if (part <= 0 && wanted > 0) return []
    const given = part === amount.presentment ? amount : { ...zero, shop: part, presentment: part }
    return [
      {
        amountSet: moneyBag(given, order.currencies),
        maximumRefundableSet: moneyBag(amount, order.currencies),
        gateway: parent.gateway,
        formattedGateway: parent.gateway,
        kind: 'SUGGESTED_REFUND',
        parentTransaction: { order, row: parent },
      },
    ]
  })
}
