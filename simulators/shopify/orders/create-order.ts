/**
 * orderCreate. Nothing here prevents a second order for the same sale: the platform has no such guard.
 * Source: Admin API 2026-10 schema, recorded answers of 2026, read 2026-11-22.
 */

import type { AppIdentity } from '../app-identity.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { NotSimulated } from '../graphql/errors.ts'
import { instantMs } from '../graphql/scalars.ts'
import { metafieldErrors, newMetafields } from '../metafields/order-metafields.ts'
import type { Currencies } from '../money.ts'
import type { OrderRecord } from '../records.ts'
import {
  fulfilAtOnce,
  openFulfillmentOrders,
  tellRouted,
} from '../shipping/open-fulfillment-orders.ts'
import type { ShopWorld } from '../shop-world.ts'
import { type Routing, routeLines, takeStock } from '../stock/claim-stock.ts'
import { announceCreated } from '../webhooks/announce.ts'
import { buildLines, buildShippingLines, spreadOrderTax, taxLine } from './build-lines.ts'
import { buildAddress, buildContact, buildTransactions } from './build-order-parts.ts'
import { orderInputErrors } from './check-order-input.ts'
import { askForMail } from './committed-change.ts'
import type { OrderInput, OrderOptions, OrderUserError } from './order-input.ts'
import { orderTotals } from './order-totals.ts'

export type CreatedOrder = { order: OrderRecord | null; userErrors: readonly OrderUserError[] }

const refusedStock: OrderUserError = {
  code: 'INVALID',
  field: ['order', 'lineItems'],
  message: 'Line items Unable to reserve inventory',
}

const tooManyOrders: OrderUserError = {
  code: null,
  field: null,
  message: 'Too many attempts. Please try again later.',
}

/** The mutation: refuses, or makes the order and everything that follows from it at once. */
export function createOrder(
  args: { order: OrderInput; options?: OrderOptions | null },
  context: GraphqlContext,
): CreatedOrder {
  const { world } = context
  if (context.refuse) return { order: null, userErrors: [refusedStock] }
  if (overMinuteLimit(world)) return { order: null, userErrors: [tooManyOrders] }
  const made = prepareOrder(world, args.order, args.options ?? {}, world.installation.app)
  if (made.kind === 'refused') return { order: null, userErrors: made.userErrors }
  if (!context.drop) {
    commitOrder(world, made, args.options ?? {})
    if (world.settings.ordersPerMinute > 0) world.recentCreations.push(world.clock.nowMs())
    context.effects.push(`created ${made.order.id}`)
  }
  return { order: made.order, userErrors: [] }
}

export type PreparedOrder =
  | {
      readonly kind: 'ready'
      readonly order: OrderRecord
      readonly input: OrderInput
      readonly routing: Routing & { kind: 'routed' }
    }
  | { readonly kind: 'refused'; readonly userErrors: readonly OrderUserError[] }

/** Checks an input and builds the order that it would become; the shop stays as it is. */
export function prepareOrder(
  world: ShopWorld,
  input: OrderInput,
  options: OrderOptions,
  app: AppIdentity,
  createdAtMs: number = world.clock.nowMs(),
): PreparedOrder {
  if (input.discountCode != null) throw new NotSimulated('orderCreate with discountCode')
  if (input.companyLocationId != null) throw new NotSimulated('orderCreate with companyLocationId')
  const errors = [
    ...orderInputErrors(world, input),
    ...metafieldErrors(world, input.metafields ?? []),
  ]
  if (errors.length > 0) return { kind: 'refused', userErrors: errors }
  const shop = input.currency ?? world.settings.currency
  const currencies: Currencies = { shop, presentment: input.presentmentCurrency ?? shop }
  const lines = buildLines(world, input, currencies)
  const routing = routeLines(world, lines, options.inventoryBehaviour ?? 'BYPASS')
  if (routing.kind === 'refused') return { kind: 'refused', userErrors: [refusedStock] }
  return {
    kind: 'ready',
    order: buildOrder(world, input, lines, currencies, { app, createdAtMs }),
    input,
    routing,
  }
}

/** Puts a prepared order into the shop: stock, fulfilment orders, mails, webhooks. */
export function commitOrder(
  world: ShopWorld,
  made: PreparedOrder & { kind: 'ready' },
  options: OrderOptions,
): void {
  const { order, input, routing } = made
  order.claims = routing.claims
  const levels = takeStock(world, routing.claims)
  if (input.fulfillment == null) {
    openFulfillmentOrders(world, order, routing.parts)
  } else {
    levels.push(...fulfilAtOnce(world, order, input.fulfillment))
  }
  world.orders.insert(order)
  sendMails(world, order, input, options)
  announceCreated(world, order, [...new Set(levels)])
  if (world.settings.routingDelayMs === 0) tellRouted(world, order)
}

function buildOrder(
  world: ShopWorld,
  input: OrderInput,
  inputLines: OrderRecord['lines'],
  currencies: Currencies,
  origin: { readonly app: AppIdentity; readonly createdAtMs: number },
): OrderRecord {
  const { app, createdAtMs: nowMs } = origin
  const numericId = world.identifiers.next('Order')
  const number = world.orders.nextNumber()
  const orderTaxLines = (input.taxLines ?? []).map((tax) => taxLine(tax, currencies))
  const lines = spreadOrderTax(inputLines, orderTaxLines)
  const shippingLines = buildShippingLines(world, input, currencies)
  const processedAtMs = input.processedAt == null ? nowMs : (instantMs(input.processedAt) ?? nowMs)
  return {
    numericId,
    id: `gid://shopify/Order/${numericId}`,
    number,
    name: input.name ?? `#${number}`,
    app,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    processedAtMs: Math.min(processedAtMs, nowMs), // since 2026-07 a time in the future is clamped
    closedAtMs: input.closedAt == null ? null : (instantMs(input.closedAt) ?? null),
    cancelledAtMs: null,
    cancelReason: null,
    sourceIdentifier: input.sourceIdentifier ?? null,
    sourceName: input.sourceName ?? String(world.installation.appNumber),
    sourceUrl: input.sourceUrl ?? null,
    currencies,
    taxesIncluded: input.taxesIncluded ?? false,
    test: input.test ?? false,
    poNumber: input.poNumber ?? null,
    note: input.note ?? null,
    tags: uniqueTags(input.tags ?? []),
    attributes: [...(input.customAttributes ?? [])],
    contact: buildContact(world, input),
    shippingAddress: buildAddress(world, input.shippingAddress),
    billingAddress: buildAddress(world, input.billingAddress),
    lines,
    shippingLines,
    orderTaxLines,
    totals: orderTotals(lines, shippingLines, input.taxesIncluded ?? false),
    statedFinancialStatus: input.financialStatus ?? null,
    transactions: buildTransactions(world, input, currencies),
    fulfillmentOrders: [],
    fulfillments: [],
    refunds: [],
    returns: [],
    edited: false,
    staffNote: null,
    cancelPending: false,
    metafields: newMetafields(world, input.metafields ?? []),
    claims: [],
    earlier: null,
  }
}

/** Tags keep their spelling; one that differs only in case is the same tag. They are listed in order of the alphabet. */
function uniqueTags(tags: readonly string[]): string[] {
  const byKey = new Map<string, string>()
  for (const tag of tags.map((one) => one.trim()).filter((one) => one !== '')) {
    if (!byKey.has(tag.toLowerCase())) byKey.set(tag.toLowerCase(), tag)
  }
  return [...byKey.values()].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
}

function sendMails(
  world: ShopWorld,
  order: OrderRecord,
  input: OrderInput,
  options: OrderOptions,
): void {
  if (options.sendReceipt === true) askForMail(world, order, 'order-receipt')
  const fulfilled = input.fulfillment != null
  const notified = options.sendFulfillmentReceipt === true || input.fulfillment?.notifyCustomer
  if (fulfilled && notified === true) askForMail(world, order, 'shipping-notice')
}

const minuteMs = 60_000

function overMinuteLimit(world: ShopWorld): boolean {
  const limit = world.settings.ordersPerMinute
  const recent = world.recentCreations
  const sinceMs = world.clock.nowMs() - minuteMs
  while (recent.length > 0 && (recent[0] ?? 0) <= sinceMs) recent.shift()
  return limit > 0 && recent.length >= limit
}
