/** Control of an order as such: edits of its lines, another address, a note, the archive. */
import { minorFrom } from '../money.ts'
import { setArchived } from '../orders/archive-order.ts'
import { buildAddress } from '../orders/build-order-parts.ts'
import { type Consequences, changeOrder } from '../orders/committed-change.ts'
import { orderTotals } from '../orders/order-totals.ts'
import { taxAgain } from '../orders/tax-on-address-change.ts'
import type { OrderLine, OrderRecord } from '../records.ts'
import { makeRefund } from '../refunds/make-refund.ts'
import { openUnits } from '../refunds/restock.ts'
import { newFulfillmentOrder } from '../shipping/new-fulfillment-order.ts'
import type { ShopWorld } from '../shop-world.ts'
import { takeStock } from '../stock/claim-stock.ts'
import { editPayload, type LineChange } from '../webhooks/refund-payloads.ts'
import { variantWithSku } from './catalog-verbs.ts'
import type { LifeControl, MerchantEdit } from './life-types.ts'
import { existing, lineOf, merchantAdmin } from './order-parts.ts'

type EditVerbs = Pick<
  LifeControl,
  'merchantEdit' | 'merchantChangeAddress' | 'merchantNote' | 'merchantArchive' | 'merchantReopen'
>

export function editVerbs(worldNow: () => ShopWorld): EditVerbs {
  return {
    merchantEdit: (spec) => edit(worldNow(), spec),
    merchantChangeAddress({ orderId, address }) {
      const world = worldNow()
      changeOrder(world, existing(world, orderId), (one) => {
        one.shippingAddress = buildAddress(world, address)
        taxAgain(world, one)
      })
    },
    merchantNote({ orderId, note }) {
      const world = worldNow()
      changeOrder(world, existing(world, orderId), (one) => {
        one.note = note
      })
    },
    merchantArchive: ({ orderId }) => setArchived(worldNow(), existing(worldNow(), orderId), true),
    merchantReopen: ({ orderId }) => setArchived(worldNow(), existing(worldNow(), orderId), false),
  }
}

/** Taken-off units stand in a refund that moved no money; added lines raise the totals. */
function edit(world: ShopWorld, spec: MerchantEdit): void {
  const order = existing(world, spec.orderId)
  if (order.cancelledAtMs !== null) throw new Error('a cancelled order cannot be edited')
  changeOrder(world, order, (one, after) => {
    const less = reductions(one, spec)
    const added = (spec.add ?? []).map((line) => addLine(world, one, line, after))
    if (less.length > 0) removeUnits(world, one, less, spec.restock ?? true, after)
    one.edited = true
    const changes: LineChange[] = [
      ...added.map((line) => ({ lineId: line.id, delta: line.quantity })),
      ...less.map(({ line, quantity }) => ({ lineId: line.id, delta: -quantity })),
    ]
    const id = world.identifiers.next('OrderEdit')
    after.told.push({
      topic: 'ORDERS_EDITED',
      payload: (edited) => editPayload(edited, id, changes),
    })
    if (spec.notify ?? false) after.mails.push('edit-notice')
  })
}

type Reduction = { readonly line: OrderLine; readonly quantity: number }

/** Only units that have not shipped can go. */
function reductions(order: OrderRecord, spec: MerchantEdit): Reduction[] {
  return (spec.set ?? []).flatMap((units) => {
    const line = lineOf(order, units)
    const quantity = line.currentQuantity - units.quantity
    if (quantity < 0) throw new Error('to raise a quantity, add a line')
    if (quantity > openUnits(order, line.id)) {
      throw new Error(`${line.sku} has shipped and cannot be taken off`)
    }
    return quantity === 0 ? [] : [{ line, quantity }]
  })
}

function removeUnits(
  world: ShopWorld,
  order: OrderRecord,
  less: readonly Reduction[],
  restock: boolean,
  after: Consequences,
): void {
  makeRefund(
    world,
    order,
    {
      lines: less.map((one) => ({
        ...one,
        restockType: restock ? ('CANCEL' as const) : ('NO_RESTOCK' as const),
        locationId: null,
      })),
      shipping: { shop: 0, presentment: 0 },
      money: [],
      note: null,
      processedAtMs: null,
      notify: false,
      reason: null,
      returnId: null,
      by: merchantAdmin,
    },
    after,
  )
}

type Added = NonNullable<MerchantEdit['add']>[number]

function addLine(
  world: ShopWorld,
  order: OrderRecord,
  spec: Added,
  after: Consequences,
): OrderLine {
  const variant = spec.sku === undefined ? undefined : variantWithSku(world, spec.sku)
  const minor =
    spec.price === undefined
      ? (variant?.priceMinor ?? 0)
      : minorFrom(spec.price, order.currencies.shop)
  const line: OrderLine = {
    id: world.identifiers.gid('LineItem'),
    title: spec.title ?? variant?.product.title ?? (spec.tip === true ? 'Tip' : 'Custom item'),
    variantTitle: null,
    sku: variant?.sku ?? null,
    vendor: variant?.product.vendor ?? null,
    quantity: spec.quantity,
    currentQuantity: spec.quantity,
    fulfilledQuantity: 0,
    unit: { shop: minor, presentment: minor },
    taxLines: [],
    requiresShipping: spec.tip !== true,
    taxable: spec.tip !== true,
    giftCard: false,
    tip: spec.tip === true,
    attributes: [],
    variantId: variant?.numericId ?? null,
    productId: variant?.product.numericId ?? null,
  }
  order.lines.push(line)
  order.totals = orderTotals(order.lines, order.shippingLines, order.taxesIncluded)
  order.statedFinancialStatus = null
  if (!line.tip) openForShipping(world, order, line, after)
  return line
}

function openForShipping(
  world: ShopWorld,
  order: OrderRecord,
  line: OrderLine,
  after: Consequences,
): void {
  const locationId =
    order.fulfillmentOrders[0]?.locationId ?? world.catalog.locations()[0]?.numericId ?? 0
  const id = world.identifiers.gid('FulfillmentOrderLineItem')
  const { quantity, variantId } = line
  const row = { id, lineId: line.id, totalQuantity: quantity, remainingQuantity: quantity }
  const open = order.fulfillmentOrders.find(
    (one) => one.status === 'OPEN' && one.locationId === locationId,
  )
  if (open) open.lines.push(row)
  else order.fulfillmentOrders.push(newFulfillmentOrder(world, locationId, [row]))
  if (variantId === null) return
  const claim = { lineId: line.id, variantId, locationId, quantity }
  order.claims.push(claim)
  after.stock.push(() => takeStock(world, [claim]))
}
