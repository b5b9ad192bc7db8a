/** Bodies of refunds/create, order_transactions/create, orders/edited and the returns topics. */
import { numericId } from '../gid.ts'
import { decimalFull } from '../money.ts'
import type { OrderRecord, Transaction } from '../records.ts'
import type { Refund, ReturnRecord } from '../refund-records.ts'
import { amounts, restTime } from './rest-values.ts'

type Json = Record<string, unknown>

export function refundPayload(order: OrderRecord, row: Refund): Json {
  const { currencies } = order
  return {
    id: numericId('Refund', row.id),
    admin_graphql_api_id: row.id,
    order_id: order.numericId,
    created_at: restTime(row.createdAtMs),
    processed_at: restTime(row.processedAtMs),
    note: row.note,
    user_id: null,
    return: row.returnId === null ? null : { id: numericId('Return', row.returnId) },
    refund_line_items: row.lines.map((line) => ({
      id: numericId('RefundLineItem', line.id),
      line_item_id: numericId('LineItem', line.lineId),
      quantity: line.quantity,
      restock_type: line.restockType.toLowerCase(),
      location_id: line.locationId,
      ...amounts('subtotal', line.subtotal, currencies),
      ...amounts('total_tax', line.tax, currencies),
    })),
    refund_shipping_lines: row.shipping.map((line) => ({
      id: numericId('RefundShippingLine', line.id),
      ...amounts('subtotal_amount', line.subtotal, currencies),
    })),
    order_adjustments: row.adjustments.map((one) => ({
      id: numericId('OrderAdjustment', one.id),
      kind: 'refund_discrepancy',
      reason: one.reason.toLowerCase().replaceAll('_', ' '),
      ...amounts('amount', one.amount, currencies),
    })),
    transactions: order.transactions
      .filter((one) => row.transactionIds.includes(one.id))
      .map((one) => transactionPayload(order, one)),
  }
}

export function transactionPayload(order: OrderRecord, one: Transaction): Json {
  const { currencies } = order
  return {
    id: numericId('OrderTransaction', one.id),
    admin_graphql_api_id: one.id,
    order_id: order.numericId,
    kind: one.kind.toLowerCase(),
    status: one.status.toLowerCase(),
    gateway: one.gateway,
    amount: decimalFull(one.amount.presentment, currencies.presentment),
    currency: currencies.presentment,
    parent_id: one.parentId === null ? null : numericId('OrderTransaction', one.parentId),
    created_at: restTime(one.createdAtMs),
    processed_at: restTime(one.processedAtMs),
    test: one.test,
  }
}

export function returnPayload(order: OrderRecord, row: ReturnRecord): Json {
  return {
    id: numericId('Return', row.id),
    admin_graphql_api_id: row.id,
    name: row.name,
    status: row.status.toLowerCase(),
    order: { id: order.numericId, admin_graphql_api_id: order.id },
    total_return_line_items: row.lines.length,
    decline: row.decline === null ? null : { reason: row.decline.reason.toLowerCase() },
    return_line_items: row.lines.map((line) => ({
      id: numericId('ReturnLineItem', line.id),
      admin_graphql_api_id: line.id,
      quantity: line.quantity,
      return_reason: line.reasonHandle,
      fulfillment_line_item: { admin_graphql_api_id: line.fulfillmentLineId },
    })),
  }
}

/** What changed in an edit: the order stands inside, not at the top. */
export type LineChange = { readonly lineId: string; readonly delta: number }

export function editPayload(order: OrderRecord, id: number, changes: readonly LineChange[]): Json {
  const rows = (sign: number): Json[] =>
    changes
      .filter((one) => Math.sign(one.delta) === sign)
      .map((one) => ({ id: numericId('LineItem', one.lineId), delta: Math.abs(one.delta) }))
  return {
    order_edit: {
      id,
      order_id: order.numericId,
      app_id: null,
      created_at: restTime(order.updatedAtMs),
      committed_at: restTime(order.updatedAtMs),
      notify_customer: false,
      line_items: { additions: rows(1), removals: rows(-1) },
    },
  }
}
