/** Personal data, orders that cannot be read, and any JSON in any place of an order. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPersonalRole } from '../../src/platforms/amazon/personal-role.ts'
import { readOrder } from '../../src/platforms/amazon/translate/reading.ts'
import {
  fulfilled,
  type Json,
  money,
  readWhole,
  sampleItem,
  sampleOrder,
  type WholeReading,
} from './amazon-sample.ts'

function pathsOf(value: unknown): readonly string[] {
  const reading = readOrder(value, [])
  if (reading.kind !== 'unreadable') throw new Error('readable')
  return reading.paths
}

describe('personal data', () => {
  it('is apart from the order and complete with a street and a country', () => {
    const reading = readWhole(sampleOrder())
    expect(reading.personalState).toBe('complete')
    expect(reading.personal).toMatchObject({
      buyerName: 'Buyer Canary',
      address: { name: 'Recipient Canary', line1: 'Canaryweg 1', line2: null, city: 'Berlin' },
      giftMessages: [],
    })
  })

  const cityOnly = { recipient: { deliveryAddress: { city: 'Berlin', countryCode: 'DE' } } }
  const states: [string, Json, WholeReading['personalState']][] = [
    ['city and country alone, as without the role', { ...cityOnly, buyer: {} }, 'no-address'],
    ['a name without an address', { recipient: undefined }, 'no-address'],
    ['nothing at all', { recipient: null, buyer: null }, 'none'],
    ['only empty text', { recipient: { deliveryAddress: { name: ' ' } }, buyer: {} }, 'none'],
  ]
  it.each(states)('%s', (_title, more, expected) => {
    expect(readWhole(sampleOrder(more)).personalState).toBe(expected)
  })

  it('a street in the second line still makes an address', () => {
    const deliveryAddress = { name: 'N', addressLine2: 'Canaryweg 1', countryCode: 'DE' }
    const reading = readWhole(sampleOrder({ recipient: { deliveryAddress } }))
    expect(reading.personal?.address).toMatchObject({ line1: 'Canaryweg 1', line2: null })
  })

  it('a missing role shows by merchant orders without an address', () => {
    const bare = readWhole(sampleOrder({ recipient: null, buyer: null }))
    const shipped = readWhole(sampleOrder({ ...fulfilled({ fulfillmentStatus: 'SHIPPED' }) }))
    expect(checkPersonalRole([shipped]).role).toBe('unknown')
    expect(checkPersonalRole([shipped, bare]).role).toBe('missing')
    expect(checkPersonalRole([bare, readWhole(sampleOrder())])).toEqual({
      expected: 2,
      complete: 1,
      role: 'present',
    })
  })
})

describe('what cannot be read', () => {
  const broken: [string, unknown, string[]][] = [
    [
      'an amount that is none',
      { proceeds: { grandTotal: money('12,50') } },
      ['proceeds.grandTotal'],
    ],
    ['a fraction of a cent', { proceeds: { grandTotal: money('1.005') } }, ['proceeds.grandTotal']],
    ['a time without a zone', { createdTime: '2026-11-20T08:00:00' }, ['createdTime']],
    ['no items', { orderItems: undefined }, ['orderItems']],
    [
      'an item without a product',
      { orderItems: [{ orderItemId: '1', quantityOrdered: 1 }] },
      ['orderItems.0.product'],
    ],
    [
      'half a unit',
      { orderItems: [sampleItem({ quantityOrdered: 0.5 })] },
      ['orderItems.0.quantityOrdered'],
    ],
    ['one item twice', { orderItems: [sampleItem(), sampleItem()] }, ['orderItems.1.orderItemId']],
  ]
  it.each(broken)('%s is named by its place', (_title, more, paths) => {
    const reading = readOrder(sampleOrder(more as Json), [])
    expect(reading).toMatchObject({ kind: 'unreadable', orderId: '302-1234567-7654321', paths })
  })

  it('an order id of another form is not used', () => {
    expect(pathsOf(sampleOrder({ orderId: '12-3' }))).toEqual(['orderId'])
    expect(readOrder(sampleOrder({ orderId: '12-3' }), [])).toMatchObject({ orderId: null })
  })

  it('paths never hold a value', () => {
    const told = pathsOf(sampleOrder({ createdTime: 'canary', proceeds: { grandTotal: 'canary' } }))
    expect(told.join()).not.toMatch(/canary/)
  })

  it('text that PostgreSQL cannot store is cleaned', () => {
    const item = sampleItem({ product: { title: 'a\u0000b\ud800c' } })
    const { order } = readWhole(sampleOrder({ orderItems: [item] }))
    expect(order.items[0]?.title).toBe('ab\ufffdc')
  })
})

describe('any JSON', () => {
  it('becomes a reading, never a throw', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const reading = readOrder(value, [])
        expect(['order', 'unreadable']).toContain(reading.kind)
      }),
    )
  })

  it('in any place of an order leaves it readable or names a place', () => {
    const places = placesOf(sampleOrder({ packages: [{ packageReferenceId: '1' }] }))
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), (place, value) => {
        const reading = readOrder(replaced(sampleOrder(), place, value), [])
        if (reading.kind === 'unreadable') expect(reading.paths.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})

/** Every path to a value inside a JSON value. */
function placesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Object.entries(value).flatMap(([name, part]) => placesOf(part, [...path, name]))
  return [path, ...inner]
}

function replaced(value: unknown, [first, ...rest]: readonly string[], by: unknown): unknown {
  if (first === undefined) return by
  const copy = structuredClone(value) as Json
  copy[first] = replaced(copy[first] ?? {}, rest, by)
  return copy
}
