/** What leaves next, what is near and what is late, as the packing bench sees it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OrderSpec } from '../support/control.ts'
import { type ConsoleStage, openConsole } from './console-stage.ts'

const hourMs = 3_600_000

describe('a day at the packing bench', () => {
  let stage: ConsoleStage
  beforeAll(async () => {
    stage = await openConsole({
      flags: { world: 'empty' },
      before: async ({ shopify }) => {
        const variants = [{ sku: 'MUG-1', price: '12.00', stock: 500 }]
        await shopify.addProduct({ title: 'Enamel mug', variants })
      },
    })
  })
  afterAll(() => stage?.end())

  const imported = async (spec: OrderSpec = {}) => {
    const lines = [{ sku: 'MUG-1', unitPrice: '12.00', quantity: 2 }]
    const orderId = await stage.story.amazon.placeOrder({ lines, ...spec })
    const { shopifyName } = await stage.story.comesTo(orderId, 'imported', 'IMPORTED')
    return { orderId, name: shopifyName ?? '' }
  }
  const row = (name: string) => stage.page.getByRole('row', { name: new RegExp(`${name}\\b`) })

  test('B34: orders leave by ship-by; alarms ring at 24 and 4 hours and when it is over', async () => {
    const { page } = stage
    const later = await imported()
    const day = await imported({ shipInMs: 20 * hourMs })
    const late = await imported({ shipInMs: -40 * 60_000 })
    const near = await imported({ shipInMs: 4 * hourMs + 15_000 })
    await stage.open(`/orders/${near.orderId}`)
    const rung = page.getByRole('complementary').getByRole('listitem')
    // It rings on the open page, as the time comes.
    await rung.filter({ hasText: 'Ship within 4 hours' }).waitFor()
    await stage.open(`/orders/${day.orderId}`)
    await rung.filter({ hasText: 'Ship within 24 hours' }).waitFor()
    await stage.open('/')
    const names = page.locator('.board').getByRole('link', { name: /^#\d+$/ })
    await expect.poll(() => names.allTextContents()).toEqual([late, near, day, later].map(nameOf))
    await row(near.name)
      .getByText(/^3 h 5\d min$/)
      .waitFor()
    await row(late.name)
      .getByText(/ over$/)
      .waitFor()
    const need = page.getByRole('article').filter({ hasText: 'The ship-by time is over' })
    await need.getByText(/was due/).waitFor()
    // A clock that only runs needs nobody: this is the only line.
    expect(await page.locator('.need').count()).toBe(1)
    await need.getByRole('link', { name: 'Open the order' }).click()
    await page.getByText(/Should have left by .* Amazon counts it as late/).waitFor()
    await stage.open('/settings/notices')
    await page.getByRole('listitem').filter({ hasText: late.orderId }).first().waitFor()
  })
})

function nameOf({ name }: { readonly name: string }): string {
  return name
}
