/** Orders to send to the simulated shop, and the way to send them. */
import type { Reply, ShopifyHost } from './shopify-host.ts'

export const orderCreate = `mutation OrderCreate($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
  orderCreate(order: $order, options: $options) {
    order {
      id name number createdAt processedAt sourceIdentifier tags test note canNotifyCustomer requiresShipping
      displayFinancialStatus displayFulfillmentStatus paymentGatewayNames taxesIncluded
      totalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
      subtotalPriceSet { shopMoney { amount } }
      totalTaxSet { shopMoney { amount } }
      totalOutstandingSet { shopMoney { amount } }
      lineItems(first: 10) { nodes { id sku title quantity requiresShipping unfulfilledQuantity } }
      fulfillmentOrders(first: 5) { nodes { status assignedLocation { location { name } } lineItems(first: 5) { nodes { totalQuantity remainingQuantity sku } } } }
    }
    userErrors { code field message }
  }
}`

export type CreatedOrder = {
  readonly id: string
  readonly name: string
  readonly number: number
  readonly createdAt: string
  readonly processedAt: string
  readonly tags: string[]
  readonly canNotifyCustomer: boolean
  readonly requiresShipping: boolean
  readonly displayFinancialStatus: string | null
  readonly displayFulfillmentStatus: string
  readonly paymentGatewayNames: string[]
  readonly totalPriceSet: { shopMoney: Money; presentmentMoney: Money }
  readonly subtotalPriceSet: { shopMoney: Money }
  readonly totalTaxSet: { shopMoney: Money }
  readonly totalOutstandingSet: { shopMoney: Money }
  readonly lineItems: { nodes: { sku: string | null; title: string; quantity: number }[] }
  readonly fulfillmentOrders: {
    nodes: {
      status: string
      assignedLocation: { location: { name: string } }
      lineItems: { nodes: { totalQuantity: number; sku: string }[] }
    }[]
  }
}

type Money = { readonly amount: string; readonly currencyCode: string }
export type UserError = {
  readonly code: string | null
  readonly field: string[]
  readonly message: string
}
export type Created = { readonly order: CreatedOrder | null; readonly userErrors: UserError[] }

/** Sends an order; whatever is left out is a paid order of one mug. */
export async function create(
  host: ShopifyHost,
  order: Record<string, unknown> = {},
  options: Record<string, unknown> = {},
): Promise<Created> {
  const reply = await host.query(orderCreate, { order: mugOrder(host, order), options })
  return created(reply)
}

export function created(reply: Reply): Created {
  const payload = reply.data?.orderCreate as Created | undefined
  if (payload === undefined) throw new Error(`no payload: ${JSON.stringify(reply.errors)}`)
  return payload
}

export function mugOrder(
  host: ShopifyHost,
  more: Record<string, unknown>,
): Record<string, unknown> {
  return {
    currency: 'EUR',
    lineItems: [line(host, 'MUG-S', 1, '12.00')],
    transactions: [{ gateway: 'manual', amountSet: eur('12.00') }],
    ...more,
  }
}

export function line(
  host: ShopifyHost,
  sku: string,
  quantity: number,
  price: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    variantId: host.variants[sku],
    quantity,
    requiresShipping: true,
    priceSet: eur(price),
    ...more,
  }
}

export function eur(amount: string): object {
  return { shopMoney: { amount, currencyCode: 'EUR' } }
}

export function tax(rate: string, amount: string): object {
  return { title: 'VAT', rate, priceSet: eur(amount) }
}

/** available, committed, on_hand at a location. */
export function stockAt(host: ShopifyHost, sku: string, location: string): number[] {
  const level = host.simulator.control.stockOf(sku).find((one) => one.location === location)
  const { available = 0, committed = 0, on_hand: onHand = 0 } = level?.quantities ?? {}
  return [available, committed, onHand]
}
