/**
 * Amazon's rules for an order, written by hand from the model orders_2026-01-01 (models of 2026-08-05): what is required, which
 * words are closed sets, what money and times look like. Shares no code with the simulator.
 */

const required: Readonly<Record<string, readonly string[]>> = {
  order: ['orderId', 'createdTime', 'lastUpdatedTime', 'salesChannel', 'orderItems'],
  salesChannel: ['channelName'],
  orderItem: ['orderItemId', 'quantityOrdered', 'product'],
  fulfillment: ['fulfillmentStatus'],
  package: ['packageReferenceId'],
  packageItem: ['orderItemId', 'quantity'],
  proceedsPart: ['type', 'subtotal'],
  alias: ['aliasId', 'aliasType'],
  money: ['amount', 'currencyCode'],
}

const words: Readonly<Record<string, ReadonlySet<string>>> = {
  fulfillmentStatus: new Set([
    'PENDING_AVAILABILITY',
    'PENDING',
    'UNSHIPPED',
    'PARTIALLY_SHIPPED',
    'SHIPPED',
    'CANCELLED',
    'UNFULFILLABLE',
  ]),
  channelName: new Set(['AMAZON', 'NON_AMAZON']),
  fulfilledBy: new Set(['AMAZON', 'MERCHANT']),
  serviceLevel: new Set([
    'EXPEDITED',
    'FREE_ECONOMY',
    'NEXT_DAY',
    'PRIORITY',
    'SAME_DAY',
    'SECOND_DAY',
    'SCHEDULED',
    'STANDARD',
  ]),
  program: new Set([
    'AMAZON_BAZAAR',
    'AMAZON_BUSINESS',
    'AMAZON_EASY_SHIP',
    'AMAZON_HAUL',
    'DELIVERY_BY_AMAZON',
    'FBM_SHIP_PLUS',
    'INVOICE_BY_AMAZON',
    'IN_STORE_PICK_UP',
    'PREMIUM',
    'PREORDER',
    'PRIME',
  ]),
  itemType: new Set(['ITEM', 'SHIPPING', 'GIFT_WRAP', 'COD_FEE', 'OTHER', 'TAX', 'DISCOUNT']),
  orderType: new Set([
    'ITEM',
    'SHIPPING',
    'GIFT_WRAP',
    'COD_FEE',
    'TAX',
    'DISCOUNT',
    'DELIVERY_TIP',
    'OTHER',
  ]),
  subtype: new Set(['ITEM', 'SHIPPING', 'GIFT_WRAP', 'COD_FEE', 'OTHER', 'DISCOUNT']),
  association: new Set(['REPLACEMENT_ORIGINAL_ID', 'EXCHANGE_ORIGINAL_ID']),
  packageStatus: new Set([
    'PENDING',
    'IN_TRANSIT',
    'SHIPPED',
    'DELIVERED',
    'CANCELLED',
    'UNDELIVERABLE',
  ]),
}

type Shape = Readonly<Record<string, unknown>>
type Fault = (where: string, what: string) => void

/** Everything about an order that the model does not allow; empty for a right one. */
export function modelFaults(order: Shape): string[] {
  const faults: string[] = []
  const fault: Fault = (where, what) => void faults.push(`${where}: ${what}`)
  needs('order', order, fault)
  if (!/^\d{3}-\d{7}-\d{7}$/.test(String(order.orderId))) fault('orderId', 'not 3-7-7')
  for (const name of ['createdTime', 'lastUpdatedTime']) checkTime(name, order[name], fault)
  for (const alias of list(order.orderAliases)) needs('alias', alias, fault)
  for (const program of (order.programs as string[] | undefined) ?? []) {
    oneOf('program', program, fault)
  }
  for (const other of list(order.associatedOrders)) {
    oneOf('association', other.associationType, fault)
  }
  const channel = order.salesChannel as Shape
  needs('salesChannel', channel, fault)
  oneOf('channelName', channel.channelName, fault)
  if (order.fulfillment !== undefined) checkFulfillment(order.fulfillment as Shape, fault)
  for (const item of list(order.orderItems)) checkItem(item, fault)
  for (const one of list(order.packages)) checkPackage(one, fault)
  if (order.proceeds !== undefined) checkOrderProceeds(order.proceeds as Shape, fault)
  return faults
}

function list(value: unknown): Shape[] {
  return (value as Shape[] | undefined) ?? []
}

function needs(kind: string, value: Shape, fault: Fault): void {
  for (const name of required[kind] ?? []) {
    if (value?.[name] === undefined || value[name] === null) fault(kind, `${name} is missing`)
  }
}

function oneOf(set: string, value: unknown, fault: Fault): void {
  if (value !== undefined && words[set]?.has(String(value)) !== true) fault(set, String(value))
}

function checkTime(where: string, value: unknown, fault: Fault): void {
  const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/
  if (!iso.test(String(value))) fault(where, 'not ISO 8601 in UTC')
}

function checkMoney(where: string, value: unknown, fault: Fault): void {
  const money = value as Shape
  needs('money', money, fault)
  const decimals = money.currencyCode === 'JPY' ? '' : '\\.\\d{2}'
  if (typeof money.amount !== 'string' || !new RegExp(`^-?\\d+${decimals}$`).test(money.amount)) {
    fault(where, `not an amount: ${String(money.amount)}`)
  }
}

function checkFulfillment(fulfillment: Shape, fault: Fault): void {
  needs('fulfillment', fulfillment, fault)
  oneOf('fulfillmentStatus', fulfillment.fulfillmentStatus, fault)
  oneOf('fulfilledBy', fulfillment.fulfilledBy, fault)
  oneOf('serviceLevel', fulfillment.fulfillmentServiceLevel, fault)
  for (const name of ['shipByWindow', 'deliverByWindow']) {
    const window = fulfillment[name] as Shape | undefined
    if (window !== undefined) checkTime(name, window.latestDateTime, fault)
  }
}

function checkItem(item: Shape, fault: Fault): void {
  needs('orderItem', item, fault)
  if (!Number.isInteger(item.quantityOrdered)) fault('quantityOrdered', 'not a whole number')
  const price = (item.product as Shape).price as Shape | undefined
  if (price !== undefined) checkMoney('unitPrice', price.unitPrice, fault)
  const proceeds = item.proceeds as Shape | undefined
  if (proceeds === undefined) return
  checkMoney('proceedsTotal', proceeds.proceedsTotal, fault)
  for (const part of list(proceeds.breakdowns)) {
    needs('proceedsPart', part, fault)
    oneOf('itemType', part.type, fault)
    checkMoney(`item ${String(part.type)}`, part.subtotal, fault)
    const details = list(part.detailedBreakdowns)
    if (details.length > 0 && part.type !== 'TAX' && part.type !== 'DISCOUNT') {
      fault('detailedBreakdowns', `not for ${String(part.type)}`)
    }
    for (const detail of details) {
      oneOf('subtype', detail.subtype, fault)
      checkMoney('detail', detail.value, fault)
    }
  }
}

function checkOrderProceeds(proceeds: Shape, fault: Fault): void {
  checkMoney('grandTotal', proceeds.grandTotal, fault)
  for (const part of list(proceeds.breakdowns)) {
    needs('proceedsPart', part, fault)
    oneOf('orderType', part.type, fault)
    checkMoney(`order ${String(part.type)}`, part.subtotal, fault)
  }
}

function checkPackage(one: Shape, fault: Fault): void {
  needs('package', one, fault)
  oneOf('packageStatus', (one.packageStatus as Shape | undefined)?.status, fault)
  for (const item of list(one.packageItems)) needs('packageItem', item, fault)
}
