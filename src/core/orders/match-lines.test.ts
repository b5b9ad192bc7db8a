import { describe, expect, it } from 'vitest'
import { amazonItem, amazonOrder, mapping, variant } from '../../../tests/support/order-samples.ts'
import { id } from '../ids.ts'
import { matchLines, normaliseTitle, titleKeys, traceOf } from './match-lines.ts'
import type { CatalogueVariant, Mapping } from './view.ts'

const sku = (text: string) => id('SellerSku', text)
const byMapping = { mappingFirst: true, unmapped: 'hold' } as const
const bySku = { ...byMapping, mappingFirst: false }

/** The T-shirt of the source document: sizes XL and XXL. */
const shirts = ['XL', 'XXL'].map((size, at) =>
  variant({
    gid: `shirt-${size}`,
    sku: `SHIRT-${at}`,
    productTitle: 'T-Shirt',
    variantTitle: size,
    options: [{ name: 'Size', value: size }],
  }),
)

function tryMatch(
  item: Parameters<typeof amazonItem>[0],
  variants: readonly CatalogueVariant[],
  mappings: readonly Mapping[] = [],
  policy: Parameters<typeof matchLines>[2] = byMapping,
): string {
  const order = amazonOrder({ items: [amazonItem(item)] })
  const matching = matchLines(order, { variants, mappings }, policy)
  if (matching.kind === 'held') return matching.code
  const [trace] = traceOf(matching.lines)
  const gids = trace?.variantGids.map((gid) => gid.slice(gid.lastIndexOf('/') + 1)) ?? []
  return `${trace?.step} ${gids.join('+')}`.trim()
}

describe('B79: the steps of matching', () => {
  const labelled = { sku: sku('AMZ-77'), title: 'T-Shirt: Size XL' }

  it('R-MATCH-1: SKU first, then title and labels, then the mapping table', () => {
    const mappings = [mapping('AMZ-77', ['mug', 1]), mapping('SHIRT-1', ['mug', 1])]
    const mug = variant({ gid: 'mug' })
    const variants = [...shirts, mug]
    expect(tryMatch({ sku: sku('SHIRT-1') }, variants, mappings, bySku)).toBe('sku shirt-XXL')
    expect(tryMatch(labelled, variants, mappings, bySku)).toBe('title shirt-XL')
    const untitled = { sku: sku('AMZ-77'), title: 'Something else' }
    expect(tryMatch(untitled, variants, mappings, bySku)).toBe('mapping mug')
  })

  it('R-MATCH-1: an explicit mapping wins over both unless a setting says otherwise', () => {
    const mappings = [mapping('AMZ-77', ['mug', 1]), mapping('SHIRT-1', ['mug', 1])]
    const variants = [...shirts, variant({ gid: 'mug' })]
    expect(tryMatch({ sku: sku('SHIRT-1') }, variants, mappings)).toBe('mapping mug')
    expect(tryMatch(labelled, variants, mappings)).toBe('mapping mug')
  })

  it('R-MATCH-2: a SKU matches exactly, with its case', () => {
    expect(tryMatch({}, [variant()])).toBe('sku 1')
    expect(tryMatch({ sku: sku('mug'), title: 'x' }, [variant()])).toBe('SKU_UNMAPPED')
    expect(tryMatch({ sku: null, title: 'x' }, [variant({ sku: null })])).toBe('SKU_UNMAPPED')
    expect(tryMatch({ sku: sku(''), title: 'x' }, [variant({ sku: '' })])).toBe('SKU_UNMAPPED')
  })

  it('R-MATCH-3, B86: a SKU that was renamed after the order still finds its variant', () => {
    const renamed = variant({ gid: 'renamed', sku: 'MUG-2027', formerSkus: ['MUG'] })
    expect(tryMatch({}, [renamed])).toBe('former-sku renamed')
    expect(tryMatch({}, [renamed, variant({ gid: 'now' })])).toBe('sku now')
  })
})

describe('R-MATCH-4: title and variation labels', () => {
  const cases: Readonly<Record<string, string>> = {
    'T-Shirt: Size XL': 'title shirt-XL',
    'T-Shirt: Size: XL': 'title shirt-XL',
    't-shirt :  SIZE   xl': 'title shirt-XL',
    'T-Shirt - XL': 'title shirt-XL',
    'T-Shirt, XXL': 'title shirt-XXL',
    'T-Shirt (Size XXL)': 'title shirt-XXL',
    'T-Shirt: Size L': 'SKU_UNMAPPED',
    'T-Shirt: Size XL, Blue': 'SKU_UNMAPPED',
    'Better T-Shirt: Size XL': 'SKU_UNMAPPED',
    'T-Shirt XL': 'SKU_UNMAPPED',
    'T-Shirt': 'SKU_AMBIGUOUS',
  }
  for (const [title, expected] of Object.entries(cases)) {
    it(`reads "${title}" as ${expected}`, () => {
      expect(tryMatch({ sku: sku('AMZ'), title }, shirts)).toBe(expected)
    })
  }

  it('takes labels in any order, and every option must be settled', () => {
    const chair = variant({
      gid: 'chair',
      sku: 'C',
      productTitle: 'Chair, oak',
      options: [
        { name: 'Colour', value: 'Red / White' },
        { name: 'Seat', value: 'Low, wide' },
      ],
    })
    const title = (text: string) => tryMatch({ sku: sku('AMZ'), title: text }, [chair])
    expect(title('Chair, oak: Low, wide, Red / White')).toBe('title chair')
    expect(title('Chair, oak (Colour: Red / White, Seat: Low, wide)')).toBe('title chair')
    expect(title('Chair, oak: Red / White')).toBe('SKU_UNMAPPED')
    expect(title('Chair, oak: Red / White, Red / White')).toBe('SKU_UNMAPPED')
  })

  it('finds a product of one variant by its title alone', () => {
    const one = variant({ gid: 'vase', sku: 'V', productTitle: 'Meadow  Vase' })
    expect(tryMatch({ sku: null, title: 'meadow vase' }, [one])).toBe('title vase')
    expect(tryMatch({ sku: null, title: 'Meadow Vase: Blue' }, [one])).toBe('SKU_UNMAPPED')
  })

  it('names the products to load: the whole title, then the text before each separator', () => {
    expect(titleKeys('Chair, oak - Low (Red)')).toEqual([
      'chair, oak - low (red)',
      'chair, oak - low',
      'chair, oak',
      'chair',
    ])
    expect(normaliseTitle('  T-Shirt\u00a0 Ｘ ')).toBe('t-shirt x')
    expect(titleKeys(':,'.repeat(5000)).length).toBeLessThan(30)
  })
})

describe('R-MATCH-5: more than one answer is a hold', () => {
  const twin = variant({ gid: '2', productTitle: 'Mug two' })

  it('two variants with one SKU are ambiguous, whatever the title says', () => {
    expect(tryMatch({}, [variant(), twin])).toBe('SKU_AMBIGUOUS')
  })

  it('two former SKUs, or two titles, are ambiguous too', () => {
    const former = [variant({ gid: '1', sku: 'A', formerSkus: ['MUG'] })]
    const formerToo = variant({ gid: '2', sku: 'B', formerSkus: ['MUG'] })
    expect(tryMatch({}, [...former, formerToo])).toBe('SKU_AMBIGUOUS')
    const titled = [variant({ gid: '1', sku: 'A' }), variant({ gid: '2', sku: 'B' })]
    expect(tryMatch({ sku: sku('AMZ') }, titled)).toBe('SKU_AMBIGUOUS')
  })

  it('a mapping answers it, also when SKU and title come first', () => {
    const mappings = [mapping('MUG', ['2', 1])]
    expect(tryMatch({}, [variant(), twin], mappings, bySku)).toBe('mapping 2')
    expect(tryMatch({}, [variant(), twin], mappings)).toBe('mapping 2')
  })

  it('says which variants fit', () => {
    const order = amazonOrder()
    const matching = matchLines(order, { variants: [variant(), twin], mappings: [] }, byMapping)
    expect(matching).toMatchObject({
      detail: { sku: 'MUG', variants: ['Mug (SKU MUG)', 'Mug two (SKU MUG)'] },
    })
  })
})

describe('lines without a variant', () => {
  const strange = amazonItem({ itemId: id('AmazonItemId', '2'), sku: sku('NEW'), title: 'New' })
  const order = amazonOrder({ items: [amazonItem(), strange] })
  const catalogue = { variants: [variant()], mappings: [] }

  it('R-MATCH-6: hold the order and name every SKU', () => {
    expect(matchLines(order, catalogue, byMapping)).toMatchObject({
      kind: 'held',
      code: 'SKU_UNMAPPED',
      detail: { sku: 'NEW', skus: ['NEW'] },
    })
  })

  it('R-MATCH-6, B30, B45: become custom lines where the seller wants that', () => {
    const matching = matchLines(order, catalogue, { ...byMapping, unmapped: 'custom-line' })
    expect(matching.kind === 'matched' && traceOf(matching.lines).map(({ step }) => step)).toEqual([
      'sku',
      'custom-line',
    ])
  })

  it('R-MATCH-5: an ambiguous line is held under that setting too', () => {
    const twins = { variants: [variant(), variant({ gid: '2' })], mappings: [] }
    const matching = matchLines(order, twins, { ...byMapping, unmapped: 'custom-line' })
    expect(matching).toMatchObject({ code: 'SKU_AMBIGUOUS' })
  })

  it('R-MATCH-9: a line of which nothing is left is passed over', () => {
    const cancelled = { ...strange, quantityOrdered: 0 }
    const rest = amazonOrder({ items: [amazonItem(), cancelled] })
    const matching = matchLines(rest, catalogue, byMapping)
    expect(matching.kind === 'matched' && matching.lines.length).toBe(1)
  })
})

describe('mappings', () => {
  const set = [variant({ gid: 'cup', sku: 'CUP' }), variant({ gid: 'plate', sku: 'PLATE' })]

  it('R-MATCH-7: make a SKU several units of several variants', () => {
    const mappings = [mapping('SET', ['cup', 2], ['plate', 1])]
    const order = amazonOrder({ items: [amazonItem({ sku: sku('SET') })] })
    const matching = matchLines(order, { variants: set, mappings }, byMapping)
    expect(matching).toMatchObject({
      lines: [{ step: 'mapping', components: [{ quantity: 2 }, { quantity: 1 }] }],
    })
  })

  it('R-MATCH-8: count only while the shop has all their variants', () => {
    const gone = [mapping('SET', ['cup', 2], ['saucer', 1])]
    expect(tryMatch({ sku: sku('SET'), title: 'Set' }, set, gone)).toBe('SKU_UNMAPPED')
    expect(tryMatch({ sku: sku('CUP') }, set, [mapping('CUP', ['saucer', 1])])).toBe('sku cup')
    expect(tryMatch({ sku: sku('SET'), title: 'Set' }, set, [mapping('SET')])).toBe('SKU_UNMAPPED')
    const none = [mapping('SET', ['cup', 0])]
    expect(tryMatch({ sku: sku('SET'), title: 'Set' }, set, none)).toBe('SKU_UNMAPPED')
  })
})
