/**
 * A Shopify order of the wire in our words. The note and other apps' metafields are read for Amazon
 * order ids and dropped here; nothing personal goes on.
 */
import {
  type AmazonOrderId,
  findAmazonOrderIds,
  id,
  parseAmazonOrderId,
} from '../../../core/ids.ts'
import type { Evidence, ShopifyLine, ShopifyOrder } from '../../../core/orders/shopify-order.ts'
import type { FulfillmentOrdersPage, LinesPage, OrderBody, OrderTraces } from '../wire/orders.ts'

type FoundId = ShopifyOrder['amazonIds'][number]

/** Without `traces` only the ids that the body itself carries are found. */
export function shopifyOrder(body: OrderBody, traces: OrderTraces | null): ShopifyOrder {
  return {
    gid: id('ShopifyOrderGid', body.id),
    name: body.name,
    createdAtMs: Date.parse(body.createdAt),
    updatedAtMs: Date.parse(body.updatedAt),
    cancelledAtMs: body.cancelledAt === null ? null : Date.parse(body.cancelledAt),
    // What the buyer was shown: Amazon's money, also where another app let Shopify convert it.
    total: body.totalPriceSet.presentmentMoney,
    sourceIdentifier: body.sourceIdentifier,
    appTitle: body.app?.name ?? null,
    amazonIds: amazonIds(body, traces),
    lines: linesOf(body.lineItems),
    fulfillmentOrders: fulfillmentOrdersOf(body.fulfillmentOrders),
    touched: {
      fulfillment: body.displayFulfillmentStatus,
      financial: body.displayFinancialStatus,
      edited: body.edited,
      closed: body.closed,
      returns: body.returnStatus,
    },
  }
}

export function linesOf(page: LinesPage): ShopifyLine[] {
  return page.nodes.map((node) => ({
    variantGid: node.variant === null ? null : id('VariantGid', node.variant.id),
    sku: node.sku,
    title: node.title,
    quantity: node.quantity,
  }))
}

export function fulfillmentOrdersOf(
  page: FulfillmentOrdersPage,
): ShopifyOrder['fulfillmentOrders'][number][] {
  return page.nodes.map((node) => {
    const location = node.assignedLocation.location
    return {
      gid: id('FulfillmentOrderGid', node.id),
      status: node.status,
      locationGid: location === null ? null : id('LocationGid', location.id),
    }
  })
}

/** Every Amazon id on the order, strongest evidence first, each place once. */
function amazonIds(body: OrderBody, traces: OrderTraces | null): FoundId[] {
  const ours = parseAmazonOrderId(body.amazonOrderId?.value ?? '')
  const source = (body.sourceIdentifier ?? '').trim()
  const exactSource = parseAmazonOrderId(source)
  const others = (traces?.metafields.nodes ?? []).filter(
    (field) => !(field.namespace === 'crossdock' && field.key === 'amazon_order_id'),
  )
  const attributes = (traces?.customAttributes ?? []).flatMap(({ key, value }) => [
    key,
    value ?? '',
  ])
  return unique([
    ...(ours === undefined ? [] : [found(ours, 'our-metafield')]),
    ...(exactSource === undefined ? [] : [found(exactSource, 'source-identifier')]),
    ...inText([body.name], 'name'),
    ...inText(body.tags, 'tag'),
    // An id inside a longer source text is a trace, not the identity.
    ...inText(exactSource === undefined ? [...attributes, source] : attributes, 'attribute'),
    ...inText(
      others.map((field) => field.value),
      'metafield',
    ),
    ...inText([traces?.note ?? ''], 'note'),
  ])
}

function inText(texts: readonly string[], where: Evidence): FoundId[] {
  return texts.flatMap(findAmazonOrderIds).map((orderId) => found(orderId, where))
}

function found(orderId: AmazonOrderId, where: Evidence): FoundId {
  return { orderId, where }
}

function unique(ids: readonly FoundId[]): FoundId[] {
  const byPlace = new Map(ids.map((each) => [`${each.orderId} ${each.where}`, each]))
  return [...byPlace.values()]
}
