import { describe, expect, it } from 'vitest'
import { effectRecord, financeRefund } from '../../../tests/support/life-samples.ts'
import {
  amazonItem,
  amazonOrder,
  money,
  noonMs,
  part,
} from '../../../tests/support/order-samples.ts'
import { id } from '../ids.ts'
import { seen } from '../seen.ts'
import { meaningOf } from './components.ts'
import { ledgerOf, leftIn } from './ledger.ts'
import { sortMoney } from './money-back.ts'

const itemId = id('AmazonItemId', '1')
const unasked = { inputs: [], queued: [] }

describe('what is left of an order', () => {
  const order = amazonOrder({
    status: 'SHIPPED',
    grandTotal: money('25.80 EUR'),
    items: [
      amazonItem({
        parts: [
          part('ITEM', '20.00 EUR'),
          part('SHIPPING', '4.00 EUR'),
          part('DISCOUNT', '-2.00 EUR', { ITEM: '-2.00 EUR' }),
          part('TAX', '3.80 EUR', { ITEM: '3.00 EUR', SHIPPING: '0.80 EUR' }),
        ],
      }),
    ],
  })

  it('R-REFUND-1: counts charge, our refunds and those of others by item and component', () => {
    const finances = seen(
      [financeRefund('T1', { Principle: '-5.00 EUR', Tax: '-1.00 EUR', Commission: '0.75 EUR' })],
      noonMs,
    )
    const body = { lines: [{ itemId, component: 'Principal', amountMinor: 300 }] }
    const effects = [
      effectRecord('refund:1', 'refund-on-amazon', 'done', { body }),
      effectRecord('refund:2', 'refund-on-amazon', 'refused', { body }),
    ]
    const ledger = ledgerOf(order, { effects, finances, ...unasked })
    expect(ledger.unclear).toEqual([])
    expect(leftIn(ledger, itemId, 'Principal')).toBe(2000 - 200 - 500 - 300)
    expect(leftIn(ledger, itemId, 'Tax')).toBe(200)
    expect(leftIn(ledger, itemId, 'Shipping')).toBe(400)
    expect(leftIn(ledger, itemId, 'ShippingTax')).toBe(80)
  })

  it('R-REFUND-1: nothing is charged of what has not left', () => {
    const open = { ...order, status: 'UNSHIPPED' as const }
    const ledger = ledgerOf(open, { effects: [], finances: { is: 'unknown' }, ...unasked })
    expect(leftIn(ledger, itemId, 'Principal')).toBe(0)
  })

  it('R-REFUND-7: tax inside the prices is no component, in Japan always', () => {
    const yen = amazonOrder({
      status: 'SHIPPED',
      marketplaceId: id('MarketplaceId', 'A1VC38T7YXB528'),
      grandTotal: money('1100 JPY'),
      items: [
        amazonItem({
          parts: [part('ITEM', '1100 JPY'), part('TAX', '100 JPY', { ITEM: '100 JPY' })],
        }),
      ],
    })
    const ledger = ledgerOf(yen, { effects: [], finances: { is: 'unknown' }, ...unasked })
    expect(ledger.taxesIncluded).toBe(true)
    expect(leftIn(ledger, itemId, 'Principal')).toBe(1100)
    expect(leftIn(ledger, itemId, 'Tax')).toBe(0)
  })
})

describe('what Finances lists', () => {
  it('R-REFUND-10: words are compared loosely, fees are no money of the buyer', () => {
    const component = (word: string) => {
      const meaning = meaningOf(word)
      return meaning.is === 'component' ? meaning.component : meaning.is
    }
    expect(
      [
        ...['Principle', 'OurPricePrincipal', 'ShippingPrincipal', 'Shipping Tax', 'OurPriceTax'],
        ...['Gift Wrap', 'GiftwrapTax', 'ShippingPromotion', 'Promo Rebates', 'Commission'],
        ...['RestockingFee', 'Something new'],
      ].map(component),
    ).toEqual([
      ...['Principal', 'Principal', 'Shipping', 'ShippingTax', 'Tax'],
      ...['GiftWrap', 'GiftWrapTax', 'ShippingPromotion', 'Promotion', 'fee'],
      ...['kept', 'unknown'],
    ])
  })

  it('R-REFUND-10: a SKU that stands twice in the order is unknown, not guessed', () => {
    const twice = { items: [amazonItem(), amazonItem({ itemId: id('AmazonItemId', '2') })] }
    const { theirs } = sortMoney(twice, [financeRefund('T1', { Principal: '-5.00 EUR' })], [])
    expect(theirs).toMatchObject([{ buyerMinor: 500, lines: [], unclear: ['MUG'] }])
  })

  it('R-REFUND-10: one of ours is known by its items and amounts, each transaction once', () => {
    const body = { lines: [{ itemId, component: 'Principal', amountMinor: 500 }] }
    const effects = [effectRecord('refund:1', 'refund-on-amazon', 'done', { body })]
    const listed = [
      financeRefund('T1', { Principle: '-5.00 EUR' }),
      financeRefund('T2', { Principle: '-5.00 EUR' }, { postedAtMs: noonMs }),
      financeRefund('S', { Principle: '20.00 EUR' }, { type: 'Shipment' }),
    ]
    const { ours, theirs } = sortMoney({ items: [amazonItem()] }, listed, effects)
    expect([...ours.values()].map(({ transactionId }) => transactionId)).toEqual(['T1'])
    expect(theirs.map(({ transactionId }) => transactionId)).toEqual(['T2'])
  })

  it('R-REFUND-10: Amazon adds the tax that it collected itself', () => {
    const body = { lines: [{ itemId, component: 'Principal', amountMinor: 500 }] }
    const effects = [effectRecord('refund:1', 'refund-on-amazon', 'done', { body })]
    const listed = [financeRefund('T1', { Principal: '-5.00 EUR', Tax: '-0.40 EUR' })]
    const own = { items: [amazonItem()] }
    const collected = { items: [amazonItem({ taxByMarketplace: true })] }
    expect(sortMoney(own, listed, effects).theirs).toHaveLength(1)
    expect(sortMoney(collected, listed, effects).theirs).toEqual([])
  })
})
