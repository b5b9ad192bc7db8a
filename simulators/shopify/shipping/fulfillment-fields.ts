/** How GraphQL sees fulfilment orders and fulfilments. */

import { gid, numericId } from '../gid.ts'
import type { Resolver } from '../graphql/admin-schema.ts'
import { type PageArguments, pageOfList } from '../graphql/connections.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { dateTime } from '../graphql/scalars.ts'
import { moneyBag, times } from '../money.ts'
import { linePart, type Part, plain, variantOf } from '../orders/line-fields.ts'
import type { OrderRecord } from '../records.ts'
import type {
  Fulfillment,
  FulfillmentEvent,
  FulfillmentLine,
  FulfillmentOrder,
  FulfillmentOrderLine,
  Hold,
} from '../shipping-records.ts'

type Of<Row, Arguments = Record<string, never>> = Resolver<Part<Row>, Arguments>

export const fulfillmentOrderFields = {
  ...plain<FulfillmentOrder>()('id', 'status', 'requestStatus'),
  createdAt: (({ row }) => dateTime(row.createdAtMs)) as Of<FulfillmentOrder>,
  updatedAt: (({ row }) => dateTime(row.updatedAtMs)) as Of<FulfillmentOrder>,
  orderId: (({ order }) => order.id) as Of<FulfillmentOrder>,
  orderName: (({ order }) => order.name) as Of<FulfillmentOrder>,
  order: (({ order }) => order) as Of<FulfillmentOrder>,
  assignedLocation: (({ row }, _args, context) =>
    assignedLocation(row.locationId, context)) as Of<FulfillmentOrder>,
  supportedActions: (({ row }, _args, context) =>
    supportedActions(row, context)) as Of<FulfillmentOrder>,
  fulfillmentHolds: (({ order, row }) =>
    row.holds.map((hold) => ({ order, row: hold }))) as Of<FulfillmentOrder>,
  fulfillBy: (({ row }) => dateTimeOrNull(row.fulfillByMs)) as Of<FulfillmentOrder>,
  fulfillAt: (({ row }) => dateTime(row.createdAtMs)) as Of<FulfillmentOrder>,
  orderProcessedAt: (({ order }) => dateTime(order.processedAtMs)) as Of<FulfillmentOrder>,
  deliveryMethod: (({ order, row }) => deliveryMethod(order, row)) as Of<FulfillmentOrder>,
  fulfillments: (({ order, row }, args, context) =>
    pageOfList(
      order.fulfillments
        .filter((one) => one.lines.some((line) => line.fulfillmentOrderId === row.id))
        .map((one) => ({ order, row: one })),
      args,
      context,
      (part) => part.row.id,
    )) as Of<FulfillmentOrder, PageArguments>,
  destination: (({ order, row }) => {
    const address = order.shippingAddress
    const id = row.id.replace('/FulfillmentOrder/', '/FulfillmentOrderDestination/')
    return address === null ? null : { ...address, id }
  }) as Of<FulfillmentOrder>,
  lineItems: (({ order, row }, args, context) =>
    pageOfList(
      row.lines.map((line) => ({ order, row: line })),
      args,
      context,
      (part) => part.row.id,
    )) as Of<FulfillmentOrder, PageArguments>,
}

export const fulfillmentOrderLineFields = {
  ...plain<FulfillmentOrderLine>()('id', 'totalQuantity', 'remainingQuantity'),
  lineItem: (({ order, row }) => linePart(order, row.lineId)) as Of<FulfillmentOrderLine>,
  sku: (({ order, row }) => linePart(order, row.lineId).row.sku) as Of<FulfillmentOrderLine>,
  requiresShipping: (({ order, row }) =>
    linePart(order, row.lineId).row.requiresShipping) as Of<FulfillmentOrderLine>,
  productTitle: (({ order, row }) =>
    linePart(order, row.lineId).row.title) as Of<FulfillmentOrderLine>,
  variantTitle: (({ order, row }) =>
    linePart(order, row.lineId).row.variantTitle) as Of<FulfillmentOrderLine>,
  variant: (({ order, row }, _args, context) =>
    variantOf(linePart(order, row.lineId).row, context)) as Of<FulfillmentOrderLine>,
  inventoryItemId: (({ order, row }, _args, { world }) => {
    const { variantId } = linePart(order, row.lineId).row
    const variant = variantId === null ? undefined : world.catalog.variant(variantId)
    return variant === undefined ? null : gid('InventoryItem', variant.inventoryItemId)
  }) as Of<FulfillmentOrderLine>,
}

export const fulfillmentFields = {
  ...plain<Fulfillment>()('id', 'name', 'status'),
  legacyResourceId: (({ row }) => String(numericId('Fulfillment', row.id))) as Of<Fulfillment>,
  displayStatus: (({ row }) =>
    row.status === 'CANCELLED'
      ? 'CANCELED'
      : (row.events.at(-1)?.status ?? 'FULFILLED')) as Of<Fulfillment>,
  deliveredAt: (({ row }) => eventTime(row, 'DELIVERED')) as Of<Fulfillment>,
  inTransitAt: (({ row }) => eventTime(row, 'IN_TRANSIT')) as Of<Fulfillment>,
  estimatedDeliveryAt: (({ row }) =>
    dateTimeOrNull(
      row.events.findLast((one) => one.estimatedDeliveryAtMs !== null)?.estimatedDeliveryAtMs ??
        null,
    )) as Of<Fulfillment>,
  requiresShipping: (({ order, row }) =>
    row.lines.some((line) => linePart(order, line.lineId).row.requiresShipping)) as Of<Fulfillment>,
  createdAt: (({ row }) => dateTime(row.createdAtMs)) as Of<Fulfillment>,
  updatedAt: (({ row }) => dateTime(row.updatedAtMs)) as Of<Fulfillment>,
  totalQuantity: (({ row }) =>
    row.lines.reduce((sum, line) => sum + line.quantity, 0)) as Of<Fulfillment>,
  trackingInfo: (({ row }, { first }) => row.tracking.slice(0, first ?? undefined)) as Of<
    Fulfillment,
    { first?: number }
  >,
  location: (({ row }, _args, { world }) =>
    world.catalog.location(row.locationId) ?? null) as Of<Fulfillment>,
  order: (({ order }) => order) as Of<Fulfillment>,
  events: (({ order, row }, args, context) =>
    pageOfList(
      row.events.map((one) => ({ order, row: one })),
      args,
      context,
      (part) => part.row.id,
    )) as Of<Fulfillment, PageArguments>,
  fulfillmentOrders: (({ order, row }, args, context) =>
    pageOfList(
      order.fulfillmentOrders
        .filter((one) => row.lines.some((line) => line.fulfillmentOrderId === one.id))
        .map((one) => ({ order, row: one })),
      args,
      context,
      (part) => part.row.id,
    )) as Of<Fulfillment, PageArguments>,
  fulfillmentLineItems: (({ order, row }, args, context) =>
    pageOfList(
      row.lines.map((line) => ({ order, row: line })),
      args,
      context,
      (part) => part.row.id,
    )) as Of<Fulfillment, PageArguments>,
}

export const fulfillmentEventFields = {
  ...plain<FulfillmentEvent>()('id', 'status', 'message'),
  happenedAt: (({ row }) => dateTime(row.happenedAtMs)) as Of<FulfillmentEvent>,
  createdAt: (({ row }) => dateTime(row.createdAtMs)) as Of<FulfillmentEvent>,
  estimatedDeliveryAt: (({ row }) =>
    dateTimeOrNull(row.estimatedDeliveryAtMs)) as Of<FulfillmentEvent>,
}

export const fulfillmentLineFields = {
  ...plain<FulfillmentLine>()('id', 'quantity'),
  lineItem: (({ order, row }) => linePart(order, row.lineId)) as Of<FulfillmentLine>,
  originalTotalSet: (({ order, row }) => lineTotal(order, row)) as Of<FulfillmentLine>,
  discountedTotalSet: (({ order, row }) => lineTotal(order, row)) as Of<FulfillmentLine>,
}

export const holdFields = {
  ...plain<Hold>()('id', 'reason', 'reasonNotes'),
  handle: (({ row }) => (row.handle === '' ? null : row.handle)) as Of<Hold>,
  displayReason: (({ row }) => sentence(row.reason)) as Of<Hold>,
  heldByApp: (({ row }) => ({
    id: row.by.id,
    title: row.by.name,
    handle: row.by.name.toLowerCase().replaceAll(' ', '-'),
    apiKey: '',
    webhookApiVersion: '2026-10',
  })) as Of<Hold>,
  heldByRequestingApp: (({ row }, _args, { world }) =>
    row.by.id === world.installation.app.id) as Of<Hold>,
}

function lineTotal(order: OrderRecord, row: FulfillmentLine): object {
  const { unit } = linePart(order, row.lineId).row
  return moneyBag(times(unit, row.quantity), order.currencies)
}

/** "INCORRECT_ADDRESS" as the admin shows it: "Incorrect address". */
function sentence(reason: string): string {
  const words = reason.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function eventTime(row: Fulfillment, status: string): string | null {
  return dateTimeOrNull(row.events.findLast((one) => one.status === status)?.happenedAtMs ?? null)
}

function dateTimeOrNull(ms: number | null): string | null {
  return ms === null ? null : dateTime(ms)
}

function deliveryMethod(order: OrderRecord, row: FulfillmentOrder): object {
  const [shipping] = order.shippingLines
  return {
    id: row.id.replace('/FulfillmentOrder/', '/DeliveryMethod/'),
    methodType: order.lines.some((line) => line.requiresShipping) ? 'SHIPPING' : 'NONE',
    presentedName: shipping?.title ?? null,
    serviceCode: shipping?.code ?? null,
    sourceReference: null,
    minDeliveryDateTime: null,
    maxDeliveryDateTime: null,
  }
}

function assignedLocation(locationId: number, { world }: GraphqlContext): object {
  const location = world.catalog.location(locationId)
  return {
    name: location?.name ?? '',
    location: location ?? null,
    address1: null,
    city: location?.city ?? null,
    zip: null,
    countryCode: location?.countryCode ?? 'ZZ',
  }
}

/** What an app may do with it: with the write scope more than without (recorded for both). */
function supportedActions(row: FulfillmentOrder, { world }: GraphqlContext): object[] {
  if (row.status === 'CLOSED' || row.status === 'CANCELLED') return []
  const mayWrite = world.installation.scopes().has('write_merchant_managed_fulfillment_orders')
  const units = row.lines.reduce((sum, line) => sum + line.remainingQuantity, 0)
  const split = units > 1 ? ['SPLIT'] : []
  const begun = row.progressReported ? ['MARK_AS_OPEN'] : ['MOVE', 'HOLD']
  const whole = ['CREATE_FULFILLMENT', 'REPORT_PROGRESS', ...begun, ...split]
  const held = mayWrite ? ['RELEASE_HOLD', 'MOVE', 'HOLD'] : ['MOVE', 'HOLD']
  const actions = row.status === 'ON_HOLD' ? held : mayWrite ? whole : ['MOVE', 'HOLD']
  return actions.map((action) => ({ action }))
}
