/**
 * Amazon's side of the demo: 30 orders of the last day that a first poll finds, each with a story, and 20 steps that follow
 * by notification (new orders, a payment, a cancellation, a buyer's wish). The same for the same seed.
 */
import type { AmazonControl } from '../amazon/control.ts'
import { marketplaceIds } from '../amazon/marketplaces.ts'
import type { LineSpec, OrderSpec } from '../amazon/order-spec.ts'
import type { WorldClock } from '../kit/world-clock.ts'
import { adoptableOrder } from './adoptable.ts'
import { type CatalogueItem, demoCatalogue } from './catalogue.ts'
import { type DemoStep, demoArrivals } from './demo-arrivals.ts'
import { type DemoItems, demoItems } from './demo-items.ts'

const minuteMs = 60_000
const { us, uk, germany, france, sweden, japan } = marketplaceIds

/**
 * Fills an Amazon simulator, subscribes its queue, and lets the later steps happen one by one. Gives back how to stop them.
 */
export function populateDemoAmazon(
  control: AmazonControl,
  clock: WorldClock,
  options: { readonly seed: number; readonly everyMs?: number },
): () => void {
  const catalogue = demoCatalogue(options.seed)
  control.subscribe()
  const orderIds = new Map<string, string>()
  const stories = Object.entries(demoOrders(catalogue))
  for (const [at, [name, spec]] of stories.entries()) {
    const createdAgoMs = (12 + (stories.length - at - 1) * 47) * minuteMs
    const updatedAgoMs = 10 * minuteMs + at * 1000
    orderIds.set(name, control.placeOrder({ createdAgoMs, updatedAgoMs, notify: false, ...spec }))
  }
  const everyMs = options.everyMs ?? 1500
  const startMs = clock.nowMs()
  const cancels = demoArrivals(demoItems(catalogue), orderIds).map((step, at) =>
    clock.at(startMs + (at + 1) * everyMs, () => attempt(step, control)),
  )
  return () => {
    for (const cancel of cancels) cancel()
  }
}

/** A step may come too late: somebody at the control door may have changed its order meanwhile. */
function attempt(step: DemoStep, control: AmazonControl): void {
  try {
    step(control)
  } catch {
    // the story goes on without this step
  }
}

/** The orders of the last day by the name of their story, oldest first. */
export function demoOrders(catalogue: readonly CatalogueItem[]): Record<string, OrderSpec> {
  return { ...quietOrders(catalogue), ...oddOrders(catalogue) }
}

/** What sells every day, in several marketplaces; the first ones are not for import. */
function quietOrders(catalogue: readonly CatalogueItem[]): Record<string, OrderSpec> {
  const { plain, of } = demoItems(catalogue)
  const line = lineMaker(plain)
  const adoptable = adoptableOrder(catalogue)
  return {
    'shipped-before': { ...line(0), status: 'SHIPPED' },
    cancelled: { ...line(1), status: 'CANCELLED' },
    'fba-shipped': { lines: [{ sku: of('BIR-CAR', 'AMAZON') }], status: 'SHIPPED' },
    'fba-unshipped': { lines: [{ sku: of('HAR-TRA', 'AMAZON') }], marketplaceId: uk },
    adoptable: {
      orderId: adoptable.amazonOrderId,
      marketplaceId: adoptable.marketplaceId,
      taxMode: 'none',
      lines: adoptable.lines.map(({ item, quantity, unitPrice }) => ({
        sku: item.amazonSku,
        quantity,
        unitPrice,
      })),
    },
    'plain-germany': { ...line(2), marketplaceId: germany },
    'two-lines': {
      marketplaceId: germany,
      lines: [{ sku: plain(3), quantity: 2 }, { sku: plain(4) }],
    },
    'shipping-charged': { ...line(5, { shipping: '4.99' }), marketplaceId: france },
    'gift-in-pounds': {
      ...line(6, { giftWrap: '3.00', giftMessage: 'Happy birthday from all of us!' }),
      marketplaceId: uk,
    },
    'plain-sweden': { ...line(7), marketplaceId: sweden },
    'points-in-yen': { ...line(8, { pointsGranted: 25 }), marketplaceId: japan },
    'cod-in-yen': { ...line(9, { codFee: '330' }), marketplaceId: japan },
    'tax-by-amazon': { ...line(10), marketplaceId: us, taxCollectedByAmazon: true },
    'tip-in-dollars': { ...line(11), marketplaceId: us, taxCollectedByAmazon: true, tip: '3.00' },
  }
}

/** Listings that do not simply match, special programs, and orders that must wait for a person. */
function oddOrders(catalogue: readonly CatalogueItem[]): Record<string, OrderSpec> {
  const { plain, of } = demoItems(catalogue)
  const line = lineMaker(plain)
  return {
    'title-match': { lines: [{ sku: of('FJO-TSH-XL'), quantity: 1 }] },
    'title-match-colour': { lines: [{ sku: of('BIR-CUS-BLU') }], marketplaceId: france },
    unmapped: { lines: [{ sku: of('HAR-MUG') }] },
    ambiguous: { lines: [{ sku: of('SLA-LAM-OLD') }] },
    'no-stock': { lines: [{ sku: of('AMB-CAN'), quantity: 2 }] },
    pending: { ...line(12), status: 'PENDING' },
    prime: { ...line(13), programs: ['PRIME'], serviceLevel: 'SECOND_DAY' },
    business: {
      ...line(14, { quantity: 6 }),
      business: { companyName: 'Muster Handels GmbH', purchaseOrderNumber: 'PO-4711' },
    },
    replacement: { ...line(15), replacementOf: '303-1111111-2222222' },
    'item-promotion': { ...line(16, { itemDiscount: '2.00', promotionIds: ['AUTUMN-2026'] }) },
    'free-shipping': {
      ...line(17, { shipping: '4.99', shippingDiscount: '4.99', promotionIds: ['FREE-SHIPPING'] }),
      marketplaceId: uk,
    },
    'partly-shipped': {
      lines: [{ sku: plain(18), quantity: 3, quantityFulfilled: 1 }],
      status: 'PARTIALLY_SHIPPED',
    },
    'money-does-not-add-up': { ...line(19), totalOffBy: '0.37' },
    'unknown-status': { ...line(20), unknown: 'status' },
    broken: { ...line(21), broken: 'without-items' },
    'no-personal-data': { ...line(22), personalData: 'missing' },
  }
}

function lineMaker(plain: DemoItems['plain']) {
  return (at: number, more: Partial<LineSpec> = {}): OrderSpec => ({
    lines: [{ sku: plain(at), ...more }],
  })
}
