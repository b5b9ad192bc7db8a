/** What a seller finds of an order that could not be created: the list, the reason, the raw order, the page. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { OrderPage } from '../support/api.ts'
import { auditedBy } from '../support/books.ts'
import { beginStory, type Story } from '../support/story.ts'

type List = { readonly orders: readonly Pick<OrderPage, 'orderId' | 'reason' | 'hold'>[] }

describe('an order that cannot be created in Shopify', () => {
  let story: Story
  let id = ''
  beforeAll(async () => {
    story = await beginStory()
    id = await story.amazon.placeOrder({
      totalOffBy: '0.37',
      recipient: { name: 'Aurelia Kanarek' },
      lines: [{ sku: 'SLA-BOW' }],
    })
    await story.comesTo(id, 'held', 'MONEY_DOES_NOT_ADD_UP')
    return story.end
  })

  it('B75: stays in the list with its reason code and text', async () => {
    const { orders } = await story.api.get<List>('/api/orders?outcome=held')
    expect(orders).toMatchObject([{ orderId: id, reason: 'MONEY_DOES_NOT_ADD_UP' }])
    const [order] = orders
    expect(order?.hold?.title).toBe('The amounts do not add up to the total')
    expect(order?.hold?.fix).not.toBe('')
    const words = await fetch(`${story.api.url}/${order?.hold?.page}`)
    expect(words.status).toBe(200)
  })

  it.each([
    ['its id', () => id],
    ['a SKU', () => 'SLA-BOW'],
  ])('B75: is found by %s', async (_by, text) => {
    const { orders } = await story.api.get<List>(`/api/orders?search=${text()}`)
    expect(orders.map(({ orderId }) => orderId)).toEqual([id])
  })

  it("B75: is found by the buyer's exact name, which travels in no address", async () => {
    const find = (buyerName: string) => story.api.post<List>('/api/orders/search', { buyerName })
    expect((await find('Aurelia Kanarek')).orders.map(({ orderId }) => orderId)).toEqual([id])
    expect((await find('Aurelia')).orders).toEqual([])
  })

  it('B75: shows the raw order as Amazon sent it, and writes down who looked', async () => {
    const raw = await story.api.get<{ orderId: string }>(`/api/orders/${id}/raw`)
    expect(raw.orderId).toBe(id)
    expect(JSON.stringify(raw)).toContain('Aurelia Kanarek')
    expect((await auditedBy(story, id)).map(([action]) => action)).toContain('read-raw-order')
  })

  it('B75: keeps why: what was seen and decided, and that nothing was sent', async () => {
    const { trace, effects } = await story.api.order(id)
    expect(trace.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['seen', 'decided']))
    expect(effects).toEqual([])
    expect(await story.inShop(id)).toEqual([])
  })
})
