/** Orders that another app has put into the shop: taken over, asked about, or reported, never doubled by us. */
import { beforeAll, describe, expect, it } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { nightlyKey } from '../../src/reconcile/keys.ts'
import { mark } from '../../src/work/mark.ts'
import { knownInShop } from '../support/books.ts'
import type { OrderSpec } from '../support/control.ts'
import { eventually } from '../support/eventually.ts'
import { openIncidents } from '../support/scenario.ts'
import { beginStory, type Story } from '../support/story.ts'

const sku = 'SLA-BOW'
const onAmazon: OrderSpec = { lines: [{ sku, unitPrice: '30.00' }], taxMode: 'none' }
const sameGoods = { currency: 'EUR', lines: [{ sku, quantity: 1, price: '30.00' }] }
const oldId = '303-0000001-0000001'

describe('a shop in which another app works', () => {
  let story: Story
  let made = 1
  beforeAll(async () => {
    story = await beginStory({
      before: async ({ amazon, shopify }) => {
        await shopify.createAsOtherApp({ ...sameGoods, sourceIdentifier: oldId })
        const past = { createdAgoMs: 1_200_000, notify: false }
        await amazon.placeOrder({ ...onAmazon, ...past, orderId: oldId })
      },
    })
    return story.end
  })
  /** The other app was there first; then we hear of the order. */
  const afterOtherApp = async (spec: object) => {
    made += 1
    const orderId = `303-${`${made}`.padStart(7, '0')}-0000001`
    const text = JSON.stringify({ ...sameGoods, sourceIdentifier: orderId, ...spec })
    const { name } = await story.shopify.createAsOtherApp(
      JSON.parse(text.replaceAll('{id}', orderId)),
    )
    await eventually(() => knownInShop(story, orderId), { what: 'the news of the shop' })
    await story.amazon.placeOrder({ ...onAmazon, orderId })
    return { orderId, name }
  }

  it('R-FLOW-10: an order that was there before the connection and agrees is taken over, not doubled', async () => {
    await story.comesTo(oldId, 'adopted', 'ADOPTED')
    expect(await story.inShop(oldId)).toHaveLength(1)
    const { effects } = await story.api.order(oldId)
    expect(effects).toMatchObject([{ how: 'adopted', attempts: [] }])
  })

  it.each([
    ['source identifier', {}],
    ['tag', { sourceIdentifier: undefined, tags: ['{id}'] }],
    ['name', { sourceIdentifier: undefined, name: '{id}' }],
    [
      'attribute',
      { sourceIdentifier: undefined, attributes: [{ key: 'Amazon Order Id', value: '{id}' }] },
    ],
  ])('R-FLOW-10: so is one that came since, with the id as %s', async (_where, spec) => {
    const { orderId, name } = await afterOtherApp(spec)
    const { shopifyName } = await story.comesTo(orderId, 'adopted', 'ADOPTED')
    expect(shopifyName ?? name).toBe(name)
    expect(await creates(story, orderId)).toBe(0)
  })

  it.each([
    ['another total', { lines: [{ sku, quantity: 1, price: '29.00' }] }],
    ['other quantities', { lines: [{ sku, quantity: 2, price: '15.00' }] }],
    ['a mere mention', { sourceIdentifier: undefined, note: 'see Amazon {id}' }],
  ])(
    'R-FLOW-11: one with %s is asked about, and nothing is created meanwhile',
    async (_what, spec) => {
      const { orderId, name } = await afterOtherApp(spec)
      await story.comesTo(orderId, 'held', 'ADOPTION_UNCLEAR')
      const { hold, verbs } = await story.api.order(orderId)
      expect(hold?.text).toContain(name)
      expect(verbs).toEqual(expect.arrayContaining(['approve-adoption', 'create-separate']))
      expect(await creates(story, orderId)).toBe(0)
    },
  )

  it('R-FLOW-11: approved by a person it is taken over', async () => {
    const { orderId } = await afterOtherApp({ lines: [{ sku, quantity: 1, price: '28.00' }] })
    await story.comesTo(orderId, 'held', 'ADOPTION_UNCLEAR')
    await story.api.post(`/api/orders/${orderId}/approve-adoption`)
    await story.comesTo(orderId, 'adopted', 'ADOPTED')
    expect(await creates(story, orderId)).toBe(0)
  })

  it('R-FLOW-11: said to be another order, a separate one is created, once', async () => {
    const { orderId } = await afterOtherApp({ lines: [{ sku, quantity: 1, price: '27.00' }] })
    await story.comesTo(orderId, 'held', 'ADOPTION_UNCLEAR')
    await story.api.post(`/api/orders/${orderId}/create-separate`, { confirm: true })
    await story.comesTo(orderId, 'imported', 'IMPORTED')
    expect(await creates(story, orderId)).toBe(1)
  })

  it('R-FLOW-12: one that another app makes after us is an incident of the night, and nothing is done to either', async () => {
    const orderId = await story.amazon.placeOrder(onAmazon)
    await story.comesTo(orderId, 'imported', 'IMPORTED')
    await story.shopify.createAsOtherApp({ ...sameGoods, sourceIdentifier: orderId })
    await mark(story.database.db, [nightlyKey(id('AccountId', 'main'))])
    await eventually(async () =>
      (await openIncidents(story.database)).includes('DOUBLED_ELSEWHERE'),
    )
    expect(await story.inShop(orderId)).toHaveLength(2)
    expect(await story.facts(orderId)).toMatchObject({ outcome: 'imported' })
  })
})

/** Creates of ours for an order, by our own books. */
async function creates(story: Story, orderId: string): Promise<number> {
  const { trace } = await story.api.order(orderId)
  return trace.filter(({ kind }) => kind === 'called').length
}
