/** Control of money: what the merchant gives back and takes in by hand. */
import { decimalFull, minorFrom, minus, zero } from '../money.ts'
import { changeOrder } from '../orders/committed-change.ts'
import { refundedShipping } from '../orders/order-ledger.ts'
import type { OrderRecord, Transaction } from '../records.ts'
import { inBoth } from '../refunds/create-refund.ts'
import {
  computed,
  type LinePlan,
  type MoneyPlan,
  makeRefund,
  refundLine,
  refundShipping,
} from '../refunds/make-refund.ts'
import { everythingPaid } from '../refunds/refund-all.ts'
import type { ShopWorld } from '../shop-world.ts'
import { transactionPayload } from '../webhooks/refund-payloads.ts'
import type { LifeControl, MerchantPayment, MerchantRefund } from './life-types.ts'
import { existing, lineOf, locationNamed, merchantAdmin } from './order-parts.ts'

type RefundVerbs = Pick<LifeControl, 'merchantRefund' | 'merchantTakePayment'>

export function refundVerbs(worldNow: () => ShopWorld): RefundVerbs {
  return {
    merchantRefund: (spec) => refund(worldNow(), spec),
    merchantTakePayment: (spec) => takePayment(worldNow(), spec),
  }
}

function refund(world: ShopWorld, spec: MerchantRefund): { refundId: string; amount: string } {
  const order = existing(world, spec.orderId)
  const lines = linePlans(world, order, spec)
  const shipping = shippingOf(order, spec)
  const amount = moneyMinor(world, order, spec, lines, shipping)
  const money = spread(order, amount)
  let refundId = ''
  changeOrder(world, order, (one, after) => {
    const plan = {
      lines,
      shipping,
      money,
      note: spec.note ?? null,
      processedAtMs: null,
      notify: spec.notify ?? true,
      reason: spec.restockingFee === undefined ? null : 'RESTOCK',
      returnId: null,
      by: merchantAdmin,
    }
    refundId = makeRefund(world, one, plan, after).id
  })
  return { refundId, amount: decimalFull(amount, order.currencies.presentment) }
}

function linePlans(world: ShopWorld, order: OrderRecord, spec: MerchantRefund): LinePlan[] {
  const locationId = spec.location ? locationNamed(world, spec.location).numericId : null
  const restockType = spec.restock ?? 'NO_RESTOCK'
  const given = (spec.lines ?? []).map((units) => {
    const line = lineOf(order, units)
    if (units.quantity > line.currentQuantity) {
      throw new Error('Quantity cannot refund more items than were purchased')
    }
    return { line, quantity: units.quantity, restockType, locationId }
  })
  if (spec.tip !== true) return given
  const tip = order.lines.find((one) => one.tip && one.currentQuantity > 0)
  if (tip === undefined) throw new Error(`order ${order.name} has no tip`)
  const quantity = tip.currentQuantity
  return [...given, { line: tip, quantity, restockType: 'NO_RESTOCK', locationId: null }]
}

function shippingOf(order: OrderRecord, spec: MerchantRefund) {
  if (spec.shipping === undefined) return zero
  const left = minus(order.totals.shipping, refundedShipping(order).subtotal)
  if (spec.shipping === 'all') return left
  const minor = minorFrom(spec.shipping, order.currencies.presentment)
  return { shop: minor, presentment: minor }
}

function moneyMinor(
  world: ShopWorld,
  order: OrderRecord,
  spec: MerchantRefund,
  lines: readonly LinePlan[],
  shipping: ReturnType<typeof shippingOf>,
): number {
  const currency = order.currencies.presentment
  if (spec.amount !== undefined) return minorFrom(spec.amount, currency)
  const whole = computed(
    order,
    lines.map((one) => refundLine(world, one)),
    refundShipping(world, order, shipping),
  )
  return whole.presentment - minorFrom(spec.restockingFee ?? '0', currency)
}

/** The payments give in their order, each as far as it reaches. */
function spread(order: OrderRecord, minor: number): MoneyPlan[] {
  let left = minor
  const money = everythingPaid(order).flatMap(({ parent, amount }) => {
    const part = Math.min(left, amount.presentment)
    left -= part
    return part > 0 ? [{ parent, amount: inBoth(part, parent) }] : []
  })
  if (left > 0) throw new Error('the refund is greater than the net payment')
  return money
}

/** Another payment on the order, by a gateway that is not ours: the order's total grows no larger by it. */
function takePayment(world: ShopWorld, spec: MerchantPayment): { transactionId: string } {
  const order = existing(world, spec.orderId)
  const nowMs = world.clock.nowMs()
  const minor = minorFrom(spec.amount, order.currencies.presentment)
  const payment: Transaction = {
    id: world.identifiers.gid('OrderTransaction'),
    kind: 'SALE',
    status: 'SUCCESS',
    gateway: spec.gateway,
    amount: { shop: minor, presentment: minor },
    createdAtMs: nowMs,
    processedAtMs: nowMs,
    test: false,
    parentId: null,
  }
  changeOrder(world, order, (one, after) => {
    one.transactions.push(payment)
    one.statedFinancialStatus = null
    const payload = (changed: OrderRecord) => transactionPayload(changed, payment)
    after.told.push({ topic: 'ORDER_TRANSACTIONS_CREATE', payload }, { topic: 'ORDERS_PAID' })
  })
  return { transactionId: payment.id }
}
