/** The control functions as verbs of the control door, with their inputs checked. */
import { z } from 'zod'
import type { ControlVerb } from '../../kit/control.ts'
import { exact, get, post } from './control-routes.ts'
import type { ShopifyControl } from './control-types.ts'
import { lifeRoutes } from './life-door.ts'

const text = z.string().min(1)
const none = z.object({})
const decimal = z.string().regex(/^\d+(\.\d+)?$/)
const option = z.strictObject({ name: text, value: text })
const orderId = z.strictObject({ orderId: text })

const productInput = z.strictObject({
  title: text,
  vendor: text.optional(),
  productType: text.optional(),
  tags: z.array(text).optional(),
  variants: z.array(
    z.strictObject({
      sku: text.optional(),
      barcode: text.optional(),
      price: decimal,
      options: z.array(option).optional(),
      tracked: z.boolean().optional(),
      policy: z.enum(['DENY', 'CONTINUE']).optional(),
      requiresShipping: z.boolean().optional(),
      stock: z.union([z.int(), z.record(z.string(), z.int())]).optional(),
    }),
  ),
})

const locationInput = z.strictObject({
  name: text,
  city: text.optional(),
  countryCode: text.optional(),
  isActive: z.boolean().optional(),
  fulfillsOnlineOrders: z.boolean().optional(),
})

const stockInput = z.strictObject({ sku: text, quantity: z.int(), location: text.optional() })

const foreignOrderInput = z.strictObject({
  appName: text.optional(),
  lines: z.array(
    z.strictObject({
      sku: text.optional(),
      title: text.optional(),
      quantity: z.int().positive(),
      price: decimal.optional(),
    }),
  ),
  currency: text.optional(),
  name: text.optional(),
  sourceIdentifier: text.optional(),
  sourceName: text.optional(),
  tags: z.array(text).optional(),
  note: text.optional(),
  attributes: z.array(z.strictObject({ key: text, value: z.string() })).optional(),
  shippingPrice: decimal.optional(),
  paid: z.boolean().optional(),
  gateway: text.optional(),
  email: text.optional(),
  tip: decimal.optional(),
  claimStock: z.boolean().optional(),
  createdAgoMs: z.int().nonnegative().optional(),
})

const cancelInput = z.strictObject({
  orderId: text,
  reason: z.enum(['CUSTOMER', 'DECLINED', 'FRAUD', 'INVENTORY', 'OTHER', 'STAFF']).optional(),
  restock: z.boolean().optional(),
  refund: z.boolean().optional(),
  notify: z.boolean().optional(),
  staffNote: text.optional(),
})

const tagInput = z.strictObject({
  orderId: text,
  add: z.array(text).optional(),
  remove: z.array(text).optional(),
})

/** All verbs beside the kit's own. */
export function shopifyVerbs(control: ShopifyControl): ControlVerb[] {
  return [
    ...catalogRoutes(control),
    ...orderRoutes(control),
    ...lifeRoutes(control),
    ...shopRoutes(control),
  ]
}

function catalogRoutes(control: ShopifyControl): ControlVerb[] {
  return [
    post('locations', 'Adds a location.', locationInput, (input) =>
      control.addLocation(exact(input)),
    ),
    post(
      'locations/active',
      'Opens or closes a location.',
      z.strictObject({ name: text, isActive: z.boolean() }),
      control.setLocationActive,
    ),
    post('products', 'Adds a product with its variants and stock.', productInput, (input) =>
      control.addProduct(exact(input)),
    ),
    post(
      'products/remove',
      'Deletes a product.',
      z.strictObject({ productId: text }),
      control.removeProduct,
    ),
    post(
      'skus/rename',
      'Gives a variant another SKU.',
      z.strictObject({ from: text, to: text }),
      control.renameSku,
    ),
    post('stock/set', 'Sets what is available at a location.', stockInput, (input) =>
      control.setStock(exact(input)),
    ),
    post('stock/add', 'Adds to what is available at a location.', stockInput, (input) =>
      control.restock(exact(input)),
    ),
    ...stockRoutes(control),
    get('stock', 'All quantities of a SKU.', z.strictObject({ sku: text }), ({ sku }) =>
      control.stockOf(sku),
    ),
  ]
}

const states = [
  'available',
  'reserved',
  'damaged',
  'safety_stock',
  'quality_control',
  'incoming',
] as const

function stockRoutes(control: ShopifyControl): ControlVerb[] {
  const state = z.enum(states)
  const connection = z.strictObject({ sku: text, location: text, connected: z.boolean() })
  const tracking = z.strictObject({ sku: text, tracked: z.boolean() })
  const many = z.strictObject({
    count: z.int().positive().max(2_000_000),
    seed: z.int(),
    quantity: z.int().optional(),
    location: text.optional(),
  })
  const moving = stockInput.extend({ from: state, to: state })
  return [
    post('stock/move', 'Moves units from one state to another.', moving, (input) =>
      control.moveStock(exact(input)),
    ),
    post('products/stock', 'Very many plain products, STK-0000001 and on.', many, (input) =>
      control.stockShop(exact(input)),
    ),
    post('stock/connect', 'Stocks a SKU at a location, or takes it off.', connection, (input) =>
      control.connectStock(input),
    ),
    post('stock/tracked', 'Whether the shop counts a SKU.', tracking, (input) =>
      control.setTracked(input),
    ),
    get('stock/history', 'What changed a SKU.', z.strictObject({ sku: text }), (input) => ({
      changes: control.stockHistory(input),
    })),
  ]
}

function orderRoutes(control: ShopifyControl): ControlVerb[] {
  const filter = z.strictObject({ sourceIdentifier: text.optional(), tag: text.optional() })
  return [
    get('orders', 'Orders without the buyer’s data.', filter, (input) => ({
      orders: control.orders(exact(input)),
    })),
    post('orders/as-other-app', 'An order that another app makes.', foreignOrderInput, (input) =>
      control.createOrderAsOtherApp(exact(input)),
    ),
    post('orders/web', 'An order from the shop’s own web store.', foreignOrderInput, (input) =>
      control.placeWebOrder(exact(input)),
    ),
    post('orders/cancel', 'The merchant cancels an order.', cancelInput, (input) =>
      control.merchantCancel(exact(input)),
    ),
    post('orders/delete', 'The merchant deletes an order.', orderId, control.merchantDelete),
    post('orders/tag', 'The merchant changes the tags of an order.', tagInput, (input) =>
      control.merchantTag(exact(input)),
    ),
    get('mails', 'Mails that Shopify would have sent.', none, () => ({
      mails: control.mailsSent(),
    })),
  ]
}

function shopRoutes(control: ShopifyControl): ControlVerb[] {
  const plan = z.strictObject({ plan: z.enum(['standard', 'advanced', 'plus']) })
  const status = z.enum(['open', 'frozen', 'forbidden', 'locked', 'rejected'])
  const lag = z.strictObject({
    indexLagMs: z.int().nonnegative(),
    identifierLagMs: z.int().nonnegative().optional(),
  })
  const scope = z.strictObject({ scope: text })
  return [
    get('counts', 'How many of everything.', none, control.counts),
    get('webhooks', 'Webhook subscriptions.', none, () => ({
      subscriptions: control.subscriptions(),
    })),
    get('throttle', 'The bucket of query points.', none, control.throttleStatus),
    post('plan', 'Changes the shop’s plan.', plan, control.setPlan),
    post(
      'quotas',
      'Switches the query points on or off.',
      z.strictObject({ quotas: z.enum(['default', 'off']) }),
      control.setQuotas,
    ),
    post(
      'orders-per-minute',
      'Limits new orders a minute; 0 is no limit.',
      z.strictObject({ limit: z.int().nonnegative() }),
      control.setOrdersPerMinute,
    ),
    post('lag', 'How late searches and identifiers follow.', lag, (input) =>
      control.setIndexLag(exact(input)),
    ),
    post(
      'routing-delay',
      'How late fulfilment orders appear.',
      z.strictObject({ routingDelayMs: z.int().nonnegative() }),
      control.setRoutingDelay,
    ),
    post(
      'refuse-duplicate-id',
      'Whether a second order with the same id metafield is refused.',
      z.strictObject({ refuse: z.boolean() }),
      control.setRefuseDuplicateId,
    ),
    post(
      'status',
      'Opens, freezes or locks the shop.',
      z.strictObject({ status }),
      control.setShopStatus,
    ),
    post('scopes/remove', 'Takes a scope from the app.', scope, control.removeScope),
    post('scopes/grant', 'Gives the app a scope.', scope, control.grantScope),
    post('uninstall', 'The merchant uninstalls the app.', none, control.uninstall),
    post('reinstall', 'The merchant installs the app again.', none, control.reinstall),
  ]
}
