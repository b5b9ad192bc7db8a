import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { id } from '../ids.ts'
import { type AmazonSide, strongKeys, weakKeys } from './candidate-keys.ts'
import { skuDifference } from './sku-difference.ts'
import { barcodeKey, skuKey } from './sku-key.ts'
import { type Candidate, suggestionsMax, suggestLinks } from './suggest.ts'

function side(amazonSku: string, more: Partial<AmazonSide> = {}): AmazonSide {
  return { amazonSku, title: null, barcodes: [], ...more }
}

function variant(number: number, more: Partial<Candidate>): Candidate {
  return {
    variantGid: id('VariantGid', `gid://shopify/ProductVariant/${number}`),
    ...{ sku: null, productTitle: 'Something', variantTitle: '', options: [], barcode: null },
    ...more,
  }
}

const size = (value: string) => [{ name: 'Size', value }]

describe('suggested links', () => {
  it('R-CATALOGUE-9: the same barcode, however it is written, is the strongest evidence', () => {
    const found = suggestLinks(side('AMZ-1', { barcodes: ['4006381333931'] }), [
      variant(1, { sku: 'X', barcode: '04006381333931' }),
      variant(2, { sku: 'OTHER-2' }),
    ])
    expect(found.map((one) => [one.variant.sku, one.strength, one.evidence[0]?.is])).toEqual([
      ['X', 'strong', 'same-barcode'],
    ])
  })

  it("R-CATALOGUE-9: a title anywhere in Amazon's, with the options that it names", () => {
    const title = 'Acme Cotton T-Shirt, Blue (Size: XL)'
    const shirts = ['L', 'XL'].map((value, at) =>
      variant(at + 1, {
        productTitle: 'Cotton T-Shirt',
        options: [{ name: 'Colour', value: 'Blue' }, ...size(value)],
      }),
    )
    const found = suggestLinks(side('A-9', { title }), shirts)
    expect(
      found.map((one) => [one.variant.variantGid.at(-1), one.strength, one.evidence[0]]),
    ).toEqual([
      ['2', 'likely', { is: 'title', options: 'all-named', unnamed: [] }],
      ['1', 'weak', { is: 'title', options: 'some-named', unnamed: ['Size'] }],
    ])
  })

  it('R-CATALOGUE-9: a SKU that differs a little shows where, and one of a series stands below', () => {
    const found = suggestLinks(side('TS-RED-XL'), [
      variant(1, { sku: 'TS-RED-XI' }),
      variant(2, { sku: 'TS-RED-XL-FBM' }),
      variant(3, { sku: 'ts_red/xl' }),
      variant(4, { sku: 'QQ-RED-99' }),
    ])
    expect(found.map((one) => [one.variant.sku, one.evidence[0]?.is])).toEqual([
      ['ts_red/xl', 'same-sku'],
      ['TS-RED-XI', 'near-sku'],
      ['TS-RED-XL-FBM', 'longer-sku'],
    ])
    const [series] = suggestLinks(side('SHIRT-001'), [variant(1, { sku: 'SHIRT-002' })])
    expect([series?.strength, series?.evidence[0]?.is]).toEqual(['weak', 'near-sku'])
    expect(skuDifference('TS-RED-XL', 'TS-RED-XI')).toEqual({
      characters: 1,
      amazon: [
        { text: 'TS-RED-X', same: true },
        { text: 'L', same: false },
      ],
      shopify: [
        { text: 'TS-RED-X', same: true },
        { text: 'I', same: false },
      ],
    })
  })

  const skuText = fc.stringMatching(/^[A-Za-z0-9 _./-]{0,14}$/)
  const anyVariant = fc.record({
    sku: fc.option(skuText),
    productTitle: fc.constantFrom('Mug', 'Cotton T-Shirt', 'Lamp shade', ''),
    variantTitle: fc.constant(''),
    options: fc.constantFrom([], size('XL'), size('S')),
    barcode: fc.option(fc.constantFrom('4006381333931', '0123', 'x')),
  })
  const anySide = fc.record({
    amazonSku: skuText,
    title: fc.option(fc.constantFrom('Cotton T-Shirt: Size XL', 'A Mug', 'Lamp')),
    barcodes: fc.constantFrom<string[]>([], ['4006381333931']),
  })

  it('R-CATALOGUE-9: never without evidence that is true, never more than five, in one order', () => {
    fc.assert(
      fc.property(anySide, fc.array(anyVariant, { maxLength: 12 }), (asked, facts) => {
        const candidates = facts.map((one, at) => variant(at + 1, one))
        const found = suggestLinks(asked, candidates)
        expect(found).toEqual(suggestLinks(asked, candidates.toReversed()))
        expect(found.length).toBeLessThanOrEqual(suggestionsMax)
        for (const one of found) {
          expect(one.evidence.length).toBeGreaterThan(0)
          const kinds = one.evidence.map(({ is }) => is)
          const key = barcodeKey(one.variant.barcode)
          expect(kinds.includes('same-barcode')).toBe(key !== null && asked.barcodes.includes(key))
          const same =
            one.variant.sku !== null && skuKey(one.variant.sku) === skuKey(asked.amazonSku)
          expect(kinds.includes('same-sku')).toBe(same && skuKey(asked.amazonSku) !== '')
        }
      }),
    )
  })

  it('R-CATALOGUE-10: the keys that are asked for are few, whatever the title and the SKU are', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.string({ maxLength: 80 }), (title, sku) => {
        const strong = strongKeys(side(sku, { title }))
        const weak = weakKeys(side(sku))
        expect(strong.titleKeys.length).toBeLessThanOrEqual(250)
        expect(weak.skuKeys.length).toBeLessThanOrEqual(1_900)
      }),
    )
  })

  it('R-CATALOGUE-10: every SKU that is one character away stands under one of the keys', () => {
    const key = fc.stringMatching(/^[a-z0-9]{4,24}$/)
    const letter = fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz')
    fc.assert(
      fc.property(
        key,
        fc.nat(),
        letter,
        fc.constantFrom('put', 'drop', 'swap'),
        (sku, at, one, how) => {
          const place = at % sku.length
          const rest = sku.slice(how === 'put' ? place : place + 1)
          const other = sku.slice(0, place) + (how === 'drop' ? '' : one) + rest
          expect(other === sku || weakKeys(side(sku)).skuKeys.includes(other)).toBe(true)
        },
      ),
    )
  })

  it('R-CATALOGUE-9: the marked pieces are the SKUs themselves, and what is marked as the same is the same', () => {
    fc.assert(
      fc.property(skuText, skuText, (amazon, shopify) => {
        const difference = skuDifference(amazon, shopify)
        const joined = (side: 'amazon' | 'shopify', only = false) =>
          difference[side].map(({ text, same }) => (only && !same ? '' : text)).join('')
        expect([joined('amazon'), joined('shopify')]).toEqual([amazon, shopify])
        expect(joined('amazon', true).toLowerCase()).toBe(joined('shopify', true).toLowerCase())
        expect(difference.characters === 0).toBe(amazon.toLowerCase() === shopify.toLowerCase())
      }),
    )
  })
})
