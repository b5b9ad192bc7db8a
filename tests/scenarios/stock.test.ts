/** Stock is short: what the seller reads, and every way out. */
import { beforeAll, describe, expect, it } from 'vitest'
import { auditedBy, timesMarked } from '../support/books.ts'
import { eventually } from '../support/eventually.ts'
import { beginStory, type Story } from '../support/story.ts'

describe('orders for which stock is short', () => {
  let story: Story
  let made = 0
  beforeAll(async () => {
    story = await beginStory({
      flags: { world: 'empty' },
      before: async ({ shopify }) => {
        await shopify.act('locations', { name: 'Malmö warehouse' })
        for (let at = 1; at <= 10; at += 1) {
          const variants = [{ sku: `SHORT-${at}`, price: '10.00', stock: 0 }]
          await shopify.addProduct({ title: `Scarce ${at}`, variants })
        }
      },
    })
    return story.end
  })
  /** An order for two of a SKU of its own, of which there is none. */
  const refused = async () => {
    made += 1
    const sku = `SHORT-${made}`
    const id = await story.amazon.placeOrder({ lines: [{ sku, quantity: 2, unitPrice: '10.00' }] })
    await story.comesTo(id, 'held', 'UNABLE_TO_RESERVE_INVENTORY')
    return { id, sku }
  }
  const created = async (id: string) => {
    await story.comesTo(id, 'imported', 'IMPORTED')
    return story.inShop(id)
  }
  const dropNextWebhook = () =>
    story.shopify.addFault({ on: 'shopify.webhook', fault: 'silently-dropped' })

  it('B81: with stock 0 no order is created', async () => {
    const { id } = await refused()
    expect(await story.inShop(id)).toEqual([])
  })

  it('B82: it says "Unable to reserve inventory" with SKU, needed, available and location', async () => {
    const { id, sku } = await refused()
    const { hold } = await story.api.order(id)
    expect(hold?.title).toBe('Unable to reserve inventory')
    expect(hold?.text).toBe(
      `Unable to reserve inventory. ${sku}: needed 2, available 0 at Malmö warehouse.`,
    )
  })

  it('B83: after a restock it is created by itself, through the inventory webhook', async () => {
    const { id, sku } = await refused()
    await story.shopify.setStock({ sku, quantity: 5 })
    expect(await created(id)).toHaveLength(1)
    expect(await story.shopify.available(sku)).toBe(3)
  })

  it('B50: each stock check of an order is recorded, with what was checked and what came of it', async () => {
    const { id, sku } = await refused()
    await story.shopify.setStock({ sku, quantity: 2 })
    await created(id)
    const { trace } = await story.api.order(id)
    const checks = trace.filter(
      ({ kind, body }) => kind === 'called' && body.call === 'orderCreate',
    )
    expect(checks.map(({ body }) => body.inventory)).toEqual(['obey-policy', 'obey-policy'])
    for (const { body } of checks) expect(body.matched).toMatchObject([{ step: 'sku' }])
    const ends = checks.map(({ body: { attempt } }) =>
      trace.find(({ kind, body }) => kind === 'answered' && body.attempt === attempt),
    )
    expect(ends.map((end) => end?.body.is)).toEqual(['refused', 'done'])
    expect(ends.every((end) => end?.at !== undefined)).toBe(true)
    expect(await story.shopify.available(sku)).toBe(0)
  })

  it('B83, B85: or by Export when no webhook tells of the stock, within a minute and step by step', async () => {
    const { id, sku } = await refused()
    await dropNextWebhook()
    await story.shopify.setStock({ sku, quantity: 5 })
    const askedMs = Date.now()
    await story.api.post(`/api/orders/${id}/export`)
    expect(await created(id)).toHaveLength(1)
    expect(Date.now() - askedMs).toBeLessThan(60_000)
    const { trace } = await story.api.order(id)
    const since = trace.map(({ kind }) => kind).slice(trace.findLastIndex(isPerson))
    expect(since).toEqual(expect.arrayContaining(['person', 'called', 'answered', 'decided']))
  })

  it('R-IMPORT-41: nor does stock of another product wake it, or a level that is still nothing', async () => {
    const waiting = await refused()
    const other = await refused()
    const before = await timesMarked(story, waiting.id)
    await story.shopify.setStock({ sku: waiting.sku, quantity: 0 })
    await story.shopify.setStock({ sku: other.sku, quantity: 5 })
    expect(await created(other.id)).toHaveLength(1)
    expect(await timesMarked(story, waiting.id)).toBe(before)
  })

  it('B83: Export without stock is refused again and changes nothing', async () => {
    const { id, sku } = await refused()
    await story.api.post(`/api/orders/${id}/export`)
    await eventually(async () => (await story.api.order(id)).people[0]?.usedAt)
    await story.comesTo(id, 'held', 'UNABLE_TO_RESERVE_INVENTORY')
    expect(await story.inShop(id)).toEqual([])
    expect(await story.shopify.available(sku)).toBe(0)
  })

  it('B84: Force export creates it once although stock is 0, and the audit names who', async () => {
    const { id, sku } = await refused()
    const unsure = await story.api.ask('POST', `/api/orders/${id}/force-export`, { confirm: false })
    expect(unsure.json.code).toBe('CONFIRMATION_MISSING')
    await story.api.post(`/api/orders/${id}/force-export`, { confirm: true })
    expect(await created(id)).toHaveLength(1)
    expect(await story.shopify.available(sku)).toBe(-2)
    const { trace, people } = await story.api.order(id)
    const calls = trace.filter(({ kind }) => kind === 'called').map(({ body }) => body.inventory)
    expect(calls).toEqual(['obey-policy', 'ignore-policy'])
    expect(people).toMatchObject([
      { decision: 'force-export', by: expect.stringMatching(/^api-key:/) },
    ])
    expect(people[0]?.usedAt).not.toBeNull()
    expect(await auditedBy(story, id)).toEqual([['force-export', people[0]?.by]])
    const again = await story.api.ask('POST', `/api/orders/${id}/force-export`, { confirm: true })
    expect(again.json.code).toBe('ALREADY_IN_SHOPIFY')
    expect(await story.inShop(id)).toHaveLength(1)
  })

  it('B84: a forced create that did not get through is forced again, not forgotten', async () => {
    const { id, sku } = await refused()
    await story.shopify.addFault({ on: 'shopify.orderCreate', fault: 'unavailable' })
    await story.api.post(`/api/orders/${id}/force-export`, { confirm: true })
    expect(await created(id)).toHaveLength(1)
    expect(await story.shopify.available(sku)).toBe(-2)
  })
})

function isPerson({ kind }: { readonly kind: string }): boolean {
  return kind === 'person'
}
