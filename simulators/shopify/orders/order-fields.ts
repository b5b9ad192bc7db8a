/** How GraphQL sees an order record: the fields of Order that are not plain properties. */

import { customerView } from '../customers/customer-view.ts'
import { hasScope } from '../graphql/access-scopes.ts'
import type { Resolver } from '../graphql/admin-schema.ts'
import { type PageArguments, pageOfList } from '../graphql/connections.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { NotSimulated } from '../graphql/errors.ts'
import { dateTime } from '../graphql/scalars.ts'
import { metafieldOf } from '../metafields/metafield-fields.ts'
import { type Amount, moneyBag, zero } from '../money.ts'
import type { OrderRecord } from '../records.ts'
import { openUnits } from '../refunds/restock.ts'
import { type SuggestArguments, suggestedRefund } from '../refunds/suggest-refund.ts'
import { addressView } from './address-view.ts'
import { canNotifyCustomer } from './buyer-contact.ts'
import { currentTotals, discrepancy, refundedShipping, tips } from './order-ledger.ts'
import {
  displayFinancialStatus,
  displayFulfillmentStatus,
  netPayment,
  outstanding,
  received,
  refunded,
  returnStatus,
} from './order-status.ts'
import { taxLineView } from './tax-view.ts'

type Of<Arguments = Record<string, never>> = Resolver<OrderRecord, Arguments>

const money =
  (amountOf: (order: OrderRecord) => Amount): Of =>
  (order) =>
    moneyBag(amountOf(order), order.currencies)

const page =
  <T>(rowsOf: (order: OrderRecord) => readonly T[], idOf: (row: T) => string): Of<PageArguments> =>
  (order, args, context) =>
    pageOfList(
      rowsOf(order).map((row) => ({ order, row })),
      args,
      context,
      ({ row }) => idOf(row),
    )

const idOfRow = (row: { id: string }): string => row.id

/** Lines, shipping lines and the like are served together with their order, which their amounts need. */
export const orderFields = {
  legacyResourceId: ((order) => String(order.numericId)) as Of,
  createdAt: ((order) => dateTime(order.createdAtMs)) as Of,
  updatedAt: ((order) => dateTime(order.updatedAtMs)) as Of,
  processedAt: ((order) => dateTime(order.processedAtMs)) as Of,
  closedAt: ((order) => dateTimeOrNull(order.closedAtMs)) as Of,
  closed: ((order) => order.closedAtMs !== null) as Of,
  cancelledAt: ((order) => dateTimeOrNull(order.cancelledAtMs)) as Of,
  registeredSourceUrl: ((order) => order.sourceUrl) as Of,
  confirmed: (() => true) as Of,
  customAttributes: ((order) => order.attributes) as Of,
  currencyCode: ((order) => order.currencies.shop) as Of,
  presentmentCurrencyCode: ((order) => order.currencies.presentment) as Of,
  taxLines: ((order) => allTaxLines(order)) as Of,
  currentTaxLines: ((order) => allTaxLines(order)) as Of,
  subtotalPriceSet: money((order) => order.totals.subtotal),
  totalPriceSet: money((order) => order.totals.total),
  totalTaxSet: money((order) => order.totals.tax),
  totalShippingPriceSet: money((order) => order.totals.shipping),
  totalDiscountsSet: money(() => zero),
  totalReceivedSet: money(received),
  totalRefundedSet: money(refunded),
  currentSubtotalPriceSet: money((order) => currentTotals(order).subtotal),
  currentShippingPriceSet: money((order) => currentTotals(order).shipping),
  currentTotalPriceSet: money((order) => currentTotals(order).total),
  currentTotalTaxSet: money((order) => currentTotals(order).tax),
  currentTotalDiscountsSet: money(() => zero),
  totalRefundedShippingSet: money((order) => refundedShipping(order).subtotal),
  totalTipReceivedSet: money(tips),
  refundDiscrepancySet: money(discrepancy),
  originalTotalPriceSet: money((order) => order.totals.total),
  totalOutstandingSet: money(outstanding),
  netPaymentSet: money(netPayment),
  displayFinancialStatus: displayFinancialStatus as Of,
  displayFulfillmentStatus: displayFulfillmentStatus as Of,
  fullyPaid: ((order) => outstanding(order).shop <= 0) as Of,
  unpaid: ((order) => received(order).shop === 0 && order.totals.total.shop > 0) as Of,
  paymentGatewayNames: ((order) => gatewayNames(order)) as Of,
  canNotifyCustomer: ((order) => canNotifyCustomer(order)) as Of,
  email: ((order) => order.contact.orderEmail) as Of,
  phone: ((order) => order.contact.orderPhone) as Of,
  customer: ((order, _args, context) => customerView(order, context)) as Of,
  shippingAddress: ((order) => order.shippingAddress && addressView(order.shippingAddress)) as Of,
  billingAddress: ((order) => order.billingAddress && addressView(order.billingAddress)) as Of,
  requiresShipping: ((order) => order.lines.some((line) => line.requiresShipping)) as Of,
  lineItems: page((order) => order.lines, idOfRow),
  nonFulfillableLineItems: page(
    (order) => order.lines.filter((line) => openUnits(order, line.id) === 0),
    idOfRow,
  ),
  shippingLines: page((order) => order.shippingLines, idOfRow),
  shippingLine: ((order) => {
    const [row] = order.shippingLines
    return row === undefined ? null : { order, row }
  }) as Of,
  transactions: ((order, { first }) =>
    order.transactions.slice(0, first ?? undefined).map((row) => ({ order, row }))) as Of<{
    first?: number
  }>,
  // A missing scope hides fulfilment orders without an error; all of this shop are merchant-managed.
  fulfillmentOrders: ((order, args, context) => {
    refuseFilter('Order.fulfillmentOrders', args)
    const rows = seesFulfillmentOrders(context) ? order.fulfillmentOrders : []
    return page(() => rows, idOfRow)(order, args, context)
  }) as Of<Filtered>,
  fulfillments: ((order, args) => {
    refuseFilter('Order.fulfillments', args)
    return order.fulfillments.slice(0, args.first ?? undefined).map((row) => ({ order, row }))
  }) as Of<{ first?: number; query?: string }>,
  refunds: ((order, { first }) =>
    order.refunds.slice(0, first ?? undefined).map((row) => ({ order, row }))) as Of<{
    first?: number
  }>,
  returns: ((order, args, context) => {
    refuseFilter('Order.returns', args)
    return page((one: OrderRecord) => one.returns, idOfRow)(order, args, context)
  }) as Of<Filtered>,
  returnStatus: returnStatus as Of,
  cancellation: ((order) =>
    order.cancelledAtMs === null ? null : { staffNote: order.staffNote }) as Of,
  fulfillmentsCount: ((order) => ({ count: order.fulfillments.length, precision: 'EXACT' })) as Of,
  fulfillable: ((order) => order.lines.some((line) => openUnits(order, line.id) > 0)) as Of,
  refundable: ((order) => netPayment(order).shop > 0) as Of,
  restockable: ((order) =>
    order.lines.some((line) => line.variantId !== null && line.currentQuantity > 0)) as Of,
  merchantEditable: ((order) => order.cancelledAtMs === null) as Of,
  suggestedRefund: suggestedRefund as Of<SuggestArguments>,
  subtotalLineItemsQuantity: ((order) => quantity(order, (line) => line.quantity)) as Of,
  currentSubtotalLineItemsQuantity: ((order) =>
    quantity(order, (line) => line.currentQuantity)) as Of,
  metafield: ((order, args, context) => metafieldOf(order.metafields, args, context)) as Of<{
    namespace?: string
    key: string
  }>,
  metafields: ((order, args, context) =>
    pageOfList(
      order.metafields.filter(
        (one) => args.namespace === undefined || one.namespace === args.namespace,
      ),
      args,
      context,
      idOfRow,
    )) as Of<PageArguments & { namespace?: string }>,
}

type Filtered = PageArguments & { readonly query?: string | null }

/** A filter that is not simulated must not look as if it had been applied. */
function refuseFilter(name: string, args: { readonly query?: string | null }): void {
  if (args.query != null) throw new NotSimulated(`${name} with a query`)
}

function seesFulfillmentOrders({ world }: GraphqlContext): boolean {
  return hasScope(world.installation.scopes(), 'read_merchant_managed_fulfillment_orders')
}

function gatewayNames(order: OrderRecord): string[] {
  const names = order.transactions.map((one) => one.gateway)
  return [...new Set(names.filter((name) => name !== null))]
}

function allTaxLines(order: OrderRecord): object[] {
  const lines = [
    ...order.orderTaxLines,
    ...order.lines.flatMap((line) => (order.orderTaxLines.length > 0 ? [] : line.taxLines)),
    ...order.shippingLines.flatMap((line) => line.taxLines),
  ]
  return lines.map((line) => taxLineView(line, order.currencies))
}

function quantity(order: OrderRecord, of: (line: OrderRecord['lines'][number]) => number): number {
  return order.lines.reduce((sum, line) => sum + of(line), 0)
}

function dateTimeOrNull(ms: number | null): string | null {
  return ms === null ? null : dateTime(ms)
}
