/** Stock over real processes: what the seller sees on Amazon when something is sold or counted anew. */
import { beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { beginStory, type Story } from '../support/story.ts'

const sku = 'JUG-1'

describe('stock of a shop that sells on both sides', () => {
  let story: Story
  beforeAll(async () => {
    story = await beginStory({
      flags: { world: 'empty' },
      before: async ({ amazon, shopify }) => {
        const variants = [{ sku, price: '10.00', stock: 20 }]
        await shopify.addProduct({ title: 'Jug', variants })
        await amazon.act('listings/add', { sku, quantity: 3, leadTimeDays: 2 })
        // Amazon itself takes minutes; what is measured is how long we take.
        await amazon.settings({ listingLagMs: 500 })
      },
    })
    // Its notification names the seller, by whose id listings are asked for.
    await story.amazon.placeOrder({ lines: [{ sku: 'OTHER', quantity: 1, unitPrice: '10.00' }] })
    return story.end
  })
  const onAmazon = async (): Promise<number | undefined> => {
    const listing = (await story.amazon.ask('listings', { sku })) as {
      availability: { quantity?: number }[]
    }
    return listing.availability[0]?.quantity
  }
  /** The bound that is asked for, on a machine that others use too. */
  const becomes = (quantity: number) =>
    eventually(async () => (await onAmazon()) === quantity, {
      withinMs: 60_000,
      what: `${quantity} on Amazon`,
    })
  type Figures = { figures: { figure: number | null; amazon: number | null }[] }
  const figures = async () => (await story.api.get<Figures>(`/api/stock/figures/${sku}`)).figures

  it('R-STOCK-14: is watched first: the preview says what would be sent, and nothing is', async () => {
    await eventually(async () => (await figures())[0]?.figure === 20)
    expect((await figures())[0]).toMatchObject({ figure: 20, amazon: 3 })
    expect(await story.api.get('/api/stock/preview')).toMatchObject({ toZero: 0, waiting: 0 })
    expect(await onAmazon()).toBe(3)
  })

  it('B19: live, a change in the shop is on Amazon within a minute', async () => {
    await story.api.put('/api/lanes', { stock: 'live' })
    await becomes(20)
    await story.shopify.setStock({ sku, quantity: 9 })
    await becomes(9)
  })

  it('B18, B62: a sale on each side moves the other’s figure', async () => {
    await story.amazon.act('orders/buy', { sku })
    await eventually(async () => (await story.shopify.available(sku)) === 8)
    await becomes(8)
    await story.shopify.act('orders/web', { lines: [{ sku, quantity: 2 }] })
    await becomes(6)
  })
})
