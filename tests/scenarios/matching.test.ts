/** How Amazon's lines find Shopify variants, and what a seller does when one does not. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { OrderPage } from '../support/api.ts'
import { beginStory, type Story } from '../support/story.ts'

const shirt = (value: string, sku: string) => ({
  sku,
  price: '20.00',
  stock: 50,
  options: [{ name: 'Size', value }],
})

describe('matching lines with variants', () => {
  let story: Story
  beforeAll(async () => {
    story = await beginStory({
      flags: { world: 'empty' },
      before: async ({ shopify }) => {
        await shopify.addProduct({
          title: 'T-Shirt',
          variants: [shirt('L', 'SHOP-TS-L'), shirt('XL', 'SHOP-TS-XL')],
        })
        await shopify.addProduct({ title: 'Lamp', variants: [{ ...plain('LAMP-A') }] })
        await shopify.addProduct({ title: 'Lamp', variants: [{ ...plain('LAMP-B') }] })
        await shopify.addProduct({ title: 'Mug', variants: [plain('MUG-1')] })
      },
    })
    return story.end
  })
  const place = (sku: string, title: string) =>
    story.amazon.placeOrder({ lines: [{ sku, title, unitPrice: '20.00' }] })
  const imported = async (orderId: string) => {
    await story.comesTo(orderId, 'imported', 'IMPORTED')
    const [order] = await story.inShop(orderId)
    return { page: await story.api.order(orderId), sku: order?.lines[0]?.sku }
  }

  it('B79: first by SKU, whatever the titles say', async () => {
    const { page, sku } = await imported(await place('MUG-1', 'Something else: Size XL'))
    expect([sku, stepOf(page)]).toEqual(['MUG-1', 'sku'])
  })

  it('B79: then "T-Shirt: Size XL" finds the product "T-Shirt" in Size XL', async () => {
    const { page, sku } = await imported(await place('AMZ-TS-4', 'T-Shirt: Size XL'))
    expect([sku, stepOf(page)]).toEqual(['SHOP-TS-XL', 'title'])
  })

  it('B79: an ambiguous title is not guessed: the order waits in the inbox and names both', async () => {
    const id = await place('AMZ-LAMP', 'Lamp')
    await story.comesTo(id, 'held', 'SKU_AMBIGUOUS')
    const { hold } = await story.api.order(id)
    expect(hold?.text).toContain('LAMP-A')
    expect(hold?.text).toContain('LAMP-B')
    expect(await story.inShop(id)).toEqual([])
    await story.api.post('/api/mappings', mapping('AMZ-LAMP', 'LAMP-B'))
    const { page, sku } = await imported(id)
    expect([sku, stepOf(page)]).toEqual(['LAMP-B', 'mapping'])
  })

  it('B79, B80: then by the mapping table, which the seller fills alone; the waiting order goes on by itself', async () => {
    const id = await place('OLD-77', 'A listing of another name')
    await story.comesTo(id, 'held', 'SKU_UNMAPPED')
    const mapped = await story.api.post<{ replayedOrders: number }>(
      '/api/mappings',
      mapping('OLD-77', 'MUG-1'),
    )
    expect(mapped.replayedOrders).toBe(1)
    const { page, sku } = await imported(id)
    expect([sku, stepOf(page)]).toEqual(['MUG-1', 'mapping'])
  })

  it('B79: an explicit mapping wins over SKU and title, unless a setting says otherwise', async () => {
    await story.api.post('/api/mappings', mapping('SHOP-TS-L', 'MUG-1'))
    const first = await imported(await place('SHOP-TS-L', 'T-Shirt: Size L'))
    expect([first.sku, stepOf(first.page)]).toEqual(['MUG-1', 'mapping'])
    await story.api.put('/api/settings', { import: { mappingFirst: false } })
    const second = await imported(await place('SHOP-TS-L', 'T-Shirt: Size L'))
    expect([second.sku, stepOf(second.page)]).toEqual(['SHOP-TS-L', 'sku'])
  })

  it('B30: an order with a SKU that was never listed by us comes in by a mapping', async () => {
    await story.api.post('/api/mappings', mapping('NEVER-LISTED-1', 'MUG-1'))
    const { page } = await imported(await place('NEVER-LISTED-1', 'Never listed'))
    expect(stepOf(page)).toBe('mapping')
  })

  it('B30, B45: or as a custom line, where that is the policy', async () => {
    const waiting = await place('NEVER-LISTED-2', 'Never listed either')
    await story.comesTo(waiting, 'held', 'SKU_UNMAPPED')
    await story.api.put('/api/settings', { import: { unmapped: 'custom-line' } })
    const { page } = await imported(waiting)
    expect(stepOf(page)).toBe('custom-line')
    const [order] = await story.inShop(waiting)
    expect(order?.lines).toMatchObject([{ title: 'Never listed either', quantity: 1 }])
    await story.api.put('/api/settings', { import: { unmapped: 'hold' } })
  })

  it('B86: a SKU that was renamed in Shopify after the order came is still found, and Export stays usable', async () => {
    await story.shopify.addProduct({ title: 'Kettle', variants: [{ ...plain('KET-1'), stock: 0 }] })
    const id = await place('KET-1', 'Kettle of another title')
    await story.comesTo(id, 'held', 'UNABLE_TO_RESERVE_INVENTORY')
    await story.shopify.act('skus/rename', { from: 'KET-1', to: 'KET-2027' })
    expect((await story.api.order(id)).verbs).toContain('export')
    await story.shopify.addFault({ on: 'shopify.webhook', fault: 'silently-dropped' })
    await story.shopify.setStock({ sku: 'KET-2027', quantity: 5 })
    await story.api.post(`/api/orders/${id}/export`)
    const { page, sku } = await imported(id)
    expect([sku, stepOf(page)]).toEqual(['KET-2027', 'former-sku'])
    expect(await story.inShop(id)).toHaveLength(1)
  })
})

function plain(sku: string) {
  return { sku, price: '20.00', stock: 50 }
}

function mapping(amazonSku: string, variant: string) {
  return { amazonSku, components: [{ variant }] }
}

function stepOf(page: OrderPage): string | undefined {
  return page.lines[0]?.match?.step
}
