import { describe, expect, it } from 'vitest'
import { amazonItem, amazonOrder, money, part } from '../../../tests/support/order-samples.ts'
import { inWords, one, price, priced } from '../../../tests/support/priced-orders.ts'
import { id } from '../ids.ts'

describe('R-MONEY-4: whether prices include the tax', () => {
  const parts = [part('ITEM', '89.97 GBP'), part('SHIPPING', '10.00 GBP'), part('TAX', '4.00 GBP')]

  it('parts and tax make the total: tax is on top', () => {
    expect(priced(one('103.97 GBP', { parts, quantityOrdered: 3 })).taxesIncluded).toBe(false)
  })

  it('the parts alone make the total: prices include it', () => {
    expect(priced(one('99.97 GBP', { parts, quantityOrdered: 3 })).taxesIncluded).toBe(true)
  })

  it('R-MONEY-3: neither makes the total: held, with Amazon’s total and both sums', () => {
    expect(price(one('100.00 GBP', { parts }))).toEqual({
      kind: 'held',
      code: 'MONEY_DOES_NOT_ADD_UP',
      detail: { amazonTotal: '100.00 GBP', parts: '99.97 GBP', partsAndTax: '103.97 GBP' },
    })
  })
})

describe('R-MONEY-5: tax', () => {
  const parts = [
    part('ITEM', '89.97 GBP'),
    part('SHIPPING', '10.00 GBP'),
    part('TAX', '4.00 GBP', { ITEM: '3.00 GBP', SHIPPING: '1.00 GBP' }),
  ]

  it('lies on the line and the shipping it belongs to, with the rate that the amounts make', () => {
    const order = priced(one('103.97 GBP', { parts, quantityOrdered: 3 }))
    expect(order.lines[0]?.taxLines).toEqual([
      { title: 'Tax', rate: '0.033344', amount: money('3.00 GBP'), channelLiable: false },
    ])
    expect(order.shippingLines).toEqual([
      {
        title: 'Standard',
        price: money('10.00 GBP'),
        taxLines: [{ title: 'Tax', rate: '0.1', amount: money('1.00 GBP'), channelLiable: false }],
      },
    ])
  })

  it('without details belongs to the goods', () => {
    const whole = [part('ITEM', '39.99 USD'), part('TAX', '10.00 USD')]
    const order = priced(one('49.99 USD', { parts: whole }))
    expect(order.lines[0]?.taxLines).toMatchObject([{ amount: money('10.00 USD') }])
    expect(order.shippingLines[0]?.taxLines).toEqual([])
  })

  it('is the marketplace’s only where Amazon collects it', () => {
    const facilitated = { parts, quantityOrdered: 3, taxByMarketplace: true }
    const order = priced(one('103.97 GBP', facilitated))
    const liable = [...order.lines, ...order.shippingLines].flatMap(({ taxLines }) => taxLines)
    expect(liable.map(({ channelLiable }) => channelLiable)).toEqual([true, true])
  })

  it('of the shipping is split by who pays it', () => {
    const both = amazonOrder({
      grandTotal: money('207.94 GBP'),
      items: [
        amazonItem({ itemId: id('AmazonItemId', '1'), parts, taxByMarketplace: true }),
        amazonItem({ itemId: id('AmazonItemId', '2'), parts }),
      ],
    })
    expect(priced(both).shippingLines[0]?.taxLines).toMatchObject([
      { channelLiable: true, amount: money('1.00 GBP') },
      { channelLiable: false, amount: money('1.00 GBP') },
    ])
  })

  it('within prices has the rate on what is left without it', () => {
    const included = [part('ITEM', '119.00 EUR'), part('TAX', '19.00 EUR')]
    const order = priced(one('119.00 EUR', { parts: included }))
    expect(order.taxesIncluded).toBe(true)
    expect(order.lines[0]?.taxLines[0]?.rate).toBe('0.19')
  })
})

describe('R-MONEY-6: discounts', () => {
  const discounted = (discount: ReturnType<typeof part>) => [
    part('ITEM', '40.00 EUR'),
    part('SHIPPING', '5.00 EUR'),
    discount,
  ]

  it('on goods lower the unit price; the full price and the promotions stay readable', () => {
    const parts = discounted(part('DISCOUNT', '-10.00 EUR', { ITEM: '-10.00 EUR' }))
    const order = priced(
      one('35.00 EUR', { parts, quantityOrdered: 2, promotionIds: ['SUMMER', 'BUNDLE'] }),
    )
    expect(inWords(order)).toEqual(['2 × 15.00'])
    expect(order.lines[0]?.properties).toEqual([
      { name: '_amazon_order_item_id', value: '1' },
      { name: 'Full price', value: '40.00 EUR for 2' },
      { name: 'Promotions', value: 'SUMMER, BUNDLE' },
    ])
  })

  it('on shipping lower the shipping line', () => {
    const details = { ITEM: '2.00 EUR', SHIPPING: '5.00 EUR' }
    const order = priced(
      one('38.00 EUR', { parts: discounted(part('DISCOUNT', '7.00 EUR', details)) }),
    )
    expect(inWords(order)).toEqual(['1 × 38.00'])
    expect(order.shippingLines[0]?.price).toEqual(money('0 EUR'))
  })

  it('may be sent positive or negative', () => {
    for (const sent of ['10.00 EUR', '-10.00 EUR']) {
      expect(
        inWords(priced(one('35.00 EUR', { parts: discounted(part('DISCOUNT', sent)) }))),
      ).toEqual(['1 × 30.00'])
    }
  })

  it('that the parts hold already are not taken off twice', () => {
    const order = priced(one('45.00 EUR', { parts: discounted(part('DISCOUNT', '-10.00 EUR')) }))
    expect(inWords(order)).toEqual(['1 × 40.00'])
    expect(order.lines[0]?.properties[1]?.value).toBe('50.00 EUR for 1')
  })

  it('of the whole price make a free item', () => {
    const parts = [part('ITEM', '40.00 EUR'), part('DISCOUNT', '-40.00 EUR')]
    const order = priced(one('0 EUR', { parts }))
    expect(inWords(order)).toEqual(['1 × 0.00'])
  })
})
