/** How GraphQL sees returns and their reverse fulfilment orders. */
import type { Resolver } from '../graphql/admin-schema.ts'
import { type PageArguments, pageOfList } from '../graphql/connections.ts'
import { dateTime } from '../graphql/scalars.ts'
import { type Amount, moneyBag, times } from '../money.ts'
import { linePart, type Part, plain } from '../orders/line-fields.ts'
import type { OrderRecord } from '../records.ts'
import type { Disposition, ReturnLine, ReturnRecord } from '../refund-records.ts'
import { reasons } from './return-reasons.ts'

type Of<Row, Arguments = Record<string, never>> = Resolver<Part<Row>, Arguments>

const page =
  <Row extends { id: string }>(
    rowsOf: (part: Part<ReturnRecord>) => readonly Row[],
    type?: string,
  ): Of<ReturnRecord, PageArguments> =>
  (part, args, context) =>
    pageOfList(
      rowsOf(part).map((row) => ({ __typename: type, order: part.order, row })),
      args,
      context,
      (one) => one.row.id,
    )

/** The goods on their way back: there are some from the approval on. */
type Reverse = { readonly id: string; readonly of: ReturnRecord }
type ReverseLine = { readonly id: string; readonly of: ReturnLine }
type Fee = { readonly id: string; readonly of: ReturnLine }

export const returnFields = {
  ...plain<ReturnRecord>()('id', 'name', 'status', 'decline'),
  createdAt: (({ row }) => dateTime(row.createdAtMs)) as Of<ReturnRecord>,
  closedAt: (({ row }) => timeOrNull(row.closedAtMs)) as Of<ReturnRecord>,
  requestApprovedAt: (({ row }) => timeOrNull(row.approvedAtMs)) as Of<ReturnRecord>,
  totalQuantity: (({ row }) =>
    row.lines.reduce((sum, line) => sum + line.quantity, 0)) as Of<ReturnRecord>,
  order: (({ order }) => order) as Of<ReturnRecord>,
  returnLineItems: page(({ row }) => row.lines, 'ReturnLineItem'),
  exchangeLineItems: page<{ id: string }>(() => []),
  refunds: page(({ order, row }) => order.refunds.filter((one) => one.returnId === row.id)),
  transactions: page(({ order, row }) => {
    const refunds = order.refunds.filter((one) => one.returnId === row.id)
    const ids = new Set(refunds.flatMap((one) => one.transactionIds))
    return order.transactions.filter((one) => ids.has(one.id))
  }),
  reverseFulfillmentOrders: page<Reverse>(({ row }) =>
    row.approvedAtMs === null ? [] : [{ id: row.reverseOrderId, of: row }],
  ),
  returnShippingFees: (({ order, row }) =>
    row.shippingFee === null
      ? []
      : [
          { id: row.shippingFee.id, amountSet: bag(order, row.shippingFee.amount) },
        ]) as Of<ReturnRecord>,
}

export const returnLineFields = {
  ...plain<ReturnLine>()('id', 'quantity', 'processedQuantity', 'refundedQuantity', 'customerNote'),
  returnReasonNote: (({ row }) => row.reasonNote) as Of<ReturnLine>,
  returnReasonDefinition: (({ row }) =>
    reasons.find((one) => one.handle === row.reasonHandle) ?? null) as Of<ReturnLine>,
  unprocessedQuantity: (({ row }) => row.quantity - row.processedQuantity) as Of<ReturnLine>,
  processableQuantity: (({ order, row }) => stillInOrder(order, row)) as Of<ReturnLine>,
  refundableQuantity: (({ order, row }) => stillInOrder(order, row)) as Of<ReturnLine>,
  fulfillmentLineItem: (({ order, row }) => fulfillmentLine(order, row)) as Of<ReturnLine>,
  restockingFee: (({ order, row }) =>
    row.restockingFeePercent === null
      ? null
      : {
          order,
          row: { id: row.id.replace('/ReturnLineItem/', '/RestockingFee/'), of: row },
        }) as Of<ReturnLine>,
  withCodeDiscountedTotalPriceSet: (({ order, row }) =>
    bag(order, times(linePart(order, row.lineId).row.unit, row.quantity))) as Of<ReturnLine>,
}

export const restockingFeeFields = {
  ...plain<Fee>()('id'),
  percentage: (({ row }) => row.of.restockingFeePercent) as Of<Fee>,
  amountSet: (({ order, row }) => {
    const whole = times(linePart(order, row.of.lineId).row.unit, row.of.quantity)
    const part = (minor: number): number =>
      Math.round((minor * (row.of.restockingFeePercent ?? 0)) / 100)
    return bag(order, { shop: part(whole.shop), presentment: part(whole.presentment) })
  }) as Of<Fee>,
}

export const reverseOrderFields = {
  ...plain<Reverse>()('id'),
  status: (({ row }) => {
    if (row.of.status === 'CANCELED') return 'CANCELED'
    return row.of.status === 'CLOSED' ? 'CLOSED' : 'OPEN'
  }) as Of<Reverse>,
  lineItems: (({ order, row }, args, context) =>
    pageOfList(
      row.of.lines.map((line) => ({ order, row: { id: line.reverseLineId, of: line } })),
      args,
      context,
      (one) => one.row.id,
    )) as Of<Reverse, PageArguments>,
}

export const reverseLineFields = {
  ...plain<ReverseLine>()('id'),
  totalQuantity: (({ row }) => row.of.quantity) as Of<ReverseLine>,
  fulfillmentLineItem: (({ order, row }) => fulfillmentLine(order, row.of)) as Of<ReverseLine>,
  dispositions: (({ order, row }) =>
    row.of.dispositions.map((one) => ({ order, row: one }))) as Of<ReverseLine>,
}

export const reverseDispositionFields = {
  ...plain<Disposition>()('id', 'type', 'quantity'),
  createdAt: (({ row }) => dateTime(row.createdAtMs)) as Of<Disposition>,
  location: (({ row }, _args, { world }) =>
    row.locationId === null
      ? null
      : (world.catalog.location(row.locationId) ?? null)) as Of<Disposition>,
}

function stillInOrder(order: OrderRecord, row: ReturnLine): number {
  const left = linePart(order, row.lineId).row.currentQuantity
  return Math.min(row.quantity - row.processedQuantity, left)
}

function fulfillmentLine(order: OrderRecord, row: ReturnLine): object | null {
  const lines = order.fulfillments.flatMap((one) => one.lines)
  const found = lines.find((one) => one.id === row.fulfillmentLineId)
  return found === undefined ? null : { order, row: found }
}

function bag(order: OrderRecord, amount: Amount): object {
  return moneyBag(amount, order.currencies)
}

function timeOrNull(ms: number | null): string | null {
  return ms === null ? null : dateTime(ms)
}
