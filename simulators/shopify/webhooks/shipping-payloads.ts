/**
 * Bodies of the shipping topics. Fulfilments are shaped like the old REST resource and name their order by `order_id`;
 * fulfilment orders and holds carry global ids and no order at all.
 */
import { numericId } from '../gid.ts'
import type { OrderRecord } from '../records.ts'
import type { Fulfillment, FulfillmentEvent, FulfillmentOrder, Hold } from '../shipping-records.ts'
import { restTime } from './rest-values.ts'

type Json = Record<string, unknown>

export function fulfillmentPayload(order: OrderRecord, row: Fulfillment): Json {
  const numbers = row.tracking.flatMap((one) => (one.number === null ? [] : [one.number]))
  const urls = row.tracking.flatMap((one) => (one.url === null ? [] : [one.url]))
  return {
    id: numericId('Fulfillment', row.id),
    admin_graphql_api_id: row.id,
    order_id: order.numericId,
    name: row.name.replace('-F', '.'),
    status: row.status.toLowerCase(),
    created_at: restTime(row.createdAtMs),
    updated_at: restTime(row.updatedAtMs),
    service: 'manual',
    location_id: row.locationId,
    shipment_status: row.events.at(-1)?.status.toLowerCase() ?? null,
    tracking_company: row.tracking[0]?.company ?? null,
    tracking_number: numbers[0] ?? null,
    tracking_numbers: numbers,
    tracking_url: urls[0] ?? null,
    tracking_urls: urls,
    line_items: row.lines.map(({ lineId, quantity }) => {
      const line = order.lines.find((one) => one.id === lineId)
      return {
        id: numericId('LineItem', lineId),
        admin_graphql_api_id: lineId,
        sku: line?.sku ?? null,
        variant_id: line?.variantId ?? null,
        title: line?.title ?? '',
        quantity,
      }
    }),
  }
}

export function fulfillmentEventPayload(
  order: OrderRecord,
  row: Fulfillment,
  event: FulfillmentEvent,
): Json {
  return {
    id: numericId('FulfillmentEvent', event.id),
    admin_graphql_api_id: event.id,
    fulfillment_id: numericId('Fulfillment', row.id),
    order_id: order.numericId,
    status: event.status.toLowerCase(),
    happened_at: restTime(event.happenedAtMs),
    created_at: restTime(event.createdAtMs),
    message: event.message,
  }
}

export function fulfillmentOrderPayload(_order: OrderRecord, row: FulfillmentOrder): Json {
  return {
    id: row.id,
    status: row.status.toLowerCase(),
    request_status: row.requestStatus.toLowerCase(),
    assigned_location_id: `gid://shopify/Location/${row.locationId}`,
    preparable: row.status === 'OPEN',
  }
}

export function holdPayload(row: FulfillmentOrder, hold: Hold): Json {
  return {
    fulfillment_order: { id: row.id, status: row.status.toLowerCase() },
    fulfillment_hold: {
      id: hold.id,
      reason: hold.reason.toLowerCase(),
      reason_notes: hold.reasonNotes,
      handle: hold.handle,
      held_by_app_id: hold.by.id,
    },
  }
}
