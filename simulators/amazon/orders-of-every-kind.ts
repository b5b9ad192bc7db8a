/** One order of every kind that an importer meets, each under a name that tests and stories use. */
import { marketplaceIds } from './marketplaces.ts'
import type { OrderSpec } from './order-spec.ts'
import type { AmazonWorld } from './world.ts'

const { us, uk, germany, france, sweden, japan } = marketplaceIds

/** The spec of each kind; lines without a SKU get one that the catalogue knows. */
const specs = {
  plain: {},
  'several-lines': { lines: [{}, { quantity: 2 }, {}] },
  'quantity-over-one': { lines: [{ quantity: 3, unitPrice: '9.99' }] },
  'pending-availability': { status: 'PENDING_AVAILABILITY', programs: ['PREORDER'] },
  pending: { status: 'PENDING' },
  'partially-shipped': {
    status: 'PARTIALLY_SHIPPED',
    lines: [{ quantity: 2, quantityFulfilled: 1 }],
  },
  shipped: { status: 'SHIPPED' },
  cancelled: { status: 'CANCELLED' },
  unfulfillable: { status: 'UNFULFILLABLE', fulfilledBy: 'AMAZON', channelName: 'NON_AMAZON' },
  'fba-unshipped': { fulfilledBy: 'AMAZON' },
  'fba-shipped': { fulfilledBy: 'AMAZON', status: 'SHIPPED' },
  'non-amazon': { channelName: 'NON_AMAZON', fulfilledBy: 'AMAZON', status: 'SHIPPED' },
  gift: {
    lines: [
      { giftWrap: '3.50', giftWrapLevel: 'PREMIUM', giftMessage: 'Grattis på födelsedagen!' },
    ],
  },
  'item-promotion': {
    lines: [{ unitPrice: '40.00', itemDiscount: '4.00', promotionIds: ['AUTUMN-10'] }],
  },
  'shipping-charged': { lines: [{ shipping: '4.99' }] },
  'shipping-discount': {
    lines: [{ shipping: '4.99', shippingDiscount: '4.99', promotionIds: ['FREE-SHIPPING'] }],
  },
  'indivisible-line': { lines: [{ quantity: 3, unitPrice: '10.00', itemDiscount: '1.00' }] },
  tip: { tip: '2.50', marketplaceId: us, taxMode: 'on-top' },
  'tip-pending': { tip: '2.50', tipStatus: 'PENDING', marketplaceId: us, taxMode: 'on-top' },
  'cod-fee': { marketplaceId: japan, lines: [{ unitPrice: '2980', codFee: '330' }] },
  'other-charge': { lines: [{ other: '1.25' }] },
  business: { business: { companyName: 'Muster Handels GmbH', purchaseOrderNumber: 'PO-4711' } },
  prime: { programs: ['PRIME'], serviceLevel: 'SECOND_DAY' },
  'fbm-ship-plus': { programs: ['FBM_SHIP_PLUS'] },
  replacement: { replacementOf: '303-1111111-2222222' },
  exchange: { exchangeOf: '303-3333333-4444444' },
  'replacement-with-total': {
    replacementOf: '303-1111111-2222222',
    lines: [{ unitPrice: '5.00' }],
  },
  'tax-on-top': { marketplaceId: us, taxMode: 'on-top', taxPercent: 8.25 },
  'tax-included': { marketplaceId: germany, taxMode: 'included', taxPercent: 19 },
  'tax-by-amazon': { marketplaceId: us, taxMode: 'on-top', taxCollectedByAmazon: true },
  'no-tax': { taxMode: 'none' },
  'in-pounds': { marketplaceId: uk },
  'in-euros-france': { marketplaceId: france },
  'in-kronor': { marketplaceId: sweden },
  'in-yen': { marketplaceId: japan, lines: [{ unitPrice: '1980', pointsGranted: 20 }] },
  'in-dollars': { marketplaceId: us },
  customized: { lines: [{ customizedUrl: 'https://customized.invalid/file.zip' }] },
  transparency: { lines: [{ programs: ['TRANSPARENCY'] }] },
  'unknown-sku': { lines: [{ sku: 'NOBODY-KNOWS-1', title: 'A listing that no shop has' }] },
  'personal-data-missing': { personalData: 'missing' },
  'personal-data-later': { personalData: { afterMs: 300_000 } },
  'money-does-not-add-up': { totalOffBy: '0.37' },
  'unknown-status': { unknown: 'status' },
  'unknown-program': { unknown: 'program' },
  'unknown-proceeds-type': { unknown: 'proceeds-type' },
  'unknown-fulfilled-by': { unknown: 'fulfilled-by' },
  'broken-without-items': { broken: 'without-items' },
  'broken-amount': { broken: 'amount-with-comma' },
  'broken-item-id': { broken: 'item-without-id' },
} as const satisfies Record<string, OrderSpec>

export type Kind = keyof typeof specs

export const kinds = Object.keys(specs) as readonly Kind[]

/** The spec of one kind; a copy that the caller may change. */
export function specOfKind(kind: Kind): OrderSpec {
  return structuredClone(specs[kind]) as OrderSpec
}

/** Places one of each; what `base` says holds for all where the kind itself says nothing. */
export function ordersOfEveryKind(world: AmazonWorld, base: OrderSpec): Record<Kind, string> {
  const regular = world.catalogue.filter(
    (item) => item.fulfilledBy === 'MERCHANT' && item.oddity === 'none',
  )
  let next = 0
  const placed = kinds.map((kind) => {
    const spec = specOfKind(kind)
    const lines = (spec.lines ?? [{}]).map((line) => {
      const item = regular[next % regular.length]
      next += 1
      return line.sku === undefined && item !== undefined ? { sku: item.amazonSku, ...line } : line
    })
    return [kind, world.account.place({ ...base, ...spec, lines })] as const
  })
  return Object.fromEntries(placed) as Record<Kind, string>
}
