/** Stock at the console: an audit finds what drifted unheard, and sets it right. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { type ConsoleStage, openConsole } from './console-stage.ts'
import { axeFindings, tooWide } from './page-checks.ts'

const skus = ['CUP', 'JUG', 'POT', 'TRAY'] as const
const drifted = ['CUP', 'JUG', 'POT'] as const
const stock = 20
const strange = 24
const marketplaceId = 'A1PA6795UKMFR9'

describe('stock at the console', () => {
  let stage: ConsoleStage
  beforeAll(async () => {
    stage = await openConsole({
      flags: { world: 'empty' },
      before: async ({ amazon, shopify }) => {
        await amazon.settings({ listingLagMs: 200, participations: [marketplaceId] })
        for (const sku of skus) {
          await shopify.addProduct({ title: sku, variants: [{ sku, price: '10.00', stock }] })
          await amazon.act('listings/add', {
            sku,
            quantity: stock,
            marketplaceIds: [marketplaceId],
          })
        }
      },
    })
    // Its notification names the seller, by whose id listings are asked for.
    await stage.story.amazon.placeOrder({
      marketplaceId,
      lines: [{ sku: 'OTHER', quantity: 1, unitPrice: '10.00' }],
    })
    await stage.story.api.put('/api/lanes', { stock: 'live' })
    type Figures = { figures: { figure: number | null }[] }
    await eventually(async () => {
      const read = await Promise.all(
        skus.map((sku) => stage.story.api.get<Figures>(`/api/stock/figures/${sku}`)),
      )
      return read.every(({ figures }) => figures[0]?.figure === stock)
    })
  })
  afterAll(() => stage?.end())

  const onAmazon = async (sku: string): Promise<number | undefined> => {
    const listing = (await stage.story.amazon.ask('listings', { sku })) as {
      availability: { quantity?: number }[]
    }
    return listing.availability[0]?.quantity
  }
  const heading = (name: string | RegExp) => stage.page.getByRole('heading', { name })
  const drift = (sku: string) =>
    stage.page
      .getByRole('article')
      .filter({ has: stage.page.getByRole('heading', { name: sku, exact: true }) })

  test('B20: an audit names exactly the three that drifted, with both figures, and repairs them', async () => {
    const { amazon } = stage.story
    for (const sku of drifted) {
      const match = { type: 'LISTINGS_ITEM_MFN_QUANTITY_CHANGE', orderId: sku }
      const lost = { on: 'amazon.notification', fault: 'silently-dropped', times: 1, match }
      await amazon.act('faults', lost)
      await amazon.act('listings/set-quantity', { sku, quantity: strange })
    }
    await stage.open('/stock')
    await stage.page.getByRole('button', { name: 'Audit now' }).click()
    await heading(/^3 of \d+ stock figures differ$/).waitFor()
    for (const sku of drifted) {
      const line = drift(sku)
      await line.getByText(`${strange - stock} too many`).waitFor()
      await line.getByRole('button', { name: `Set to ${stock}` }).waitFor()
      expect(await line.getByText(`${strange}`, { exact: true }).count()).toBe(1)
    }
    expect(await drift('TRAY').count()).toBe(0)
    expect(await axeFindings(stage.page)).toEqual([])
    expect(await tooWide(stage.page)).toEqual([])
    await stage.page.getByRole('button', { name: 'Repair all 3' }).click()
    await eventually(async () => {
      const shown = await Promise.all(drifted.map(onAmazon))
      return shown.every((quantity) => quantity === stock)
    })
    await stage.page.getByRole('button', { name: 'Audit now' }).click()
    await heading('Every stock figure agrees').waitFor()
    expect(stage.complaints).toEqual([])
  })
})
