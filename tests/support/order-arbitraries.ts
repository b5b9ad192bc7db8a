/** Random Amazon orders for property tests: well-formed ones that add up, and anything at all. */
import fc from 'fast-check'
import { id } from '../../src/core/ids.ts'
import type { Money } from '../../src/core/money.ts'
import type { AmazonItem, AmazonOrder, MoneyPart } from '../../src/core/orders/amazon-order.ts'
import type { MatchedLine } from '../../src/core/orders/match-lines.ts'
import { amazonItem, amazonOrder, variant } from './order-samples.ts'

const currencies = fc.constantFrom('EUR', 'GBP', 'JPY', 'KWD')

type Sent = {
  readonly order: AmazonOrder
  readonly matched: readonly MatchedLine[]
}

/** How Amazon sends the money of one order: both tax readings, both signs of a discount, a tip. */
const style = fc.record({
  currency: currencies,
  taxesIncluded: fc.boolean(),
  discountSign: fc.constantFrom(1, -1),
  details: fc.boolean(),
  tip: fc.nat({ max: 500 }),
})

const lineAmounts = fc.record({
  quantity: fc.integer({ min: 1, max: 12 }),
  item: fc.nat({ max: 100_000 }),
  shipping: fc.nat({ max: 2_000 }),
  wrap: fc.nat({ max: 300 }),
  cod: fc.nat({ max: 300 }),
  other: fc.nat({ max: 300 }),
  itemDiscount: fc.double({ min: 0, max: 1, noNaN: true }),
  shippingDiscount: fc.double({ min: 0, max: 1, noNaN: true }),
  itemTax: fc.nat({ max: 2_000 }),
  shippingTax: fc.nat({ max: 200 }),
  byMarketplace: fc.boolean(),
  /** Catalogue price and units of each component; none is a custom line. */
  kit: fc.array(fc.tuple(fc.nat({ max: 9_000 }), fc.integer({ min: 1, max: 4 })), { maxLength: 3 }),
})

type Style = typeof style extends fc.Arbitrary<infer T> ? T : never
type LineAmounts = typeof lineAmounts extends fc.Arbitrary<infer T> ? T : never

/** An order whose parts add up to its grand total, in one of Amazon's ways to say so. */
export const wellFormedOrder: fc.Arbitrary<Sent> = fc
  .tuple(style, fc.array(lineAmounts, { minLength: 1, maxLength: 4 }))
  .map(([how, lines]) => sentOrder(how, lines))

function sentOrder(how: Style, lines: readonly LineAmounts[]): Sent {
  const made = lines.map((line, at) => sentLine(how, line, String(at + 1)))
  const net = made.reduce((all, line) => all + line.netMinor, how.tip)
  const tax = made.reduce((all, line) => all + line.taxMinor, 0)
  const grandMinor = how.taxesIncluded ? net : net + tax
  const coin = (amountMinor: number): Money => ({ amountMinor, currency: how.currency })
  const tip: MoneyPart = { type: 'DELIVERY_TIP', subtotal: coin(how.tip), details: [] }
  const order = amazonOrder({
    grandTotal: coin(grandMinor),
    parts: how.tip === 0 ? [] : [tip],
    items: made.map(({ item }) => item),
  })
  const matched = made.map(({ item, kit }): MatchedLine => {
    const components = kit.map(([priceMinor, quantity], at) => ({
      variantGid: variant({ gid: String(at) }).variantGid,
      sku: `PART-${at}`,
      title: `Part ${at}`,
      priceMinor: priceMinor === 0 ? null : priceMinor,
      quantity,
    }))
    return { item, step: kit.length === 0 ? 'custom-line' : 'mapping', components }
  })
  return { order, matched }
}

type SentLine = {
  readonly item: AmazonItem
  readonly kit: LineAmounts['kit']
  readonly netMinor: number
  readonly taxMinor: number
}

function sentLine(how: Style, line: LineAmounts, itemId: string): SentLine {
  const coin = (amountMinor: number): Money => ({ amountMinor, currency: how.currency })
  const itemDiscount = Math.floor(line.item * line.itemDiscount)
  const shippingDiscount = how.details ? Math.floor(line.shipping * line.shippingDiscount) : 0
  const shippingTax = how.details ? line.shippingTax : 0
  const split = (type: MoneyPart['type'], ITEM: number, SHIPPING: number): MoneyPart => ({
    type,
    subtotal: coin(ITEM + SHIPPING),
    details: how.details
      ? Object.entries({ ITEM, SHIPPING }).map(([subtype, all]) => ({ subtype, value: coin(all) }))
      : [],
  })
  const sign = how.discountSign
  const all: MoneyPart[] = [
    ...plainParts(line).map(([type, minor]) => ({ type, subtotal: coin(minor), details: [] })),
    split('DISCOUNT', itemDiscount * sign, shippingDiscount * sign),
    split('TAX', line.itemTax, shippingTax),
  ]
  const gross = plainParts(line).reduce((sum, [, minor]) => sum + minor, 0)
  return {
    item: amazonItem({
      itemId: id('AmazonItemId', itemId),
      quantityOrdered: line.quantity,
      unitPrice: null,
      parts: all.filter((part) => part.subtotal.amountMinor !== 0 || part.type === 'ITEM'),
      taxByMarketplace: line.byMarketplace,
    }),
    kit: line.kit,
    netMinor: gross - itemDiscount - shippingDiscount,
    taxMinor: line.itemTax + shippingTax,
  }
}

function plainParts(line: LineAmounts): [MoneyPart['type'], number][] {
  return [
    ['ITEM', line.item],
    ['SHIPPING', line.shipping],
    ['GIFT_WRAP', line.wrap],
    ['COD_FEE', line.cod],
    ['OTHER', line.other],
  ]
}

const anyMoney: fc.Arbitrary<Money> = fc.record({
  amountMinor: fc.oneof(fc.integer({ min: -5_000, max: 5_000 }), fc.integer()),
  currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'JPY'),
})

const anyPart: fc.Arbitrary<MoneyPart> = fc.record({
  type: fc.constantFrom<MoneyPart['type'][]>(
    'ITEM',
    'SHIPPING',
    'GIFT_WRAP',
    'COD_FEE',
    'OTHER',
    'TAX',
    'DISCOUNT',
    'DELIVERY_TIP',
    { unrecognised: 'LOYALTY' },
  ),
  subtotal: anyMoney,
  details: fc.array(
    fc.record({ subtype: fc.constantFrom('ITEM', 'SHIPPING', 'DISCOUNT', 'NEW'), value: anyMoney }),
    { maxLength: 2 },
  ),
})

const anyItem: fc.Arbitrary<AmazonItem> = fc
  .record({
    itemId: fc.constantFrom('1', '2', '3').map((text) => id('AmazonItemId', text)),
    sku: fc.option(fc.constantFrom('MUG', 'CUP', '').map((text) => id('SellerSku', text))),
    title: fc.oneof(fc.constantFrom('Mug', 'Mug: Size XL', ''), fc.string()),
    quantityOrdered: fc.integer({ min: -1, max: 5 }),
    unitPrice: fc.option(anyMoney),
    parts: fc.array(anyPart, { maxLength: 4 }),
    total: fc.option(anyMoney),
    promotionIds: fc.array(fc.string(), { maxLength: 2 }),
    taxByMarketplace: fc.boolean(),
    giftWrapLevel: fc.option(fc.string()),
    programs: fc.array(fc.constantFrom('TRANSPARENCY', 'NEW'), { maxLength: 1 }),
  })
  .map((over) => amazonItem(over))

/** Whatever Amazon might send: unknown words, missing totals, two currencies, odd quantities. */
export const anyOrder: fc.Arbitrary<AmazonOrder> = fc
  .record({
    status: fc.constantFrom<AmazonOrder['status'][]>(
      'PENDING_AVAILABILITY',
      'PENDING',
      'UNSHIPPED',
      'UNSHIPPED',
      'PARTIALLY_SHIPPED',
      'SHIPPED',
      'CANCELLED',
      'UNFULFILLABLE',
      { unrecognised: 'NEW' },
    ),
    fulfilledBy: fc.constantFrom<AmazonOrder['fulfilledBy'][]>('MERCHANT', 'MERCHANT', 'AMAZON', {
      unrecognised: 'ROBOT',
    }),
    channel: fc.constantFrom<AmazonOrder['channel'][]>('AMAZON', 'AMAZON', 'NON_AMAZON', {
      unrecognised: 'MARS',
    }),
    createdAtMs: fc.oneof(
      fc.constant(amazonOrder().createdAtMs),
      fc.integer({ min: -1e16, max: 1e16 }),
    ),
    shipByMs: fc.option(
      fc.oneof(fc.constant(amazonOrder().createdAtMs), fc.integer({ min: -1e16, max: 1e16 })),
    ),
    marketplaceId: fc.option(
      fc.constantFrom('A1PA6795UKMFR9', '').map((text) => id('MarketplaceId', text)),
    ),
    programs: fc.array(fc.constantFrom('PRIME', 'AMAZON_BUSINESS', 'NEW'), { maxLength: 2 }),
    replaces: fc.option(
      fc.constant({ orderId: amazonOrder().orderId, kind: 'replacement' as const }),
    ),
    grandTotal: fc.option(anyMoney),
    parts: fc.array(anyPart, { maxLength: 2 }),
    items: fc.array(anyItem, { maxLength: 3 }),
  })
  .map((over) => amazonOrder(over))
