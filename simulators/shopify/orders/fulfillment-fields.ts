/** How GraphQL sees fulfilment orders and fulfilments. */

import { gid, numericId } from '../gid.ts'
import type { Resolver } from '../graphql/admin-schema.ts'
import { type PageArguments, pageOfList } from '../graphql/connections.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { dateTime } from '../graphql/scalars.ts'
import type { Fulfillment, FulfillmentOrder, FulfillmentOrderLine } from '../records.ts'
import { linePart, type Part, plain, variantOf } from './line-fields.ts'

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
  fulfillmentHolds: (() => []) as Of<FulfillmentOrder>,
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
    row.status === 'CANCELLED' ? 'CANCELED' : 'FULFILLED') as Of<Fulfillment>,
  createdAt: (({ row }) => dateTime(row.createdAtMs)) as Of<Fulfillment>,
  updatedAt: (({ row }) => dateTime(row.updatedAtMs)) as Of<Fulfillment>,
  totalQuantity: (({ row }) =>
    row.lines.reduce((sum, line) => sum + line.quantity, 0)) as Of<Fulfillment>,
  trackingInfo: (({ row }, { first }) =>
    row.tracking.slice(0, first ?? undefined).map((one) => ({ ...one, url: null }))) as Of<
    Fulfillment,
    { first?: number }
  >,
  location: (({ row }, _args, { world }) =>
    world.catalog.location(row.locationId) ?? null) as Of<Fulfillment>,
  order: (({ order }) => order) as Of<Fulfillment>,
  fulfillmentLineItems: (({ order, row }, args, context) =>
    pageOfList(
      row.lines.map((line) => ({ order, row: line })),
      args,
      context,
      (part) => part.row.id,
    )) as Of<Fulfillment, PageArguments>,
}

type FulfillmentLine = Fulfillment['lines'][number]

export const fulfillmentLineFields = {
  ...plain<FulfillmentLine>()('id', 'quantity'),
  lineItem: (({ order, row }) => linePart(order, row.lineId)) as Of<FulfillmentLine>,
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
  const scopes = world.installation.scopes()
  const mayWrite = scopes.has('write_merchant_managed_fulfillment_orders')
  const actions = mayWrite
    ? ['CREATE_FULFILLMENT', 'REPORT_PROGRESS', 'MOVE', 'HOLD']
    : ['MOVE', 'HOLD']
  return actions.map((action) => ({ action }))
}
