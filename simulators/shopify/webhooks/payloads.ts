/** Webhook bodies: shaped like the old REST resources (snake_case, numeric ids), also in 2026-10. */
import type { BulkOperation } from '../bulk/bulk-operation.ts'
import { numericId } from '../gid.ts'
import { type Currencies, decimalFull } from '../money.ts'
import { currentTotals } from '../orders/order-ledger.ts'
import { displayFinancialStatus, displayFulfillmentStatus } from '../orders/order-status.ts'
import type {
  Address,
  OrderLine,
  OrderRecord,
  ProductRecord,
  ShippingLine,
  StockLevel,
  TaxLine,
  VariantRecord,
} from '../records.ts'
import type { ShopSettings } from '../settings.ts'
import type { ShopWorld } from '../shop-world.ts'
import { refundPayload } from './refund-payloads.ts'
import { amounts, priceSet, restTime } from './rest-values.ts'
import { fulfillmentPayload } from './shipping-payloads.ts'

type Json = Record<string, unknown>

export function orderPayload(order: OrderRecord, world: ShopWorld): Json {
  const { currencies, contact } = order
  const fulfillment = displayFulfillmentStatus(order)
  return {
    id: order.numericId,
    admin_graphql_api_id: order.id,
    app_id: numericId('App', order.app.id) ?? null,
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    created_at: restTime(order.createdAtMs),
    updated_at: restTime(order.updatedAtMs),
    processed_at: restTime(order.processedAtMs),
    cancelled_at: order.cancelledAtMs === null ? null : restTime(order.cancelledAtMs),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    closed_at: order.closedAtMs === null ? null : restTime(order.closedAtMs),
    source_identifier: order.sourceIdentifier,
    source_name: order.sourceName,
    source_url: order.sourceUrl,
    currency: currencies.shop,
    presentment_currency: currencies.presentment,
    taxes_included: order.taxesIncluded,
    test: order.test,
    confirmed: true,
    tags: order.tags.join(', '),
    note: order.note,
    note_attributes: order.attributes.map(({ key, value }) => ({ name: key, value })),
    email: contact.orderEmail ?? '',
    contact_email: contact.orderEmail,
    phone: contact.orderPhone,
    customer: contact.customerId === null ? null : customerJson(contact.customerId),
    financial_status: displayFinancialStatus(order)?.toLowerCase() ?? null,
    fulfillment_status: fulfillmentWords[fulfillment] ?? null,
    payment_gateway_names: [...new Set(order.transactions.map((one) => one.gateway))],
    ...orderParts(order),
    user_id: null,
    order_status_url: `https://${world.settings.shop}/orders/${order.numericId}`,
  }
}

/** Sums, lines, addresses, shipments and refunds. */
function orderParts(order: OrderRecord): Json {
  const { totals, currencies } = order
  return {
    ...amounts('subtotal_price', totals.subtotal, currencies),
    ...amounts('total_price', totals.total, currencies),
    ...amounts('current_total_price', currentTotals(order).total, currencies),
    ...amounts('current_subtotal_price', currentTotals(order).subtotal, currencies),
    ...amounts('total_tax', totals.tax, currencies),
    total_shipping_price_set: priceSet(totals.shipping, currencies),
    tax_lines: order.orderTaxLines.map((line) => taxJson(line, currencies)),
    line_items: order.lines.map((line) => lineJson(line, currencies)),
    shipping_lines: order.shippingLines.map((line) => shippingJson(line, currencies)),
    shipping_address: addressJson(order.shippingAddress),
    billing_address: addressJson(order.billingAddress),
    fulfillments: order.fulfillments.map((one) => fulfillmentPayload(order, one)),
    refunds: order.refunds.map((one) => refundPayload(order, one)),
  }
}

const fulfillmentWords: Record<string, string> = {
  FULFILLED: 'fulfilled',
  PARTIALLY_FULFILLED: 'partial',
  RESTOCKED: 'restocked',
}

export function levelPayload(level: StockLevel): Json {
  return {
    inventory_item_id: level.variant.inventoryItemId,
    location_id: level.location.numericId,
    available: level.variant.tracked ? level.quantities.available : null,
    updated_at: restTime(level.updatedAtMs),
    admin_graphql_api_id: level.id,
  }
}

export function itemPayload(variant: VariantRecord): Json {
  return {
    id: variant.inventoryItemId,
    admin_graphql_api_id: `gid://shopify/InventoryItem/${variant.inventoryItemId}`,
    sku: variant.sku,
    tracked: variant.tracked,
    requires_shipping: variant.requiresShipping,
    cost: null,
    created_at: restTime(variant.createdAtMs),
    updated_at: restTime(variant.updatedAtMs),
  }
}

export function bulkPayload(operation: BulkOperation): Json {
  const { id, completedAtMs, createdAtMs, errorCode, status } = operation
  return {
    admin_graphql_api_id: id,
    completed_at: completedAtMs === null ? null : restTime(completedAtMs),
    created_at: restTime(createdAtMs),
    error_code: errorCode?.toLowerCase() ?? null,
    status: status.toLowerCase(),
    type: 'query',
  }
}

export function productPayload(product: ProductRecord, settings: ShopSettings): Json {
  const names = [...new Set(product.variants.flatMap((one) => one.options.map((o) => o.name)))]
  return {
    id: product.numericId,
    admin_graphql_api_id: product.id,
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    product_type: product.productType,
    tags: product.tags.join(', '),
    status: product.status.toLowerCase(),
    created_at: restTime(product.createdAtMs),
    updated_at: restTime(product.updatedAtMs),
    options: names.map((name, at) => ({ name, position: at + 1 })),
    variants: product.variants.map((variant) => variantJson(variant, settings)),
  }
}

export function shopPayload(world: ShopWorld): Json {
  return {
    id: world.shopId,
    name: world.settings.shopName,
    domain: world.settings.shop,
    myshopify_domain: world.settings.shop,
    currency: world.settings.currency,
  }
}

function variantJson(variant: VariantRecord, settings: ShopSettings): Json {
  const [first, second, third] = variant.options
  return {
    id: variant.numericId,
    admin_graphql_api_id: variant.id,
    product_id: variant.product.numericId,
    title: variant.options.map((one) => one.value).join(' / ') || 'Default Title',
    sku: variant.sku,
    barcode: variant.barcode,
    price: decimalFull(variant.priceMinor, settings.currency),
    position: variant.position,
    option1: first?.value ?? 'Default Title',
    option2: second?.value ?? null,
    option3: third?.value ?? null,
    inventory_policy: variant.policy.toLowerCase(),
    inventory_item_id: variant.inventoryItemId,
    inventory_quantity: variant.levels.reduce((sum, one) => sum + one.quantities.available, 0),
    updated_at: restTime(variant.updatedAtMs),
  }
}

function lineJson(line: OrderLine, currencies: Currencies): Json {
  return {
    id: numericId('LineItem', line.id),
    admin_graphql_api_id: line.id,
    title: line.title,
    variant_title: line.variantTitle,
    name: [line.title, line.variantTitle].filter(Boolean).join(' - '),
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    variant_id: line.variantId,
    product_id: line.productId,
    requires_shipping: line.requiresShipping,
    taxable: line.taxable,
    gift_card: line.giftCard,
    ...amounts('price', line.unit, currencies),
    tax_lines: line.taxLines.map((tax) => taxJson(tax, currencies)),
    properties: line.attributes.map(({ key, value }) => ({ name: key, value })),
  }
}

function shippingJson(line: ShippingLine, currencies: Currencies): Json {
  return {
    id: numericId('ShippingLine', line.id),
    title: line.title,
    code: line.code,
    source: line.source,
    ...amounts('price', line.price, currencies),
    tax_lines: line.taxLines.map((tax) => taxJson(tax, currencies)),
  }
}

function taxJson(line: TaxLine, currencies: Currencies): Json {
  return {
    title: line.title,
    rate: line.rate,
    channel_liable: line.channelLiable,
    ...amounts('price', line.amount, currencies),
  }
}

function customerJson(customerId: string): Json {
  return { id: numericId('Customer', customerId), admin_graphql_api_id: customerId }
}

function addressJson(address: Address | null): Json | null {
  if (address === null) return null
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province_code: address.provinceCode,
    zip: address.zip,
    country_code: address.countryCode,
    phone: address.phone,
  }
}
