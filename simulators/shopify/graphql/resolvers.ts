/** All resolvers by type, and the roots. What the schema has at its roots without an entry here answers 501. */
import { installationView, shopView } from '../app/shop-fields.ts'
import {
  bulkById,
  bulkOperationFields,
  bulkOperations,
  cancelBulkOperation,
  currentBulk,
  runBulkQuery,
} from '../bulk/bulk-mutations.ts'
import {
  inventoryItemFields,
  itemOf,
  levelFields,
  locationFields,
  productFields,
  variantFields,
} from '../catalog/catalog-fields.ts'
import {
  byNumericId,
  countOf,
  inventoryItems,
  levelById,
  locations,
  products,
  productVariants,
} from '../catalog/catalog-queries.ts'
import { updateCustomer, updateCustomerAddress } from '../customers/update-customer.ts'
import { numericId, typeOfGid } from '../gid.ts'
import { activate, deactivate, updateItem } from '../inventory/activate.ts'
import { adjustQuantities } from '../inventory/adjust-quantities.ts'
import { adjustmentGroupFields, inventoryChangeFields } from '../inventory/history-fields.ts'
import { moveQuantities } from '../inventory/move-quantities.ts'
import { setQuantities } from '../inventory/set-quantities.ts'
import {
  createDefinition,
  definitionByIdentifier,
  definitionFields,
  definitions,
} from '../metafields/definition-mutations.ts'
import { metafieldFields } from '../metafields/metafield-fields.ts'
import { closeOrder, openOrder } from '../orders/archive-order.ts'
import { requestCancel } from '../orders/cancel-order.ts'
import { addTags, deleteOrder, removeTags } from '../orders/change-order.ts'
import { createOrder } from '../orders/create-order.ts'
import { partById } from '../orders/find-part.ts'
import { jobById } from '../orders/job-queries.ts'
import { lineItemFields, shippingLineFields, transactionFields } from '../orders/line-fields.ts'
import { orderFields } from '../orders/order-fields.ts'
import { fulfillmentOrders, orderById, orderByIdentifier } from '../orders/order-queries.ts'
import { countOrders, searchOrders } from '../orders/search-orders.ts'
import { updateOrder } from '../orders/update-order.ts'
import { createRefund } from '../refunds/create-refund.ts'
import {
  adjustmentFields,
  refundFields,
  refundLineFields,
  refundShippingFields,
} from '../refunds/refund-fields.ts'
import { processReturn } from '../returns/process-return.ts'
import {
  restockingFeeFields,
  returnFields,
  returnLineFields,
  reverseDispositionFields,
  reverseLineFields,
  reverseOrderFields,
} from '../returns/return-fields.ts'
import {
  approveReturn,
  cancelReturn,
  closeReturn,
  createReturn,
  declineReturn,
  reopenReturn,
  requestReturn,
} from '../returns/return-mutations.ts'
import { returnReasons } from '../returns/return-reasons.ts'
import {
  openFulfillmentOrder,
  reportProgress,
  setDeadline,
  splitFulfillmentOrders,
} from '../shipping/arrange-fulfillment-orders.ts'
import {
  cancelFulfillment,
  createFulfillmentEvent,
  updateTracking,
} from '../shipping/change-fulfillment.ts'
import { createFulfillment } from '../shipping/create-fulfillment.ts'
import {
  fulfillmentEventFields,
  fulfillmentFields,
  fulfillmentLineFields,
  fulfillmentOrderFields,
  fulfillmentOrderLineFields,
  holdFields,
} from '../shipping/fulfillment-fields.ts'
import { holdFulfillmentOrder, releaseHold } from '../shipping/hold-fulfillment-order.ts'
import { moveFulfillmentOrder } from '../shipping/move-fulfillment-order.ts'
import {
  createSubscription,
  deleteSubscription,
  subscriptionFields,
  updateSubscription,
} from '../webhooks/subscription-mutations.ts'
import type { FieldResolvers } from './admin-schema.ts'
import { type PageArguments, pageOfList } from './connections.ts'
import type { GraphqlContext } from './context.ts'
import { invalidId } from './errors.ts'

/** A root field: its arguments and the call's context. */
type Root<Arguments> = (args: Arguments, context: GraphqlContext) => unknown

function root<Arguments>(answer: Root<Arguments>) {
  return (_source: unknown, args: Arguments, context: GraphqlContext): unknown =>
    answer(args, context)
}

const nodeById: Root<{ id: string }> = (args, context) => {
  const find = nodeFinders[typeOfGid(args.id.split('?')[0] ?? '') ?? '']
  if (find === undefined) throw invalidId()
  return find(args, context)
}

const nodeFinders: Readonly<Record<string, Root<{ id: string }>>> = {
  Order: orderById,
  FulfillmentOrder: ({ id }, context) => partById('FulfillmentOrder', id, context),
  Fulfillment: ({ id }, context) => partById('Fulfillment', id, context),
  Refund: ({ id }, context) => partById('Refund', id, context),
  Return: ({ id }, context) => partById('Return', id, context),
  InventoryLevel: levelById,
  BulkOperation: bulkById,
  InventoryAdjustmentGroup: ({ id }, { world }) => world.inventoryHistory.find(id) ?? null,
  Product: (args, { world }) => byNumericId('Product', world.catalog.product)(args),
  ProductVariant: (args, { world }) => byNumericId('ProductVariant', world.catalog.variant)(args),
  Location: (args, { world }) => byNumericId('Location', world.catalog.location)(args),
  InventoryItem: ({ id }, { world }) => itemById(id, world),
}

function itemById(id: string, world: GraphqlContext['world']): object | null {
  const number = numericId('InventoryItem', id)
  if (number === undefined) throw invalidId()
  const variant = world.catalog.variantOfItem(number)
  return variant === undefined ? null : itemOf(variant)
}

const queries = {
  order: root(orderById),
  orders: root(searchOrders),
  ordersCount: root(countOrders),
  orderByIdentifier: root(orderByIdentifier),
  node: root(nodeById),
  nodes: root((args: { ids: string[] }, context) =>
    args.ids.map((id) => nodeById({ id }, context)),
  ),
  job: root(jobById),
  product: root(nodeFinders.Product as Root<{ id: string }>),
  products: root(products),
  productVariant: root(nodeFinders.ProductVariant as Root<{ id: string }>),
  productVariants: root(productVariants),
  location: root(nodeFinders.Location as Root<{ id: string }>),
  locations: root(locations),
  inventoryItem: root(nodeFinders.InventoryItem as Root<{ id: string }>),
  inventoryItems: root(inventoryItems),
  inventoryLevel: root(levelById),
  bulkOperation: root(bulkById),
  bulkOperations: root(bulkOperations),
  currentBulkOperation: root(currentBulk),
  productsCount: root(countOf(({ world }) => world.catalog.products())),
  productVariantsCount: root(countOf(({ world }) => world.catalog.variants())),
  fulfillmentOrder: root(nodeFinders.FulfillmentOrder as Root<{ id: string }>),
  fulfillment: root(nodeFinders.Fulfillment as Root<{ id: string }>),
  refund: root(nodeFinders.Refund as Root<{ id: string }>),
  return: root(nodeFinders.Return as Root<{ id: string }>),
  returnReasonDefinitions: root(returnReasons),
  fulfillmentOrders: root(fulfillmentOrders),
  metafieldDefinition: root(definitionByIdentifier),
  metafieldDefinitions: root(definitions),
  webhookSubscription: root(
    ({ id }: { id: string }, { world }) =>
      world.webhooks.subscriptions().find((one) => one.id === id) ?? null,
  ),
  webhookSubscriptions: root((args: PageArguments & { topics?: string[]; uri?: string }, context) =>
    pageOfList(
      context.world.webhooks
        .subscriptions()
        .filter((one) => args.topics?.includes(one.topicEnum) ?? true)
        .filter((one) => args.uri === undefined || one.uri === args.uri),
      args,
      context,
      (one) => one.id,
    ),
  ),
  currentAppInstallation: root(installationView),
  shop: root(shopView),
  publicApiVersions: root(() =>
    ['2026-01', '2026-04', '2026-07', '2026-10'].map((handle) => ({
      handle,
      displayName: handle,
      supported: true,
    })),
  ),
}

const mutations = {
  orderCreate: root(createOrder),
  orderUpdate: root(updateOrder),
  orderCancel: root(requestCancel),
  orderDelete: root(deleteOrder),
  tagsAdd: root(addTags),
  tagsRemove: root(removeTags),
  orderClose: root(closeOrder),
  orderOpen: root(openOrder),
  fulfillmentCreate: root(createFulfillment),
  fulfillmentCancel: root(cancelFulfillment),
  fulfillmentTrackingInfoUpdate: root(updateTracking),
  fulfillmentEventCreate: root(createFulfillmentEvent),
  fulfillmentOrderMove: root(moveFulfillmentOrder),
  fulfillmentOrderHold: root(holdFulfillmentOrder),
  fulfillmentOrderReleaseHold: root(releaseHold),
  fulfillmentOrderSplit: root(splitFulfillmentOrders),
  fulfillmentOrderReportProgress: root(reportProgress),
  fulfillmentOrderOpen: root(openFulfillmentOrder),
  fulfillmentOrdersSetFulfillmentDeadline: root(setDeadline),
  refundCreate: root(createRefund),
  customerUpdate: root(updateCustomer),
  customerAddressUpdate: root(updateCustomerAddress),
  inventorySetQuantities: root(setQuantities),
  inventoryAdjustQuantities: root(adjustQuantities),
  inventoryMoveQuantities: root(moveQuantities),
  inventoryActivate: root(activate),
  inventoryDeactivate: root(deactivate),
  inventoryItemUpdate: root(updateItem),
  bulkOperationRunQuery: root(runBulkQuery),
  bulkOperationCancel: root(cancelBulkOperation),
  returnCreate: root(createReturn),
  returnRequest: root(requestReturn),
  returnApproveRequest: root(approveReturn),
  returnDeclineRequest: root(declineReturn),
  returnProcess: root(processReturn),
  returnClose: root(closeReturn),
  returnReopen: root(reopenReturn),
  returnCancel: root(cancelReturn),
  metafieldDefinitionCreate: root(createDefinition),
  webhookSubscriptionCreate: root(createSubscription),
  webhookSubscriptionUpdate: root(updateSubscription),
  webhookSubscriptionDelete: root(deleteSubscription),
}

/** Everything that is served. */
export const resolvers: FieldResolvers = {
  QueryRoot: queries as FieldResolvers[string],
  Mutation: mutations as FieldResolvers[string],
  Order: orderFields as FieldResolvers[string],
  LineItem: lineItemFields as FieldResolvers[string],
  ShippingLine: shippingLineFields as FieldResolvers[string],
  OrderTransaction: transactionFields as FieldResolvers[string],
  FulfillmentOrder: fulfillmentOrderFields as FieldResolvers[string],
  FulfillmentOrderLineItem: fulfillmentOrderLineFields as FieldResolvers[string],
  Fulfillment: fulfillmentFields as FieldResolvers[string],
  FulfillmentLineItem: fulfillmentLineFields as FieldResolvers[string],
  FulfillmentEvent: fulfillmentEventFields as FieldResolvers[string],
  FulfillmentHold: holdFields as FieldResolvers[string],
  Refund: refundFields as FieldResolvers[string],
  RefundLineItem: refundLineFields as FieldResolvers[string],
  RefundShippingLine: refundShippingFields as FieldResolvers[string],
  OrderAdjustment: adjustmentFields as FieldResolvers[string],
  Return: returnFields as FieldResolvers[string],
  ReturnLineItem: returnLineFields as FieldResolvers[string],
  RestockingFee: restockingFeeFields as FieldResolvers[string],
  ReverseFulfillmentOrder: reverseOrderFields as FieldResolvers[string],
  ReverseFulfillmentOrderLineItem: reverseLineFields as FieldResolvers[string],
  ReverseFulfillmentOrderDisposition: reverseDispositionFields as FieldResolvers[string],
  Metafield: metafieldFields as FieldResolvers[string],
  MetafieldDefinition: definitionFields as FieldResolvers[string],
  Product: productFields as FieldResolvers[string],
  ProductVariant: variantFields as FieldResolvers[string],
  InventoryItem: inventoryItemFields as FieldResolvers[string],
  InventoryLevel: levelFields as FieldResolvers[string],
  BulkOperation: bulkOperationFields as FieldResolvers[string],
  InventoryAdjustmentGroup: adjustmentGroupFields as FieldResolvers[string],
  InventoryChange: inventoryChangeFields as FieldResolvers[string],
  Location: locationFields as FieldResolvers[string],
  WebhookSubscription: subscriptionFields as FieldResolvers[string],
}
