/** The money of an order adds up the way Amazon's breakdowns say, in every currency and with either sign of DISCOUNT. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OrderSpec } from '../../simulators/amazon/order-spec.ts'
import { type Kind, kinds } from '../../simulators/amazon/orders-of-every-kind.ts'
import { type AmazonHost, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon({ quotas: 'off' })
})
afterEach(() => amazon.close())

type Money = { amount: string; currencyCode: string }
type Part = {
  type: string
  status?: string
  subtotal: Money
  detailedBreakdowns?: { subtype: string; value: Money }[]
}
type Priced = {
  proceeds: { grandTotal: Money; breakdowns: Part[] }
  orderItems: {
    quantityOrdered: number
    product: { price: { unitPrice: Money } }
    proceeds: { proceedsTotal: Money; breakdowns: Part[] }
  }[]
}

async function priced(spec: OrderSpec): Promise<Priced> {
  return readPriced(amazon.simulator.control.placeOrder(spec))
}
async function readPriced(orderId: string): Promise<Priced> {
  const path = `/orders/2026-01-01/orders/${orderId}?includedData=PROCEEDS`
  return (await amazon.get(path)).body.order as unknown as Priced
}

/** Hundredths, or whole units of a currency without them. */
const minor = ({ amount }: Money): number => Number(amount.replace('.', ''))
const of = (parts: readonly Part[], type: string): number =>
  parts.filter((part) => part.type === type).reduce((sum, part) => sum + minor(part.subtotal), 0)
const itemTypes = ['ITEM', 'SHIPPING', 'GIFT_WRAP', 'COD_FEE', 'OTHER']
const chargesOf = (parts: readonly Part[]): number =>
  itemTypes.reduce((sum, type) => sum + of(parts, type), 0)

/** Kinds whose orders carry money and no planted mistake. */
const soundKinds = kinds.filter(
  (kind) =>
    !kind.startsWith('broken') &&
    !['pending', 'pending-availability', 'money-does-not-add-up', 'unknown-proceeds-type'].includes(
      kind,
    ),
)

describe.each(['negative', 'positive'] as const)('with DISCOUNT %s', (discountSign) => {
  it.each(soundKinds)('an order of the kind %s adds up', async (kind: Kind) => {
    amazon.simulator.control.changeSettings({ discountSign })
    const order = await readPriced(amazon.simulator.control.placeEveryKind()[kind])
    const sign = discountSign === 'negative' ? 1 : -1
    for (const { proceeds } of order.orderItems) {
      const { breakdowns } = proceeds
      const without = chargesOf(breakdowns) + sign * of(breakdowns, 'DISCOUNT')
      const tax = of(breakdowns, 'TAX')
      expect([without, without + tax]).toContain(minor(proceeds.proceedsTotal))
    }
    const parts = order.proceeds.breakdowns
    for (const type of [...itemTypes, 'TAX', 'DISCOUNT']) {
      const ofItems = order.orderItems.reduce(
        (sum, item) => sum + of(item.proceeds.breakdowns, type),
        0,
      )
      expect(of(parts, type), type).toBe(ofItems)
    }
    const tip = parts.find(({ type }) => type === 'DELIVERY_TIP')
    const counted = tip?.status === 'FINALIZED' ? minor(tip.subtotal) : 0
    const items = order.orderItems.reduce(
      (sum, item) => sum + minor(item.proceeds.proceedsTotal),
      0,
    )
    expect(minor(order.proceeds.grandTotal)).toBe(items + counted)
  })

  it('splits discounts and their tax by what they are on, with that sign', async () => {
    amazon.simulator.control.changeSettings({ discountSign })
    const { orderItems } = await priced({
      taxMode: 'on-top',
      taxPercent: 10,
      lines: [
        {
          quantity: 2,
          unitPrice: '50.00',
          itemDiscount: '10.00',
          shipping: '5.00',
          shippingDiscount: '5.00',
        },
      ],
    })
    const sign = discountSign === 'negative' ? '-' : ''
    const eur = (amount: string): Money => ({ amount, currencyCode: 'EUR' })
    expect(orderItems[0]?.proceeds).toEqual({
      proceedsTotal: eur('99.00'),
      breakdowns: [
        { type: 'ITEM', subtotal: eur('100.00') },
        { type: 'SHIPPING', subtotal: eur('5.00') },
        {
          type: 'DISCOUNT',
          subtotal: eur(`${sign}15.00`),
          detailedBreakdowns: [
            { subtype: 'ITEM', value: eur(`${sign}10.00`) },
            { subtype: 'SHIPPING', value: eur(`${sign}5.00`) },
          ],
        },
        {
          type: 'TAX',
          subtotal: eur('9.00'),
          detailedBreakdowns: [
            { subtype: 'ITEM', value: eur('10.00') },
            { subtype: 'SHIPPING', value: eur('0.50') },
            { subtype: 'DISCOUNT', value: eur(`${sign}1.50`) },
          ],
        },
      ],
    })
  })
})

describe('the money of a line', () => {
  it('is for the whole line, while the unit price is for one', async () => {
    const { orderItems } = await priced({ lines: [{ quantity: 3, unitPrice: '9.99' }] })
    const [item] = orderItems
    expect(item?.product.price.unitPrice.amount).toBe('9.99')
    expect(item?.proceeds.breakdowns[0]?.subtotal.amount).toBe('29.97')
  })

  it('in yen has no decimals', async () => {
    const { proceeds } = await priced({
      marketplaceId: 'A1VC38T7YXB528',
      lines: [{ unitPrice: '2980', codFee: '330' }],
    })
    expect(proceeds.grandTotal).toEqual({ amount: '3310', currencyCode: 'JPY' })
    expect(() =>
      amazon.simulator.control.placeOrder({
        marketplaceId: 'A1VC38T7YXB528',
        lines: [{ unitPrice: '29.80' }],
      }),
    ).toThrow(/JPY/)
  })

  it('shows tax that is in the price without adding it, and tax on top added', async () => {
    const line = { lines: [{ unitPrice: '119.00' }], taxPercent: 19 }
    const included = await priced({ ...line, taxMode: 'included' })
    const onTop = await priced({ ...line, taxMode: 'on-top' })
    const none = await priced({ ...line, taxMode: 'none' })
    expect(included.proceeds.grandTotal.amount).toBe('119.00')
    expect(of(included.proceeds.breakdowns, 'TAX')).toBe(1900)
    expect(onTop.proceeds.grandTotal.amount).toBe('141.61')
    expect(of(onTop.proceeds.breakdowns, 'TAX')).toBe(2261)
    expect(of(none.proceeds.breakdowns, 'TAX')).toBe(0)
  })
})

describe('the total', () => {
  it('has a final tip in it unless the setting says otherwise, and never a pending one', async () => {
    const line: OrderSpec = { lines: [{ unitPrice: '10.00' }], taxMode: 'none' }
    const total = async (spec: OrderSpec) => (await priced(spec)).proceeds.grandTotal.amount
    expect(await total({ ...line, tip: '2.00' })).toBe('12.00')
    expect(await total({ ...line, tip: '2.00', tipStatus: 'PENDING' })).toBe('10.00')
    amazon.simulator.control.changeSettings({ tipInGrandTotal: false })
    expect(await total({ ...line, tip: '2.00' })).toBe('10.00')
  })

  it('follows a tip that is added later, and changed', async () => {
    const { control } = amazon.simulator
    const orderId = control.placeOrder({ lines: [{ unitPrice: '10.00' }], taxMode: 'none' })
    control.addTip(orderId, '3.00', 'PENDING')
    expect((await readPriced(orderId)).proceeds.grandTotal.amount).toBe('10.00')
    control.addTip(orderId, '2.00')
    expect((await readPriced(orderId)).proceeds.grandTotal.amount).toBe('12.00')
  })

  it('is off by what was asked for, and zero for a replacement', async () => {
    const off = await priced({
      lines: [{ unitPrice: '10.00' }],
      taxMode: 'none',
      totalOffBy: '0.37',
    })
    expect(off.proceeds.grandTotal.amount).toBe('10.37')
    const replacement = await priced({ replacementOf: '303-1111111-2222222' })
    expect(replacement.proceeds.grandTotal.amount).toBe('0.00')
  })
})
