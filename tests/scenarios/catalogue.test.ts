/** A seller's catalogue on both sides: links, what Amazon finds wrong, and what is missing on Amazon. */
import { beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { beginStory, type Story } from '../support/story.ts'

const germany = 'A1PA6795UKMFR9'

const variant = (sku: string, more: object = {}) => ({ sku, price: '20.00', stock: 50, ...more })

describe('the catalogue of both sides', () => {
  let story: Story
  beforeAll(async () => {
    story = await beginStory({
      flags: { world: 'empty' },
      before: async ({ shopify, amazon }) => {
        await shopify.addProduct({
          title: 'Red mug',
          vendor: 'Nordvik',
          variants: [variant('MUG-RED', { barcode: '4006381333931' })],
        })
        await shopify.addProduct({ title: 'Bowl', variants: [variant('BOWL-1')] })
        await shopify.addProduct({ title: 'Shop only', variants: [variant('ONLY-1')] })
        const list = (spec: object) => amazon.act('listings/add', spec)
        await list({
          sku: 'AMZ-MUG-FBM',
          title: 'Something to drink from',
          barcode: '4006381333931',
          brand: 'Other',
          bullets: [],
          images: 0,
        })
        await list({
          sku: 'BOWL-1',
          title: 'Bowl',
          brand: 'Nordvik',
          quantity: 10,
          bullets: ['a', 'b'],
          images: 5,
        })
      },
    })
    return story.end
  })

  it('B79, B80: 14 orders wait for one SKU; the inbox suggests its variant with the barcode, one link frees them all', async () => {
    const ids: string[] = []
    for (let made = 0; made < 14; made += 1) {
      const lines = [{ sku: 'AMZ-MUG-FBM', title: 'Something to drink from', unitPrice: '20.00' }]
      ids.push(await story.amazon.placeOrder({ lines, marketplaceId: germany }))
    }
    for (const id of ids) await story.comesTo(id, 'held', 'SKU_UNMAPPED')
    const inbox = await eventually(
      async () => {
        const found = await story.api.get<Inbox>('/api/mappings/inbox')
        return (found.skus[0]?.suggestions.length ?? 0) > 0 ? found : undefined
      },
      { what: 'a suggestion from the listing that was read' },
    )
    expect(inbox.skus).toMatchObject([
      {
        ...{ amazonSku: 'AMZ-MUG-FBM', waiting: 14 },
        suggestions: [{ shopifySku: 'MUG-RED', evidence: [{ is: 'same-barcode' }] }],
      },
    ])
    const linked = await story.api.post<{ replayedOrders: number; undo: string }>(
      '/api/mappings/link',
      { amazonSku: 'AMZ-MUG-FBM', components: [{ variant: 'MUG-RED' }] },
    )
    expect(linked.replayedOrders).toBe(14)
    for (const id of ids) await story.comesTo(id, 'imported', 'IMPORTED')
    const progress = await story.api.get(`/api/mappings/link?undo=${linked.undo}`)
    expect(progress).toMatchObject({ waited: 14, imported: 14, held: 0 })
    expect((await story.inShop(ids[13] ?? ''))[0]?.lines[0]?.sku).toBe('MUG-RED')
  })

  it('B21: the check of listings names missing bullets and images, and titles and brands that differ', async () => {
    const codes = (sku: string) =>
      eventually(
        async () => {
          const path = `/api/catalogue/listings?which=quality&search=${sku}`
          const { listings } = await story.api.get<Listings>(path)
          const here = listings.find((one) => one.marketplaceId === germany)
          return here?.findings?.map(({ code }) => code)
        },
        { what: `the details of ${sku}` },
      )
    expect(await codes('AMZ-MUG-FBM')).toEqual(
      expect.arrayContaining([
        'BULLETS_MISSING',
        'IMAGES_MISSING',
        'BRAND_DIFFERS',
        'TITLE_DIFFERS',
      ]),
    )
    const bowl = await codes('BOWL-1')
    expect(bowl).toContain('BULLETS_FEW')
    expect(bowl).not.toContain('TITLE_DIFFERS')
  })

  it('B25k: what sells in the shop and is not listed on Amazon is ranked, and says on how many orders it rests', async () => {
    const sell = (sku: string, quantity: number) =>
      story.shopify.createAsOtherApp({
        appName: 'Online Store',
        lines: [{ sku, quantity, price: '20.00' }],
      })
    await sell('ONLY-1', 3)
    await sell('ONLY-1', 2)
    await sell('BOWL-1', 9)
    const report = await eventually(
      async () => {
        const found = await story.api.get<Gaps>('/api/catalogue/gaps')
        return found.basis.orders >= 3 ? found : undefined
      },
      { what: 'the sales of the shop itself' },
    )
    expect(report.gaps.map((one) => [one.shopifySku, one.gap, one.shopUnits])).toEqual([
      ['BOWL-1', 'WEAK', 9],
      ['ONLY-1', 'UNLISTED', 5],
    ])
    // Fourteen orders came from Amazon: none of them is a sale of the shop.
    expect(report.basis.orders).toBe(3)
  })
})

type Inbox = {
  readonly skus: readonly {
    readonly amazonSku: string
    readonly suggestions: readonly { readonly shopifySku: string }[]
  }[]
}
type Listings = {
  readonly listings: readonly {
    readonly marketplaceId: string
    readonly findings: readonly { readonly code: string }[] | null
  }[]
}
type Gaps = {
  readonly gaps: readonly {
    readonly shopifySku: string
    readonly gap: string
    readonly shopUnits: number
  }[]
  readonly basis: { readonly orders: number }
}
