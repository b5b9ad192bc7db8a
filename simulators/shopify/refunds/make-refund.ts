/** Puts a refund on an order that is being changed: lines, shipping, money, what is left over, and what comes back. */

import type { AppIdentity } from '../app-identity.ts'
import { type Amount, minus, plus, sumOf, zero } from '../money.ts'
import type { Consequences } from '../orders/committed-change.ts'
import { goneUnits, priceOfUnits, taxOfUnits } from '../orders/order-ledger.ts'
import type { OrderLine, OrderRecord, Transaction } from '../records.ts'
import type {
  Adjustment,
  Refund,
  RefundLine,
  RefundShipping,
  RestockType,
} from '../refund-records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { refundPayload, transactionPayload } from '../webhooks/refund-payloads.ts'
import { restock } from './restock.ts'

export type LinePlan = {
  readonly line: OrderLine
  readonly quantity: number
  readonly restockType: RestockType
  readonly locationId: number | null
}

export type MoneyPlan = { readonly parent: Transaction; readonly amount: Amount }

export type RefundPlan = {
  readonly lines: readonly LinePlan[]
  /** Of the shipping charge, without tax unless taxes are included. */
  readonly shipping: Amount
  readonly money: readonly MoneyPlan[]
  readonly note: string | null
  readonly processedAtMs: number | null
  readonly notify: boolean
  readonly reason: string | null
  readonly returnId: string | null
  readonly by: AppIdentity
}

export function makeRefund(
  world: ShopWorld,
  order: OrderRecord,
  plan: RefundPlan,
  after: Consequences,
): Refund {
  const nowMs = world.clock.nowMs()
  const processedAtMs = plan.processedAtMs ?? nowMs
  const lines = plan.lines.map((one) => refundLine(world, one))
  const shipping = refundShipping(world, order, plan.shipping)
  const money = plan.money.map((one) => refundTransaction(world, one, nowMs, processedAtMs))
  const total = sumOf(money, (one) => one.amount)
  const refund: Refund = {
    id: world.identifiers.gid('Refund'),
    createdAtMs: nowMs,
    processedAtMs,
    note: plan.note,
    total,
    lines,
    shipping,
    adjustments: adjustments(world, computed(order, lines, shipping), total, plan),
    transactionIds: money.map((one) => one.id),
    returnId: plan.returnId,
    by: plan.by,
  }
  order.transactions.push(...money)
  order.refunds.push(refund)
  order.statedFinancialStatus = null
  restock(world, order, lines, after)
  for (const { line, quantity } of plan.lines) line.currentQuantity -= quantity
  if (plan.notify) after.mails.push('refund-notice')
  after.told.push({ topic: 'REFUNDS_CREATE', payload: (one) => refundPayload(one, refund) })
  for (const one of money) {
    const payload = (changed: OrderRecord) => transactionPayload(changed, one)
    after.told.push({ topic: 'ORDER_TRANSACTIONS_CREATE', payload })
  }
  return refund
}

/** What lines and shipping come to, as a refund of them would pay it. */
export function computed(
  order: OrderRecord,
  lines: readonly Pick<RefundLine, 'subtotal' | 'tax'>[],
  shipping: readonly RefundShipping[],
): Amount {
  const net = plus(
    sumOf(lines, (one) => one.subtotal),
    sumOf(shipping, (one) => one.subtotal),
  )
  if (order.taxesIncluded) return net
  const tax = plus(
    sumOf(lines, (one) => one.tax),
    sumOf(shipping, (one) => one.tax),
  )
  return plus(net, tax)
}

export function refundLine(world: ShopWorld, plan: LinePlan): RefundLine {
  const { line, quantity, restockType, locationId } = plan
  return {
    id: world.identifiers.gid('RefundLineItem'),
    lineId: line.id,
    quantity,
    restockType,
    locationId: restockType === 'NO_RESTOCK' ? null : locationId,
    subtotal: priceOfUnits(line, quantity),
    tax: taxOfUnits(line, goneUnits(line), quantity),
  }
}

/** The first shipping line stands for all; an order of a marketplace has one. */
export function refundShipping(
  world: ShopWorld,
  order: OrderRecord,
  amount: Amount,
): RefundShipping[] {
  const [line] = order.shippingLines
  if (line === undefined || amount.shop === 0) return []
  const whole = order.totals.shipping
  const taxes = sumOf(order.shippingLines, (one) => sumOf(one.taxLines, (tax) => tax.amount))
  const share = (side: 'shop' | 'presentment'): number =>
    whole[side] === 0 ? 0 : Math.round((taxes[side] * amount[side]) / whole[side])
  const tax = { shop: share('shop'), presentment: share('presentment') }
  const id = world.identifiers.gid('RefundShippingLine')
  return [{ id, shippingLineId: line.id, subtotal: amount, tax }]
}

function refundTransaction(
  world: ShopWorld,
  { parent, amount }: MoneyPlan,
  createdAtMs: number,
  processedAtMs: number,
): Transaction {
  return {
    ...parent,
    id: world.identifiers.gid('OrderTransaction'),
    kind: 'REFUND',
    status: 'SUCCESS',
    amount,
    createdAtMs,
    processedAtMs,
    parentId: parent.id,
  }
}

/** Money that no line explains, or lines that no money followed. */
function adjustments(
  world: ShopWorld,
  expected: Amount,
  paid: Amount,
  plan: RefundPlan,
): Adjustment[] {
  const amount = minus(expected, paid)
  if (amount.shop === zero.shop && amount.presentment === zero.presentment) return []
  const pending = plan.money.length === 0
  const reason = pending ? 'PENDING_REFUND_DISCREPANCY' : (plan.reason ?? 'REFUND_DISCREPANCY')
  return [{ id: world.identifiers.gid('OrderAdjustment'), reason, amount }]
}
