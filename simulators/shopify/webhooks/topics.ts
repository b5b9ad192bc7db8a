/** Webhook topics that this simulator delivers: the GraphQL enum, the header's spelling, and the scope. */

export type Topic = { readonly name: string; readonly scope: string | undefined }

const topics: Readonly<Record<string, Topic>> = {
  ORDERS_CREATE: { name: 'orders/create', scope: 'read_orders' },
  ORDERS_UPDATED: { name: 'orders/updated', scope: 'read_orders' },
  ORDERS_CANCELLED: { name: 'orders/cancelled', scope: 'read_orders' },
  ORDERS_DELETE: { name: 'orders/delete', scope: 'read_orders' },
  ORDERS_FULFILLED: { name: 'orders/fulfilled', scope: 'read_orders' },
  INVENTORY_LEVELS_UPDATE: { name: 'inventory_levels/update', scope: 'read_inventory' },
  PRODUCTS_CREATE: { name: 'products/create', scope: 'read_products' },
  PRODUCTS_UPDATE: { name: 'products/update', scope: 'read_products' },
  PRODUCTS_DELETE: { name: 'products/delete', scope: 'read_products' },
  APP_UNINSTALLED: { name: 'app/uninstalled', scope: undefined },
}

/** Undefined for a real topic that is not simulated. */
export function topicOf(enumName: string): Topic | undefined {
  return topics[enumName]
}
