import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { id } from '../ids.ts'
import { type Demand, demandGaps } from './demand.ts'
import { fulfillerOf, type ListingFacts } from './listing.ts'
import { listingQuality } from './quality.ts'

const good: ListingFacts = { brand: 'Acme', bullets: 5, images: 6, hasDescription: true }

function judged(facts: Partial<ListingFacts>, title = 'Acme Cotton T-Shirt, Blue') {
  const listing = { title, detail: { facts: { ...good, ...facts } } }
  return listingQuality(listing, { productTitle: 'Cotton T-Shirt', vendor: 'ACME' })
}

describe('quality of a listing', () => {
  it('B21, R-CATALOGUE-15: names what is missing, and where the two sides differ', () => {
    expect(judged({})).toEqual([])
    const codes = (facts: Parameters<typeof judged>[0], title?: string) =>
      judged(facts, title).map(({ code }) => code)
    expect(codes({ bullets: 0, images: 0 })).toEqual(['BULLETS_MISSING', 'IMAGES_MISSING'])
    expect(codes({ bullets: 2, images: 1 })).toEqual(['BULLETS_FEW', 'IMAGES_FEW'])
    expect(codes({ hasDescription: false, brand: null })).toEqual([
      'DESCRIPTION_MISSING',
      'BRAND_MISSING',
    ])
    expect(judged({ brand: 'Other' })).toEqual([
      { code: 'BRAND_DIFFERS', amazon: 'Other', shopify: 'ACME' },
    ])
    expect(codes({}, 'Ceramic mug')).toEqual(['TITLE_DIFFERS'])
  })

  it("R-CATALOGUE-4: a SKU with one of Amazon's channels is Amazon's, and one without a word is unknown", () => {
    expect(fulfillerOf(['DEFAULT'])).toBe('MERCHANT')
    expect(fulfillerOf(['DEFAULT', 'AMAZON_EU'])).toBe('AMAZON')
    expect(fulfillerOf([])).toBeNull()
  })
})

describe('what sells in the shop and not on Amazon', () => {
  const demand = (number: number, shopUnits: number, more: Partial<Demand> = {}): Demand => ({
    variantGid: id('VariantGid', `gid://shopify/ProductVariant/${number}`),
    ...{ shopifySku: `S-${number}`, productTitle: 'Mug', variantTitle: '', amazonUnits: 0 },
    ...{ shopUnits, listings: [], ...more },
  })
  const listed = (more: object = {}) =>
    [
      ...[
        {
          amazonSku: 'A',
          marketplaceId: 'M',
          status: 'ACTIVE',
          fulfilledBy: 'MERCHANT',
          quantity: 3,
          ...more,
        },
      ],
    ] as Demand['listings']

  it("B25k, R-CATALOGUE-16: ranks them by the shop's units, each with its reason", () => {
    const gaps = demandGaps(
      [
        demand(1, 10),
        demand(2, 40, { listings: listed({ status: 'INACTIVE' }) }),
        demand(3, 30, { listings: listed({ quantity: 0 }) }),
        demand(4, 20, { listings: listed(), amazonUnits: 4 }),
        demand(5, 50, { listings: listed(), amazonUnits: 30 }),
        demand(6, 1),
        demand(7, 9, { listings: listed({ fulfilledBy: 'AMAZON', quantity: 0 }), amazonUnits: 9 }),
      ],
      2,
    )
    expect(gaps.map((one) => [one.shopifySku, one.gap])).toEqual([
      ['S-2', 'INACTIVE'],
      ['S-3', 'OUT_OF_STOCK'],
      ['S-4', 'WEAK'],
      ['S-1', 'UNLISTED'],
    ])
  })

  it('B25k, R-CATALOGUE-16: the order of the figures changes nothing', () => {
    const some = fc.array(fc.record({ number: fc.nat(20), units: fc.nat(50), sold: fc.nat(50) }))
    fc.assert(
      fc.property(some, (facts) => {
        const byNumber = new Map(facts.map((one) => [one.number, one]))
        const demands = [...byNumber.values()].map(({ number, units, sold }) =>
          demand(number, units, { amazonUnits: sold, listings: listed() }),
        )
        expect(demandGaps(demands, 1)).toEqual(demandGaps(demands.toReversed(), 1))
      }),
    )
  })
})
