/** Webhook topics that this simulator delivers: the GraphQL enum, the header's spelling, and the scope. */

export type Topic = { readonly name: string; readonly scope: string | undefined }

const orders = 'read_orders'
const returns = 'read_returns'
const shipments = 'read_fulfillments'
const shipping = 'read_merchant_managed_fulfillment_orders'
const inventory = 'read_inventory'
const products = 'read_products'

/** The header's spelling and the scope, by the name in the enum. */
const rows: readonly (readonly [string, string, string | undefined])[] = [
  ['ORDERS_CREATE', 'orders/create', orders],
  ['ORDERS_UPDATED', 'orders/updated', orders],
  ['ORDERS_EDITED', 'orders/edited', orders],
  ['ORDERS_PAID', 'orders/paid', orders],
  ['ORDERS_CANCELLED', 'orders/cancelled', orders],
  ['ORDERS_DELETE', 'orders/delete', orders],
  ['ORDERS_FULFILLED', 'orders/fulfilled', orders],
  ['ORDERS_PARTIALLY_FULFILLED', 'orders/partially_fulfilled', orders],
  ['ORDER_TRANSACTIONS_CREATE', 'order_transactions/create', orders],
  ['REFUNDS_CREATE', 'refunds/create', orders],
  ['RETURNS_REQUEST', 'returns/request', returns],
  ['RETURNS_APPROVE', 'returns/approve', returns],
  ['RETURNS_DECLINE', 'returns/decline', returns],
  ['RETURNS_PROCESS', 'returns/process', returns],
  ['RETURNS_CLOSE', 'returns/close', returns],
  ['RETURNS_REOPEN', 'returns/reopen', returns],
  ['RETURNS_CANCEL', 'returns/cancel', returns],
  ['RETURNS_UPDATE', 'returns/update', returns],
  ['FULFILLMENTS_CREATE', 'fulfillments/create', shipments],
  ['FULFILLMENTS_UPDATE', 'fulfillments/update', shipments],
  ['FULFILLMENT_EVENTS_CREATE', 'fulfillment_events/create', shipments],
  ['FULFILLMENT_HOLDS_ADDED', 'fulfillment_holds/added', shipping],
  ['FULFILLMENT_HOLDS_RELEASED', 'fulfillment_holds/released', shipping],
  [
    'FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE',
    'fulfillment_orders/order_routing_complete',
    shipping,
  ],
  ['FULFILLMENT_ORDERS_PLACED_ON_HOLD', 'fulfillment_orders/placed_on_hold', shipping],
  ['FULFILLMENT_ORDERS_HOLD_RELEASED', 'fulfillment_orders/hold_released', shipping],
  ['FULFILLMENT_ORDERS_MOVED', 'fulfillment_orders/moved', shipping],
  ['FULFILLMENT_ORDERS_SPLIT', 'fulfillment_orders/split', shipping],
  ['FULFILLMENT_ORDERS_CANCELLED', 'fulfillment_orders/cancelled', shipping],
  ['FULFILLMENT_ORDERS_PROGRESS_REPORTED', 'fulfillment_orders/progress_reported', shipping],
  [
    'FULFILLMENT_ORDERS_MANUALLY_REPORTED_PROGRESS_STOPPED',
    'fulfillment_orders/manually_reported_progress_stopped',
    shipping,
  ],
  ['INVENTORY_LEVELS_CONNECT', 'inventory_levels/connect', inventory],
  ['INVENTORY_LEVELS_UPDATE', 'inventory_levels/update', inventory],
  ['INVENTORY_LEVELS_DISCONNECT', 'inventory_levels/disconnect', inventory],
  ['INVENTORY_ITEMS_CREATE', 'inventory_items/create', inventory],
  ['INVENTORY_ITEMS_UPDATE', 'inventory_items/update', inventory],
  ['INVENTORY_ITEMS_DELETE', 'inventory_items/delete', inventory],
  ['BULK_OPERATIONS_FINISH', 'bulk_operations/finish', undefined],
  ['PRODUCTS_CREATE', 'products/create', products],
  ['PRODUCTS_UPDATE', 'products/update', products],
  ['PRODUCTS_DELETE', 'products/delete', products],
  ['APP_UNINSTALLED', 'app/uninstalled', undefined],
]

const topics = new Map(rows.map(([key, name, scope]) => [key, { name, scope }]))

/** Undefined for a real topic that is not simulated. */
export function topicOf(enumName: string): Topic | undefined {
  return topics.get(enumName)
}
