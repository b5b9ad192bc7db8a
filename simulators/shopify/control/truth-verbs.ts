/** What has really happened in the shop, for tests: effects of each order, mails to buyers, and effects made twice. */
import { decimalFull, sumOf } from '../money.ts'
import { received, refunded } from '../orders/order-status.ts'
import type { OrderRecord } from '../records.ts'
import type { Refund } from '../refund-records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { doubledEffects } from './doubled-effects.ts'
import type { LifeControl, OrderTruth, RefundTruth } from './life-types.ts'

type TruthVerbs = Pick<LifeControl, 'truth' | 'doubledEffects' | 'setBehaviour'>

export function truthVerbs(worldNow: () => ShopWorld): TruthVerbs {
  return {
    truth(filter = {}) {
      const world = worldNow()
      const { orderId, sourceIdentifier } = filter
      const orders = [...world.orders.all()]
        .filter((one) => orderId === undefined || one.id === orderId)
        .filter(
          (one) => sourceIdentifier === undefined || one.sourceIdentifier === sourceIdentifier,
        )
      return {
        orders: orders.map((one) => orderTruth(world, one)),
        mails: [...world.mails],
        mailsAsked: [...world.mailsAsked],
        doubled: doubledEffects(world),
      }
    },
    doubledEffects: () => doubledEffects(worldNow()),
    setBehaviour: (spec) => {
      Object.assign(worldNow().settings, spec)
    },
  }
}

function orderTruth(world: ShopWorld, order: OrderRecord): OrderTruth {
  const { presentment: currency } = order.currencies
  return {
    id: order.id,
    name: order.name,
    sourceIdentifier: order.sourceIdentifier,
    madeBy: order.app.name,
    cancelled: order.cancelledAtMs !== null,
    archived: order.closedAtMs !== null,
    city: order.shippingAddress?.city ?? null,
    received: decimalFull(received(order).presentment, currency),
    refunded: decimalFull(refunded(order).presentment, currency),
    currency,
    refunds: order.refunds.map((one) => refundTruth(order, one)),
    fulfilments: order.fulfillments.map((one) => ({
      id: one.id,
      by: one.by.name,
      status: one.status,
      notify: one.notify,
      trackingNumbers: one.tracking.flatMap((each) => each.number ?? []),
      units: one.lines.reduce((sum, line) => sum + line.quantity, 0),
    })),
    returns: order.returns.map(({ id, by, status }) => ({ id, by: by.name, status })),
    holds: order.fulfillmentOrders.reduce((sum, one) => sum + one.holds.length, 0),
    mails: world.mails.filter((one) => one.orderId === order.id).length,
  }
}

function refundTruth(order: OrderRecord, row: Refund): RefundTruth {
  const money = order.transactions.filter((one) => row.transactionIds.includes(one.id))
  const paid = sumOf(money, (one) => one.amount).presentment
  return {
    id: row.id,
    by: row.by.name,
    note: row.note,
    amount: decimalFull(paid, order.currencies.presentment),
    processedAtMs: row.processedAtMs,
    restockTypes: row.lines.map((one) => one.restockType),
    units: row.lines.reduce((sum, one) => sum + one.quantity, 0),
    gateways: money.map((one) => one.gateway),
  }
}
