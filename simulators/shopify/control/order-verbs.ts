/** Control of orders: what other apps, the web shop and the merchant do. */

import type { AppIdentity } from '../app-identity.ts'
import { numericId } from '../gid.ts'
import { decimalFull } from '../money.ts'
import { canNotifyCustomer } from '../orders/buyer-contact.ts'
import { cancelOrder, cancelProblem } from '../orders/cancel-order.ts'
import { removeOrder } from '../orders/change-order.ts'
import { commitOrder, prepareOrder } from '../orders/create-order.ts'
import type { LineInput, MoneyBagInput, OrderInput } from '../orders/order-input.ts'
import { displayFinancialStatus, displayFulfillmentStatus } from '../orders/order-status.ts'
import type { OrderRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { announceUpdated } from '../webhooks/announce.ts'
import { variantWithSku } from './catalog-verbs.ts'
import type { ForeignOrderSpec, OrderSummary, ShopifyControl } from './control-types.ts'
import { existing, merchantAdmin } from './order-parts.ts'

type OrderVerbs = Pick<
  ShopifyControl,
  | 'createOrderAsOtherApp'
  | 'placeWebOrder'
  | 'merchantCancel'
  | 'merchantDelete'
  | 'merchantTag'
  | 'orders'
  | 'orderRecord'
  | 'ordersBySourceIdentifier'
>

const onlineStore: AppIdentity = { id: 'gid://shopify/App/580111', name: 'Online Store' }

export function orderVerbs(worldNow: () => ShopWorld): OrderVerbs {
  return {
    createOrderAsOtherApp(spec) {
      const app = { id: 'gid://shopify/App/2309841', name: spec.appName ?? 'Marketplace Bridge' }
      return place(worldNow(), spec, app)
    },
    placeWebOrder: (spec) =>
      place(worldNow(), { sourceName: 'web', claimStock: true, ...spec }, onlineStore),
    merchantCancel(spec) {
      const world = worldNow()
      const order = existing(world, spec.orderId)
      const problem = cancelProblem(order)
      if (problem !== undefined) throw new Error(problem)
      cancelOrder(world, order, {
        reason: spec.reason ?? 'CUSTOMER',
        restock: spec.restock ?? true,
        refund: spec.refund ?? true,
        notify: spec.notify ?? true,
        note: spec.staffNote ?? null,
        by: merchantAdmin,
      })
    },
    merchantDelete: ({ orderId }) => removeOrder(worldNow(), existing(worldNow(), orderId)),
    merchantTag({ orderId, add = [], remove = [] }) {
      const world = worldNow()
      const order = existing(world, orderId)
      world.orders.change(order, (one) => {
        one.tags = [...one.tags.filter((tag) => !remove.includes(tag)), ...add].sort()
      })
      announceUpdated(world, order)
    },
    orders(filter = {}) {
      const { sourceIdentifier, tag } = filter
      const { orders } = worldNow()
      const rows =
        sourceIdentifier === undefined
          ? [...orders.all()]
          : orders.bySourceIdentifier(sourceIdentifier)
      return rows.filter((row) => tag === undefined || row.tags.includes(tag)).map(summary)
    },
    orderRecord: (orderId) => worldNow().orders.byId(numericId('Order', orderId) ?? -1),
    ordersBySourceIdentifier: (sourceIdentifier) =>
      worldNow().orders.bySourceIdentifier(sourceIdentifier).map(summary),
  }
}

function place(
  world: ShopWorld,
  spec: ForeignOrderSpec,
  app: AppIdentity,
): { orderId: string; name: string } {
  const input = inputFrom(world, spec)
  const behaviour = spec.claimStock === true ? 'DECREMENT_IGNORING_POLICY' : 'BYPASS'
  const options = { inventoryBehaviour: behaviour } as const
  const createdAtMs = world.clock.nowMs() - (spec.createdAgoMs ?? 0)
  const made = prepareOrder(world, input, options, app, createdAtMs)
  if (made.kind === 'refused') throw new Error(made.userErrors.map((one) => one.message).join('; '))
  commitOrder(world, made, options)
  return { orderId: made.order.id, name: made.order.name }
}

function inputFrom(world: ShopWorld, spec: ForeignOrderSpec): OrderInput {
  const currency = spec.currency ?? world.settings.currency
  const money = (amount: string) => ({ shopMoney: { amount, currencyCode: currency } })
  const lines = spec.lines.map((line) => {
    const variant = line.sku === undefined ? undefined : variantWithSku(world, line.sku)
    const price = line.price ?? decimalFull(variant?.priceMinor ?? 0, world.settings.currency)
    return {
      quantity: line.quantity,
      requiresShipping: true,
      priceSet: money(price),
      ...(variant === undefined ? {} : { variantId: variant.id }),
      ...(line.title === undefined ? {} : { title: line.title }),
    }
  })
  const shipping = spec.shippingPrice
  const { tip } = spec
  const cents = (text: string): number => Math.round(Number(text) * 100)
  const sum = lines.reduce(
    (all, line) => all + cents(line.priceSet.shopMoney.amount) * line.quantity,
    cents(shipping ?? '0') + cents(tip ?? '0'),
  )
  return {
    currency,
    lineItems: tip === undefined ? lines : [...lines, tipLine(money(tip))],
    name: spec.name ?? null,
    note: spec.note ?? null,
    tags: spec.tags ?? [],
    customAttributes: spec.attributes ?? [],
    sourceIdentifier: spec.sourceIdentifier ?? null,
    sourceName: spec.sourceName ?? null,
    email: spec.email ?? null,
    shippingLines: shipping === undefined ? [] : [{ title: 'Standard', priceSet: money(shipping) }],
    transactions:
      spec.paid === false
        ? []
        : [{ gateway: spec.gateway ?? 'manual', amountSet: money((sum / 100).toFixed(2)) }],
  }
}

function tipLine(priceSet: MoneyBagInput): LineInput {
  return { title: 'Tip', quantity: 1, priceSet, taxable: false, tip: true }
}

function summary(order: OrderRecord): OrderSummary {
  const { shop: currency } = order.currencies
  return {
    id: order.id,
    name: order.name,
    app: order.app.name,
    sourceIdentifier: order.sourceIdentifier,
    tags: order.tags,
    total: decimalFull(order.totals.total.shop, currency),
    currency,
    financialStatus: displayFinancialStatus(order),
    fulfillmentStatus: displayFulfillmentStatus(order),
    cancelled: order.cancelledAtMs !== null,
    canNotifyCustomer: canNotifyCustomer(order),
    createdAtMs: order.createdAtMs,
    lines: order.lines.map((line) => ({
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      unitPrice: decimalFull(line.unit.shop, currency),
    })),
  }
}
