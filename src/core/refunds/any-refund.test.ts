import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  effectRecord,
  financeRefund,
  importedView,
  lifeInput,
  lifeLine,
  lifeView,
  livePolicy,
  moneyBack,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import { amazonItem, amazonOrder, noonMs, part } from '../../../tests/support/order-samples.ts'
import { id } from '../ids.ts'
import { refundEventId } from '../life/life-events.ts'
import type { AmazonItem, AmazonOrder } from '../orders/amazon-order.ts'
import type { LifeRefund } from '../orders/shop-life.ts'
import { seen } from '../seen.ts'
import type { RefundLine } from './components.ts'
import { decideRefund } from './decide-refund.ts'
import { linesOfBody } from './refund-body.ts'
import { spreadWithin } from './spread.ts'

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })

describe('for any amounts', () => {
  it('R-REFUND-1: an amount is spread to the cent, and never beyond a room', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000), { minLength: 1, maxLength: 8 }),
        fc.nat(9_000),
        (rooms, amount) => {
          const parts = spreadWithin(amount, rooms, 'EUR')
          const room = rooms.reduce((all, one) => all + one, 0)
          if (amount > room) {
            expect(parts).toBeUndefined()
            return
          }
          expect(parts?.reduce((all, one) => all + one, 0)).toBe(amount)
          expect(parts?.every((one, at) => one >= 0 && one <= (rooms[at] ?? 0))).toBe(true)
        },
      ),
    )
  })

  it('R-REFUND-1: whatever is refunded where, in whatever order, no component gives more than its charge', () => {
    let sent = 0
    fc.assert(
      fc.property(anyStory, ({ order, refunds, theirs, approves }) => {
        const written = play(order, refunds, theirs, approves)
        sent += written.length
        const listed = theirs.map(({ component, amountMinor, item }) => ({
          ...{ itemId: item.itemId, component, amountMinor },
        }))
        for (const item of order.items) {
          for (const component of ['Principal', 'Tax', 'Shipping', 'ShippingTax'] as const) {
            const ours = sumOf(written.flat(), item, component)
            const before = sumOf(listed, item, component)
            if (ours > 0) expect(ours + before).toBeLessThanOrEqual(chargeOf(item, component))
          }
        }
      }),
      { numRuns: 300 },
    )
    expect(sent).toBeGreaterThan(100)
  })
})

type Given = {
  readonly item: AmazonItem
  readonly component: 'Principal'
  readonly amountMinor: number
}

const anyItem = fc.record({
  units: fc.integer({ min: 1, max: 3 }),
  priceMinor: fc.integer({ min: 1, max: 3_000 }),
  taxMinor: fc.nat(400),
  shippingMinor: fc.nat(500),
})

const anyStory = fc.array(anyItem, { minLength: 1, maxLength: 3 }).chain((made) => {
  const items = made.map(({ units, priceMinor, taxMinor, shippingMinor }, at) =>
    amazonItem({
      itemId: id('AmazonItemId', `${at + 1}`),
      sku: id('SellerSku', `SKU-${at}`),
      quantityOrdered: units,
      quantityFulfilled: units,
      parts: [
        part('ITEM', words(priceMinor * units)),
        part('SHIPPING', words(shippingMinor)),
        part('TAX', words(taxMinor), { ITEM: words(taxMinor) }),
      ],
    }),
  )
  const total = made.reduce(
    (all, one) => all + one.priceMinor * one.units + one.taxMinor + one.shippingMinor,
    0,
  )
  const order = amazonOrder({ status: 'SHIPPED', grandTotal: eur(total), items })
  const anyRefund = fc.record({
    at: fc.nat(made.length - 1),
    units: fc.integer({ min: 1, max: 3 }),
    shippingMinor: fc.nat(500),
    extraMinor: fc.constantFrom(0, 0, 0, 100, -50),
  })
  return fc.record({
    order: fc.constant(order),
    refunds: fc
      .array(anyRefund, { minLength: 1, maxLength: 5 })
      .map((wanted) => wanted.map((one, number) => shopRefund(one, made, number))),
    theirs: fc
      .array(
        fc.record({ at: fc.nat(made.length - 1), amountMinor: fc.integer({ min: 1, max: 3_000 }) }),
        { maxLength: 2 },
      )
      .map((given) =>
        given.flatMap(({ at, amountMinor }): Given[] => {
          const item = items[at]
          return item === undefined ? [] : [{ item, component: 'Principal', amountMinor }]
        }),
      ),
    approves: fc.boolean(),
  })
})

type Wanted = { at: number; units: number; shippingMinor: number; extraMinor: number }
type Made = { units: number; priceMinor: number; taxMinor: number }

function shopRefund(wanted: Wanted, made: readonly Made[], number: number): LifeRefund {
  const own = made[wanted.at] ?? { units: 1, priceMinor: 1, taxMinor: 0 }
  const units = Math.min(wanted.units, own.units)
  const subtotal = own.priceMinor * units
  const tax = Math.round((own.taxMinor * units) / own.units)
  const amount = Math.max(1, subtotal + tax + wanted.shippingMinor + wanted.extraMinor)
  const { shippingMinor } = wanted
  return {
    gid: id('RefundGid', `gid://shopify/Refund/${number + 1}`),
    createdAtMs: noonMs - 1_000_000 + number,
    key: null,
    lines: [
      {
        ...{ lineGid: lineGid(wanted.at), quantity: units, restockType: 'NO_RESTOCK' },
        ...{ subtotal: eur(subtotal), tax: eur(tax) },
      },
    ],
    shipping: shippingMinor === 0 ? null : { amount: eur(shippingMinor), tax: eur(0) },
    adjustments: [],
    transactions: [moneyBack(words(amount))],
  }
}

/** Each refund comes to Shopify in turn; what is decided is done at once, until nothing is sent any more. */
function play(
  order: AmazonOrder,
  refunds: readonly LifeRefund[],
  theirs: readonly Given[],
  approves: boolean,
): (readonly RefundLine[])[] {
  const lines = order.items.map((item, at) =>
    lifeLine({ itemId: item.itemId, lineGid: lineGid(at), quantity: item.quantityOrdered }),
  )
  const finances = seen(
    theirs.map(({ item, amountMinor }, at) =>
      financeRefund(
        `T${at}`,
        { Principal: words(-amountMinor) },
        {
          items: [
            {
              ...{ itemId: null, sku: item.sku },
              components: [{ type: 'Principal', amount: eur(-amountMinor) }],
            },
          ],
        },
      ),
    ),
    noonMs,
  )
  const inputs = approves ? refunds.map((one) => lifeInput('approve', refundEventId(one))) : []
  const effects: ReturnType<typeof effectRecord>[] = []
  const written: (readonly RefundLine[])[] = []
  for (const count of [...refunds.keys(), refunds.length - 1]) {
    const read = shopLife({ lines, refunds: refunds.slice(0, count + 1), total: eur(1_000_000) })
    for (let step = 0; step < 10; step += 1) {
      const life = lifeView({ read, effects: [...effects], inputs, finances })
      const decided = decideRefund(importedView({ order }), life, livePolicy, noonMs)
      if (decided.do !== 'write') break
      const { write } = decided
      if (write.kind !== 'refund') break
      effects.push(effectRecord(write.key, write.effect, 'done', { body: write.body }))
      if (write.act.do === 'refund-on-amazon') written.push(linesOfBody(write.body))
    }
  }
  return written
}

function lineGid(at: number): string {
  return `gid://shopify/LineItem/${at + 1}`
}

function words(minor: number): string {
  return `${minor < 0 ? '-' : ''}${(Math.abs(minor) / 100).toFixed(2)} EUR`
}

function sumOf(
  lines: readonly RefundLine[],
  { itemId: own }: AmazonItem,
  component: string,
): number {
  return lines
    .filter((line) => line.itemId === own && line.component === component)
    .reduce((all, { amountMinor }) => all + amountMinor, 0)
}

function chargeOf(item: AmazonItem, component: string): number {
  const name = { Principal: 'ITEM', Shipping: 'SHIPPING', Tax: 'TAX' }[component]
  return item.parts.find(({ type }) => type === name)?.subtotal.amountMinor ?? 0
}
