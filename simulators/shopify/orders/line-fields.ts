/** How GraphQL sees the parts of an order: lines, shipping, transactions, refunds. */

import type { Resolver } from '../graphql/admin-schema.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { dateTime } from '../graphql/scalars.ts'
import { moneyBag, times, zero } from '../money.ts'
import type { OrderLine, OrderRecord, ShippingLine, Transaction } from '../records.ts'
import { everythingPaid } from '../refunds/refund-all.ts'
import { openUnits } from '../refunds/restock.ts'
import { taxLineView } from './tax-view.ts'

/** A part of an order with the order itself, which its amounts and links need. */
export type Part<Row> = { readonly order: OrderRecord; readonly row: Row }

type Of<Row, Arguments = Record<string, never>> = Resolver<Part<Row>, Arguments>

export const lineItemFields = {
  ...plain<OrderLine>()('id', 'title', 'variantTitle', 'sku', 'vendor', 'quantity'),
  ...plain<OrderLine>()('currentQuantity', 'requiresShipping', 'taxable'),
  name: (({ row }) => [row.title, row.variantTitle].filter(Boolean).join(' - ')) as Of<OrderLine>,
  isGiftCard: (({ row }) => row.giftCard) as Of<OrderLine>,
  // Units that can still be shipped; a refund without restocking leaves them open (documented).
  unfulfilledQuantity: (({ order, row }) => openUnits(order, row.id)) as Of<OrderLine>,
  refundableQuantity: (({ row }) => row.currentQuantity) as Of<OrderLine>,
  nonFulfillableQuantity: (({ order, row }) =>
    row.quantity - row.fulfilledQuantity - openUnits(order, row.id)) as Of<OrderLine>,
  restockable: (({ row }) => row.variantId !== null && row.currentQuantity > 0) as Of<OrderLine>,
  customAttributes: (({ row }) => row.attributes) as Of<OrderLine>,
  taxLines: (({ order, row }) =>
    row.taxLines.map((line) => taxLineView(line, order.currencies))) as Of<OrderLine>,
  variant: (({ row }, _args, context) => variantOf(row, context)) as Of<OrderLine>,
  product: (({ row }, _args, { world }) =>
    row.productId === null
      ? null
      : (world.catalog.product(row.productId) ?? null)) as Of<OrderLine>,
  originalUnitPriceSet: (({ order, row }) => moneyBag(row.unit, order.currencies)) as Of<OrderLine>,
  discountedUnitPriceSet: (({ order, row }) =>
    moneyBag(row.unit, order.currencies)) as Of<OrderLine>,
  originalTotalSet: (({ order, row }) =>
    moneyBag(times(row.unit, row.quantity), order.currencies)) as Of<OrderLine>,
  discountedTotalSet: (({ order, row }) =>
    moneyBag(times(row.unit, row.quantity), order.currencies)) as Of<OrderLine>,
  totalDiscountSet: (({ order }) => moneyBag(zero, order.currencies)) as Of<OrderLine>,
}

export const shippingLineFields = {
  ...plain<ShippingLine>()('id', 'title', 'code', 'source'),
  custom: (() => true) as Of<ShippingLine>,
  isRemoved: (() => false) as Of<ShippingLine>,
  originalPriceSet: (({ order, row }) => moneyBag(row.price, order.currencies)) as Of<ShippingLine>,
  discountedPriceSet: (({ order, row }) =>
    moneyBag(row.price, order.currencies)) as Of<ShippingLine>,
  taxLines: (({ order, row }) =>
    row.taxLines.map((line) => taxLineView(line, order.currencies))) as Of<ShippingLine>,
}

export const transactionFields = {
  ...plain<Transaction>()('id', 'kind', 'status', 'gateway', 'test'),
  formattedGateway: (({ row }) => titleCase(row.gateway)) as Of<Transaction>,
  manualPaymentGateway: (({ row }) => row.gateway === 'manual') as Of<Transaction>,
  amountSet: (({ order, row }) => moneyBag(row.amount, order.currencies)) as Of<Transaction>,
  createdAt: (({ row }) => dateTime(row.createdAtMs)) as Of<Transaction>,
  processedAt: (({ row }) => dateTime(row.processedAtMs)) as Of<Transaction>,
  errorCode: (() => null) as Of<Transaction>,
  order: (({ order }) => order) as Of<Transaction>,
  totalUnsettledSet: (({ order }) => moneyBag(zero, order.currencies)) as Of<Transaction>,
  maximumRefundableV2: (({ order, row }) => {
    const left = everythingPaid(order).find((one) => one.parent.id === row.id)?.amount ?? zero
    const bag = moneyBag(left, order.currencies) as { presentmentMoney: object }
    return bag.presentmentMoney
  }) as Of<Transaction>,
  parentTransaction: (({ order, row }) => {
    const parent = order.transactions.find((one) => one.id === row.parentId)
    return parent === undefined ? null : { order, row: parent }
  }) as Of<Transaction>,
}

/** The line of an order by its id; an order never loses a line. */
export function linePart(order: OrderRecord, lineId: string): Part<OrderLine> {
  const row = order.lines.find((line) => line.id === lineId)
  if (row === undefined) throw new Error(`order ${order.id} has no line ${lineId}`)
  return { order, row }
}

/** The variant that a line was made with; null when it was a custom line or its product is gone. */
export function variantOf(line: OrderLine, context: GraphqlContext): object | null {
  if (line.variantId === null) return null
  return context.world.catalog.variant(line.variantId) ?? null
}

/** Resolvers for fields that are plain properties of the part's row. */
export function plain<Row>() {
  return <Key extends keyof Row & string>(...names: Key[]): Record<Key, Of<Row>> => {
    const entries = names.map((name) => [name, (({ row }) => row[name]) as Of<Row>])
    return Object.fromEntries(entries) as Record<Key, Of<Row>>
  }
}

function titleCase(text: string | null): string | null {
  return text === null ? null : text.charAt(0).toUpperCase() + text.slice(1)
}
