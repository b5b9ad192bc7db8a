/** The Shopify client as reconcile asks it. */
import type { LocationGid } from '../core/ids.ts'
import { pageVariants, stockOf, variantsOfProduct } from '../platforms/shopify/catalogue.ts'
import {
  productVariants,
  variantStock,
  variantsPage,
} from '../platforms/shopify/catalogue-operations.ts'
import type { ShopifyClient } from '../platforms/shopify/client.ts'
import { createOrder } from '../platforms/shopify/create-order.ts'
import { moveFulfillmentOrder } from '../platforms/shopify/move-order.ts'
import {
  orderByAmazonId,
  orderCreate,
  orderRead,
  ordersBySource,
  ordersByTag,
  ordersPage,
} from '../platforms/shopify/order-operations.ts'
import { lookUpOrder, pageOrders, readOrder } from '../platforms/shopify/read-orders.ts'
import { fulfillmentOrderMove } from '../platforms/shopify/setup-operations.ts'
import type { ShopifyPort } from '../reconcile/account.ts'

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
    fulfillmentOrderMove,
  ].map((operation) => [operation.call, operation.costPoints]),
)

/** Points that one call asks for; a name that is not ours is a mistake of ours. */
export function shopifyCost(operation: string): number {
  const cost = costs.get(operation)
  if (cost === undefined) throw new Error('an operation without a known cost')
  return cost
}
