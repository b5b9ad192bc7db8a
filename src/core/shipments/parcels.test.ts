/** Parcels as Shopify's fulfilments tell them, in Amazon's units: kits, numbers, quantities, carriers. */
import { expect, test } from 'vitest'
import { fulfillment, lifeLine, shopLife } from '../../../tests/support/life-samples.ts'
import { amazonItem, amazonOrder } from '../../../tests/support/order-samples.ts'
import { id } from '../ids.ts'
import { amazonCarrier, shopifyCarrier } from './carriers.ts'
import { parcelsOf } from './parcels.ts'
import { readTracking, sameTracking } from './tracking.ts'

const variant = (number: number) => id('VariantGid', `gid://shopify/ProductVariant/${number}`)
const of = (lineGid: string, quantity: number) => ({
  ...{ lineGid, quantity, fulfillmentLineGid: `${lineGid}/${quantity}` },
})
const units = (parcels: ReturnType<typeof parcelsOf>) =>
  parcels.map((one) => one.units.map(({ quantity }) => quantity))

test('R-SHIP-4: a kit has left when all its components have; what completes it carries it', () => {
  const order = amazonOrder({ items: [amazonItem({ quantityOrdered: 2 })] })
  const cup = { ...{ lineGid: 'cup', variantGid: variant(1), quantity: 2, currentQuantity: 2 } }
  const spoon = { ...{ lineGid: 'spoon', variantGid: variant(2), quantity: 8, currentQuantity: 8 } }
  const lines = [lifeLine(cup), lifeLine(spoon)]
  const fulfillments = [
    fulfillment(1, { createdAtMs: 1, lines: [of('cup', 2)] }),
    fulfillment(2, { createdAtMs: 2, lines: [of('spoon', 4)] }),
    fulfillment(3, { createdAtMs: 3, lines: [of('spoon', 3)] }),
    fulfillment(4, { createdAtMs: 4, lines: [of('spoon', 1)] }),
  ]
  const parcels = parcelsOf(order, shopLife({ lines, fulfillments }))
  expect(parcels.map(({ name }) => name)).toEqual(['2', '4'])
  expect(units(parcels)).toEqual([[1], [1]])
})

test('R-SHIP-4: an item that is two lines of one variant counts both, and no gift wrap', () => {
  const order = amazonOrder({ items: [amazonItem({ quantityOrdered: 3 })] })
  const lines = [
    lifeLine({ lineGid: 'a', quantity: 2 }),
    lifeLine({ lineGid: 'b', quantity: 1 }),
    lifeLine({ lineGid: 'wrap', requiresShipping: false }),
    lifeLine({ lineGid: 'tip', itemId: null }),
  ]
  const fulfillments = [fulfillment(1, { lines: [of('a', 2), of('b', 1), of('wrap', 1)] })]
  expect(units(parcelsOf(order, shopLife({ lines, fulfillments })))).toEqual([[3]])
})

test('R-SHIP-5: numbers are parcels of their own only where it is known what is in which', () => {
  const lines = [lifeLine({ lineGid: 'a', quantity: 3 })]
  const order = amazonOrder({ items: [amazonItem({ quantityOrdered: 3 })] })
  const numbers = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ company: 'DHL', number: `N000${at}`, url: null }))
  const shipped = (count: number) => {
    const one = fulfillment(1, { trackings: numbers(count), lines: [of('a', 3)] })
    return parcelsOf(order, shopLife({ lines, fulfillments: [one] }))
  }
  expect(shipped(1)).toMatchObject([{ name: '1', unitsKnown: true }])
  expect(shipped(2)).toMatchObject([{ name: '1', unitsKnown: false }])
  expect(units(shipped(3))).toEqual([[1], [1], [1]])
})

test('R-SHIP-1: only fulfilments that stand are parcels', () => {
  const fulfillments = [
    fulfillment(1, { status: 'CANCELLED' }),
    fulfillment(2, { status: 'ERROR' }),
  ]
  expect(parcelsOf(amazonOrder(), shopLife({ fulfillments }))).toEqual([])
})

test('R-SHIP-6: carriers go by the own rules, then the table, then Other with their name', () => {
  const rules = [
    { shopify: 'our van', marketplaceId: null, amazonCode: 'GLS' },
    { shopify: 'our van', marketplaceId: 'A1PA6795UKMFR9', amazonCode: 'DHL' },
  ]
  expect(amazonCarrier('Our Van', 'A1PA6795UKMFR9', rules)).toEqual({ code: 'DHL', name: null })
  expect(amazonCarrier('our van', 'A1F83G8C2ARO7P', rules)).toEqual({ code: 'GLS', name: null })
  expect(amazonCarrier(' dhl express ', null, [])).toEqual({ code: 'DHL', name: null })
  expect(amazonCarrier('Bicycle Bob', null, [])).toEqual({ code: 'Other', name: 'Bicycle Bob' })
  expect(amazonCarrier('constructor', null, [])).toEqual({ code: 'Other', name: 'constructor' })
  expect(amazonCarrier(' ', null, [])).toBeNull()
  expect(shopifyCarrier('YamatoTransport')).toBe('Yamato')
  expect(shopifyCarrier('Somebody')).toBe('Somebody')
})

test('R-SHIP-7: numbers are compared without spaces, dashes and case, and text is none', () => {
  expect(readTracking(' 0034 0434 1610 ')).toBe('003404341610')
  expect(readTracking('see the mail that we sent you yesterday evening, thank you')).toBeUndefined()
  expect(readTracking('ab')).toBeUndefined()
  expect(sameTracking('1z-999 aa', '1Z999AA')).toBe(true)
  expect(sameTracking('', '')).toBe(false)
  expect(sameTracking(null, null)).toBe(false)
})
