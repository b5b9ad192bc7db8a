/** How GraphQL sees refunds. */
import { numericId } from '../gid.ts'
import type { Resolver } from '../graphql/admin-schema.ts'
import { type PageArguments, pageOfList } from '../graphql/connections.ts'
import { dateTime } from '../graphql/scalars.ts'
import { moneyBag, zero } from '../money.ts'
import { linePart, type Part, plain } from '../orders/line-fields.ts'
import type { Adjustment, Refund, RefundLine, RefundShipping } from '../refund-records.ts'

type Of<Row, Arguments = Record<string, never>> = Resolver<Part<Row>, Arguments>

const page =
  <Row extends { id: string }>(
    rowsOf: (part: Part<Refund>) => readonly Row[],
  ): Of<Refund, PageArguments> =>
  (part, args, context) =>
    pageOfList(
      rowsOf(part).map((row) => ({ order: part.order, row })),
      args,
      context,
      (one) => one.row.id,
    )

export const refundFields = {
  ...plain<Refund>()('id', 'note'),
  legacyResourceId: (({ row }) => String(numericId('Refund', row.id))) as Of<Refund>,
  createdAt: (({ row }) => dateTime(row.createdAtMs)) as Of<Refund>,
  updatedAt: (({ row }) => dateTime(row.createdAtMs)) as Of<Refund>,
  processedAt: (({ row }) => dateTime(row.processedAtMs)) as Of<Refund>,
  order: (({ order }) => order) as Of<Refund>,
  return: (({ order, row }) => {
    const found = order.returns.find((one) => one.id === row.returnId)
    return found === undefined ? null : { order, row: found }
  }) as Of<Refund>,
  totalRefundedSet: (({ order, row }) => moneyBag(row.total, order.currencies)) as Of<Refund>,
  refundLineItems: page(({ row }) => row.lines),
  refundShippingLines: page(({ row }) => row.shipping),
  orderAdjustments: page(({ row }) => row.adjustments),
  transactions: page(({ order, row }) =>
    order.transactions.filter((one) => row.transactionIds.includes(one.id)),
  ),
}

export const refundLineFields = {
  ...plain<RefundLine>()('id', 'quantity', 'restockType'),
  restocked: (({ row }) => row.restockType !== 'NO_RESTOCK') as Of<RefundLine>,
  lineItem: (({ order, row }) => linePart(order, row.lineId)) as Of<RefundLine>,
  priceSet: (({ order, row }) =>
    moneyBag(linePart(order, row.lineId).row.unit, order.currencies)) as Of<RefundLine>,
  subtotalSet: (({ order, row }) => moneyBag(row.subtotal, order.currencies)) as Of<RefundLine>,
  totalTaxSet: (({ order, row }) => moneyBag(row.tax, order.currencies)) as Of<RefundLine>,
  location: (({ row }, _args, { world }) =>
    row.locationId === null
      ? null
      : (world.catalog.location(row.locationId) ?? null)) as Of<RefundLine>,
}

export const refundShippingFields = {
  ...plain<RefundShipping>()('id'),
  shippingLine: (({ order, row }) => ({
    order,
    row: order.shippingLines.find((one) => one.id === row.shippingLineId),
  })) as Of<RefundShipping>,
  subtotalAmountSet: (({ order, row }) =>
    moneyBag(row.subtotal, order.currencies)) as Of<RefundShipping>,
  taxAmountSet: (({ order, row }) => moneyBag(row.tax, order.currencies)) as Of<RefundShipping>,
}

export const adjustmentFields = {
  ...plain<Adjustment>()('id', 'reason'),
  amountSet: (({ order, row }) => moneyBag(row.amount, order.currencies)) as Of<Adjustment>,
  taxAmountSet: (({ order }) => moneyBag(zero, order.currencies)) as Of<Adjustment>,
}
