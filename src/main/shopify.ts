/** The Shopify client as reconcile asks it. */
import type { LocationGid } from '../core/ids.ts'
import { addFulfillmentEvent } from '../platforms/shopify/add-fulfillment-event.ts'
import { cancelOrder } from '../platforms/shopify/cancel-order.ts'
import { pageVariants, stockOf, variantsOfProduct } from '../platforms/shopify/catalogue.ts'
import {
  bulkRun,
  bulkState,
  catalogueSize,
  productVariants,
  variantStock,
  variantsPage,
} from '../platforms/shopify/catalogue-operations.ts'
import type { ShopifyClient } from '../platforms/shopify/client.ts'
import { createFulfillment } from '../platforms/shopify/create-fulfillment.ts'
import { createOrder } from '../platforms/shopify/create-order.ts'
import { createRefund } from '../platforms/shopify/create-refund.ts'
import { createReturn } from '../platforms/shopify/create-return.ts'
import { holdFulfillmentOrder, releaseHold } from '../platforms/shopify/hold-fulfillment-order.ts'
import { orderLife } from '../platforms/shopify/life-operations.ts'
import * as lifeWrites from '../platforms/shopify/life-write-operations.ts'
import { moveFulfillmentOrder } from '../platforms/shopify/move-order.ts'
import {
  orderByAmazonId,
  orderCreate,
  orderRead,
  ordersBySource,
  ordersByTag,
  ordersPage,
} from '../platforms/shopify/order-operations.ts'
import { orderPersonal, orderPurge } from '../platforms/shopify/personal-operations.ts'
import {
  purgePersonal,
  purgePersonalCostPoints,
  readPersonal,
  readPersonalCostPoints,
} from '../platforms/shopify/purge-personal.ts'
import { type Digest, readLife, readLifeCostPoints } from '../platforms/shopify/read-life.ts'
import { lookUpOrder, pageOrders, readOrder } from '../platforms/shopify/read-orders.ts'
import { setFulfillBy } from '../platforms/shopify/set-fulfill-by.ts'
import { fulfillmentOrderMove } from '../platforms/shopify/setup-operations.ts'
import { updateAddress } from '../platforms/shopify/update-address.ts'
import type { ShopifyPort } from '../reconcile/account.ts'
import type { ShopifyLifePort } from '../reconcile/life-ports.ts'

export function joinShopify(client: ShopifyClient, fulfilledFrom: LocationGid | null): ShopifyPort {
  return {
    ready: () => client.ready(),
    createOrder: (draft, personal, deadlines) =>
      createOrder(client, { draft, personal, fulfilledFrom }, deadlines),
    lookUpOrder: (kind, orderId, deadlines) => lookUpOrder(client, kind, orderId, deadlines),
    readOrder: (gid, deadlines) => readOrder(client, gid, deadlines),
    pageOrders: (question, deadlines) => pageOrders(client, question, deadlines),
    pageVariants: (cursor, deadlines) => pageVariants(client, cursor, deadlines),
    variantsOfProduct: (gid, deadlines) => variantsOfProduct(client, gid, deadlines),
    stockOf: (gids, deadlines) => stockOf(client, gids, deadlines),
    moveFulfillmentOrder: (gid, to, deadlines) => moveFulfillmentOrder(client, gid, to, deadlines),
  }
}

/** `digest` is keyed: of an address only that leaves the client. */
export function joinShopifyLife(client: ShopifyClient, digest: Digest): ShopifyLifePort {
  return {
    readLife: (gid, deadlines) => readLife(client, gid, digest, deadlines),
    createFulfillment: (draft, deadlines) => createFulfillment(client, draft, deadlines),
    addFulfillmentEvent: (event, deadlines) => addFulfillmentEvent(client, event, deadlines),
    holdFulfillmentOrder: (hold, deadlines) => holdFulfillmentOrder(client, hold, deadlines),
    releaseHold: (gid, holdGids, deadlines) => releaseHold(client, gid, holdGids, deadlines),
    updateAddress: (gid, address, deadlines) => updateAddress(client, gid, address, deadlines),
    readPersonal: (gid, deadlines) => readPersonal(client, gid, deadlines),
    purgePersonal: (gid, deadlines) => purgePersonal(client, gid, deadlines),
    setFulfillBy: (gid, byMs, deadlines) => setFulfillBy(client, gid, byMs, deadlines),
    cancelOrder: (draft, deadlines) => cancelOrder(client, draft, deadlines),
    createRefund: (draft, deadlines) => createRefund(client, draft, deadlines),
    createReturn: (draft, deadlines) => createReturn(client, draft, deadlines),
  }
}

const costs = new Map(
  [
    orderCreate,
    orderByAmazonId,
    ordersBySource,
    ordersByTag,
    ordersPage,
    orderRead,
    variantsPage,
    productVariants,
    variantStock,
    catalogueSize,
    bulkRun,
    bulkState,
    fulfillmentOrderMove,
    ...Object.values(lifeWrites),
    // The address comes with it.
    { call: orderLife.call, costPoints: readLifeCostPoints },
    // The customer comes with it; a removal looks first.
    { call: orderPersonal.call, costPoints: readPersonalCostPoints },
    { call: orderPurge.call, costPoints: purgePersonalCostPoints },
  ].map((operation) => [operation.call, operation.costPoints]),
)

/** Points that one call asks for; a name that is not ours is a mistake of ours. */
export function shopifyCost(operation: string): number {
  const cost = costs.get(operation)
  if (cost === undefined) throw new Error('an operation without a known cost')
  return cost
}
