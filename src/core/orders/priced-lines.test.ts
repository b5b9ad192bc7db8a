import { describe, expect, it } from 'vitest'
import {
  amazonItem,
  amazonOrder,
  mapping,
  money,
  part,
  variant,
} from '../../../tests/support/order-samples.ts'
import { inWords, one, price, priced } from '../../../tests/support/priced-orders.ts'
import { matchLines } from './match-lines.ts'
import { priceOrder } from './price-order.ts'

describe('lines', () => {
  it('R-MONEY-7: a total that its units do not divide becomes two lines', () => {
    const parts = [part('ITEM', '10.00 EUR'), part('TAX', '1.00 EUR')]
    const order = priced(one('11.00 EUR', { parts, quantityOrdered: 3 }))
    expect(inWords(order)).toEqual(['2 × 3.33', '1 × 3.34'])
    const taxes = order.lines.map(({ taxLines }) => taxLines[0]?.amount.amountMinor)
    expect(taxes).toEqual([67, 33])
  })

  it('R-MONEY-8: gift wrap, fees, other charges and the tip are lines that ship nothing', () => {
    const parts = [
      part('ITEM', '20.00 EUR'),
      part('GIFT_WRAP', '3.00 EUR'),
      part('COD_FEE', '2.00 EUR'),
      part('OTHER', '1.00 EUR'),
      part('TAX', '0.60 EUR', { GIFT_WRAP: '0.60 EUR' }),
    ]
    const tip = [part('DELIVERY_TIP', '4.00 EUR')]
    const order = priced(one('30.60 EUR', { parts }, { parts: tip }))
    const shown = order.lines.map((line) => [line.title, line.requiresShipping, line.itemId])
    expect(shown).toEqual([
      ['Mug', true, '1'],
      ['Gift wrap', false, '1'],
      ['Cash on delivery fee', false, '1'],
      ['Other Amazon charge', false, '1'],
      ['Delivery tip', false, null],
    ])
    expect(order.lines[1]?.taxLines).toMatchObject([{ rate: '0.2', amount: money('0.60 EUR') }])
  })

  it('R-MONEY-8: a tip that is not settled yet is no part of the total, and of the order', () => {
    const order = priced(one('20.00 EUR', {}, { parts: [part('DELIVERY_TIP', '4.00 EUR')] }))
    expect(inWords(order)).toEqual(['1 × 20.00'])
  })

  it('R-MONEY-9: a kit is split by the catalogue’s prices, the remainder to the largest', () => {
    const kit = [mapping('MUG', ['cup', 2], ['pot', 1])]
    const parts = [part('ITEM', '19.99 EUR'), part('TAX', '1.00 EUR')]
    const order = priced(one('20.99 EUR', { parts }), kit)
    expect(inWords(order)).toEqual(['1 × 3.99', '1 × 4.00', '1 × 12.00'])
    expect(order.lines.map(({ sku, itemId }) => [sku, itemId])).toEqual([
      ['CUP', '1'],
      ['CUP', '1'],
      ['POT', '1'],
    ])
  })

  it('R-MONEY-9: a kit without known prices is split by units', () => {
    const unpriced = [
      variant({ gid: 'a', sku: 'A', priceMinor: null }),
      variant({ gid: 'b', sku: 'B', priceMinor: 900 }),
    ]
    const order = one('20.00 EUR', {})
    const catalogue = { variants: unpriced, mappings: [mapping('MUG', ['a', 1], ['b', 3])] }
    const matching = matchLines(order, catalogue, { mappingFirst: true, unmapped: 'hold' })
    const pricing = priceOrder(order, matching.kind === 'matched' ? matching.lines : [])
    expect(pricing.kind === 'priced' && inWords(pricing.priced)).toEqual(['1 × 5.00', '3 × 5.00'])
  })

  it('R-MONEY-1: yen have no minor unit', () => {
    const parts = [part('ITEM', '1000 JPY')]
    expect(inWords(priced(one('1000 JPY', { parts, quantityOrdered: 3 })))).toEqual([
      '2 × 333',
      '1 × 334',
    ])
  })
})

describe('orders that are not plain', () => {
  it('R-MONEY-10: a line without parts has its total, else its unit price', () => {
    const total = { parts: [], total: money('18.00 EUR'), unitPrice: money('20.00 EUR') }
    expect(inWords(priced(one('18.00 EUR', total)))).toEqual(['1 × 18.00'])
    const unit = { parts: [], quantityOrdered: 2 }
    expect(inWords(priced(one('40.00 EUR', unit)))).toEqual(['2 × 20.00'])
    expect(price(one('40.00 EUR', { parts: [], unitPrice: null }))).toMatchObject({
      detail: { problem: 'a line without a price' },
    })
  })

  it('R-MONEY-10: only a replacement may come without a total', () => {
    const free = amazonOrder({ grandTotal: null, items: [amazonItem({ parts: [] })] })
    expect(price(free)).toMatchObject({ detail: { amazonTotal: 'none' } })
    const replaces = { orderId: free.orderId, kind: 'replacement' } as const
    expect(priced({ ...free, replaces }).total).toEqual(money('0 EUR'))
  })

  it('R-MONEY-11: an amount that would be negative holds the order', () => {
    const parts = [
      part('ITEM', '5.00 EUR'),
      part('SHIPPING', '6.00 EUR'),
      part('DISCOUNT', '6.00 EUR'),
    ]
    expect(price(one('5.00 EUR', { parts }))).toMatchObject({
      detail: { problem: 'an amount would be negative' },
    })
  })

  it('R-MONEY-12: two currencies, or details that do not make their part, hold the order', () => {
    const mixed = [part('ITEM', '20.00 EUR'), part('SHIPPING', '5.00 USD')]
    expect(price(one('25.00 EUR', { parts: mixed }))).toMatchObject({
      code: 'MONEY_DOES_NOT_ADD_UP',
      detail: { otherCurrency: 'USD' },
    })
    const torn = [part('ITEM', '20.00 EUR'), part('TAX', '4.00 EUR', { ITEM: '3.00 EUR' })]
    expect(price(one('24.00 EUR', { parts: torn }))).toMatchObject({
      detail: { problem: 'tax and its details differ' },
    })
  })

  it('R-MONEY-12: a kind of money that is not known holds the order and is named', () => {
    const strange = [part({ unrecognised: 'LOYALTY' }, '20.00 EUR')]
    expect(price(one('20.00 EUR', { parts: strange }))).toMatchObject({
      code: 'UNKNOWN_VALUE',
      detail: { field: 'proceeds type', value: 'LOYALTY' },
    })
    const subtype = [part('ITEM', '20.00 EUR'), part('TAX', '1.00 EUR', { ECO: '1.00 EUR' })]
    expect(price(one('21.00 EUR', { parts: subtype }))).toMatchObject({
      code: 'UNKNOWN_VALUE',
      detail: { field: 'proceeds subtype', value: 'ECO' },
    })
  })
})
