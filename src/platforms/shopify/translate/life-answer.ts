/**
 * What happened to an order, in our words. Notes are read for our mark and dropped here; nothing
 * personal goes on.
 */
import { type EffectKey, id, type LocationGid } from '../../../core/ids.ts'
import { add, type Money, sum } from '../../../core/money.ts'
import { amazonItemProperty } from '../../../core/orders/goods-lines.ts'
import type {
  LifeFulfillment,
  LifeFulfillmentOrder,
  LifeLine,
  LifeRefund,
  LifeReturn,
  LifeTransaction,
  ShopLife,
} from '../../../core/orders/shop-life.ts'
import { findOwnMark } from '../../../core/own-mark.ts'
import type {
  FulfillmentNode,
  FulfillmentOrderNode,
  LifeLineNode,
  OrderLife,
  RefundNode,
  ReturnNode,
  TransactionNode,
} from '../wire/life.ts'

/** Every hold of ours has a handle that begins so. */
export const ownHoldHandle = 'crossdock'

/** Neither gives money back: one frees what was only authorised, the other is a proposal. */
const withoutMoneyBack = new Set(['VOID', 'SUGGESTED_REFUND'])

type Beside = {
  readonly addressDigest: string | null
  readonly returns: readonly ReturnNode[]
  readonly truncated: readonly string[]
}

export function shopLife(life: OrderLife, beside: Beside): ShopLife {
  const { addressDigest } = beside
  const uncounted = life.fulfillments.some((one) =>
    one.fulfillmentLineItems.nodes.some((line) => line.quantity === null),
  )
  return {
    gid: id('ShopifyOrderGid', life.id),
    updatedAtMs: Date.parse(life.updatedAt),
    cancelledAtMs: life.cancelledAt === null ? null : Date.parse(life.cancelledAt),
    cancelReason: life.cancelReason,
    cancelKey: cancelKey(life),
    closed: life.closed,
    edited: life.edited,
    total: life.totalPriceSet,
    refunded: life.totalRefundedSet,
    addressDigest,
    shippingTitle: life.shippingLine?.title ?? null,
    lines: life.lineItems.nodes.map(lineOf),
    fulfillmentOrders: life.fulfillmentOrders.nodes.map(fulfillmentOrderOf),
    fulfillments: life.fulfillments.map(fulfillmentOf),
    transactions: life.transactions.map(transactionOf),
    refunds: life.refunds.map(refundOf),
    returns: beside.returns.map(returnOf),
    truncated: [...beside.truncated, ...(uncounted ? ['fulfillments.quantity'] : [])],
  }
}

function cancelKey(life: OrderLife): EffectKey | null {
  if (life.cancelledAt === null) return null
  return findOwnMark(life.cancellation?.staffNote ?? null) ?? findOwnMark(life.note)
}

function lineOf(node: LifeLineNode): LifeLine {
  const { title, sku, quantity, currentQuantity, requiresShipping } = node
  const itemId = node.customAttributes.find(({ key }) => key === amazonItemProperty)?.value
  const taxes = node.taxLines.map((tax) => tax.priceSet)
  const unitPrice = node.discountedUnitPriceSet
  return {
    lineGid: node.id,
    variantGid: node.variant === null ? null : id('VariantGid', node.variant.id),
    sku,
    title,
    itemId: itemId ? id('AmazonItemId', itemId) : null,
    quantity,
    currentQuantity,
    requiresShipping,
    unitPrice,
    tax: sum(taxes, unitPrice.currency),
  }
}

function fulfillmentOrderOf(node: FulfillmentOrderNode): LifeFulfillmentOrder {
  return {
    gid: id('FulfillmentOrderGid', node.id),
    status: node.status,
    requestStatus: node.requestStatus,
    locationGid: locationOf(node.assignedLocation.location),
    fulfillByMs: node.fulfillBy === null ? null : Date.parse(node.fulfillBy),
    holds: node.fulfillmentHolds.map(({ id: holdGid, reason, handle }) => {
      return { holdGid, reason, handle, ours: handle?.startsWith(ownHoldHandle) ?? false }
    }),
    lines: node.lineItems.nodes.map((line) => ({
      foLineGid: line.id,
      lineGid: line.lineItem.id,
      total: line.totalQuantity,
      remaining: line.remainingQuantity,
    })),
  }
}

function fulfillmentOf(node: FulfillmentNode): LifeFulfillment {
  return {
    gid: id('FulfillmentGid', node.id),
    status: node.status,
    displayStatus: node.displayStatus,
    createdAtMs: Date.parse(node.createdAt),
    updatedAtMs: Date.parse(node.updatedAt),
    locationGid: locationOf(node.location),
    trackings: node.trackingInfo,
    lines: node.fulfillmentLineItems.nodes.map((line) => ({
      fulfillmentLineGid: line.id,
      lineGid: line.lineItem.id,
      quantity: line.quantity ?? 0,
    })),
  }
}

function transactionOf(node: TransactionNode): LifeTransaction {
  return {
    gid: node.id,
    kind: node.kind,
    status: node.status,
    gateway: node.gateway ?? '',
    manual: node.manualPaymentGateway,
    amount: node.amountSet,
    parentGid: node.parentTransaction?.id ?? null,
    atMs: Date.parse(node.processedAt ?? node.createdAt),
  }
}

function refundOf(node: RefundNode): LifeRefund {
  const given = node.transactions.nodes.filter((each) => !withoutMoneyBack.has(each.kind))
  return {
    gid: id('RefundGid', node.id),
    createdAtMs: Date.parse(node.createdAt ?? node.processedAt),
    key: findOwnMark(node.note),
    lines: node.refundLineItems.nodes.map((line) => ({
      lineGid: line.lineItem.id,
      quantity: line.quantity,
      restockType: line.restockType,
      subtotal: line.subtotalSet,
      tax: line.totalTaxSet,
    })),
    shipping: shippingOf(node),
    adjustments: node.orderAdjustments.nodes.map((each) => ({
      kind: each.reason ?? 'UNNAMED',
      amount: add(each.amountSet, each.taxAmountSet),
    })),
    transactions: given.map(transactionOf),
  }
}

function shippingOf(node: RefundNode): { readonly amount: Money; readonly tax: Money } | null {
  const [first, ...others] = node.refundShippingLines.nodes.map((line) => {
    return { amount: line.subtotalAmountSet, tax: line.taxAmountSet }
  })
  if (first === undefined) return null
  return others.reduce(
    (all, line) => ({ amount: add(all.amount, line.amount), tax: add(all.tax, line.tax) }),
    first,
  )
}

function returnOf(node: ReturnNode): LifeReturn {
  return {
    gid: id('ReturnGid', node.id),
    name: node.name,
    status: node.status,
    lines: node.returnLineItems.nodes.map((line) => ({
      lineGid: line.fulfillmentLineItem?.lineItem.id ?? null,
      quantity: line.quantity,
      reason: line.returnReasonDefinition?.handle ?? null,
    })),
  }
}

function locationOf(location: { readonly id: string } | null): LocationGid | null {
  return location === null ? null : id('LocationGid', location.id)
}
