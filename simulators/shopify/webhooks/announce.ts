/** Which webhooks follow from a change. One change makes several: every subscriber must expect echoes. */
import type { BulkOperation } from '../bulk/bulk-operation.ts'
import { gid } from '../gid.ts'
import { displayFinancialStatus } from '../orders/order-status.ts'
import type { OrderRecord, ProductRecord, StockLevel, VariantRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import {
  bulkPayload,
  itemPayload,
  levelPayload,
  orderPayload,
  productPayload,
  shopPayload,
} from './payloads.ts'
import { transactionPayload } from './refund-payloads.ts'
import { fulfillmentPayload } from './shipping-payloads.ts'
import type { Told } from './told.ts'

/** A new order: created, updated, and the stock that it took. */
export function announceCreated(
  world: ShopWorld,
  order: OrderRecord,
  levels: readonly StockLevel[],
): void {
  emitOrder(world, ['ORDERS_CREATE', 'ORDERS_UPDATED'], order)
  if (order.fulfillments.length > 0) emitOrder(world, ['ORDERS_FULFILLED'], order)
  for (const row of order.fulfillments) {
    emit(world, 'FULFILLMENTS_CREATE', world.identifiers.uuid, () => fulfillmentPayload(order, row))
  }
  for (const one of order.transactions) {
    const topic = 'ORDER_TRANSACTIONS_CREATE'
    emit(world, topic, world.identifiers.uuid, () => transactionPayload(order, one))
  }
  if (displayFinancialStatus(order) === 'PAID') emitOrder(world, ['ORDERS_PAID'], order)
  announceLevels(world, levels)
}

/** A changed order, with the topic of its own that some changes have. */
export function announceUpdated(
  world: ShopWorld,
  order: OrderRecord,
  ...more: readonly string[]
): void {
  emitOrder(world, [...more, 'ORDERS_UPDATED'], order)
}

/** A change with the topics of its own; all of its webhooks share one event id. */
export function announceChange(world: ShopWorld, order: OrderRecord, told: readonly Told[]): void {
  const all: Told[] = [...told, { topic: 'ORDERS_UPDATED' }]
  const wanted = all.filter(({ topic }) => world.webhooks.wants(topic))
  if (wanted.length === 0) return
  const eventId = world.identifiers.uuid()
  for (const { topic, payload } of wanted) {
    world.webhooks.emit(topic, eventId, () => payload?.(order) ?? orderPayload(order, world))
  }
}

export function announceDeleted(world: ShopWorld, order: OrderRecord): void {
  emit(world, 'ORDERS_DELETE', world.identifiers.uuid, () => ({ id: order.numericId }))
}

/** Changed stock: each level, and once each product that it belongs to. */
export function announceLevels(world: ShopWorld, levels: readonly StockLevel[]): void {
  for (const level of levels) {
    emit(world, 'INVENTORY_LEVELS_UPDATE', world.identifiers.uuid, () => levelPayload(level))
  }
  for (const product of new Set(levels.map((level) => level.variant.product))) {
    announceProduct(world, 'PRODUCTS_UPDATE', product)
  }
}

/** Levels that a location got: the connection, before the first figure is told. */
export function announceConnected(world: ShopWorld, levels: readonly StockLevel[]): void {
  for (const level of levels) {
    emit(world, 'INVENTORY_LEVELS_CONNECT', world.identifiers.uuid, () => levelPayload(level))
  }
}

export function announceDisconnected(world: ShopWorld, level: StockLevel): void {
  emit(world, 'INVENTORY_LEVELS_DISCONNECT', world.identifiers.uuid, () => ({
    inventory_item_id: level.variant.inventoryItemId,
    location_id: level.location.numericId,
  }))
}

export function announceItem(
  world: ShopWorld,
  variant: VariantRecord,
  topic: 'INVENTORY_ITEMS_CREATE' | 'INVENTORY_ITEMS_UPDATE' = 'INVENTORY_ITEMS_UPDATE',
): void {
  emit(world, topic, world.identifiers.uuid, () => itemPayload(variant))
}

export function announceProduct(
  world: ShopWorld,
  topic: 'PRODUCTS_CREATE' | 'PRODUCTS_UPDATE',
  product: ProductRecord,
): void {
  emit(world, topic, world.identifiers.uuid, () => productPayload(product, world.settings))
}

export function announceProductDeleted(world: ShopWorld, product: ProductRecord): void {
  emit(world, 'PRODUCTS_DELETE', world.identifiers.uuid, () => ({
    id: product.numericId,
    admin_graphql_api_id: gid('Product', product.numericId),
  }))
}

export function announceBulkFinished(world: ShopWorld, operation: BulkOperation): void {
  emit(world, 'BULK_OPERATIONS_FINISH', world.identifiers.uuid, () => bulkPayload(operation))
}

export function announceUninstalled(world: ShopWorld): void {
  emit(world, 'APP_UNINSTALLED', world.identifiers.uuid, () => shopPayload(world))
}

function emitOrder(world: ShopWorld, topics: readonly string[], order: OrderRecord): void {
  const wanted = topics.filter((topic) => world.webhooks.wants(topic))
  if (wanted.length === 0) return
  const eventId = world.identifiers.uuid()
  const payload = orderPayload(order, world)
  for (const topic of wanted) world.webhooks.emit(topic, eventId, () => payload)
}

function emit(
  world: ShopWorld,
  topic: string,
  eventId: () => string,
  payload: () => Record<string, unknown>,
): void {
  if (world.webhooks.wants(topic)) world.webhooks.emit(topic, eventId(), payload)
}
