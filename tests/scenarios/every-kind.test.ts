/** One order of every kind that the simulated Amazon can make: what becomes of it, and its money to the cent. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Kind } from '../../simulators/amazon/orders-of-every-kind.ts'
import { firstLocation } from '../support/shop-admin.ts'
import { beginStory, type Story } from '../support/story.ts'

/** Kinds that do not simply become a Shopify order, with what they become. */
const others: Partial<Record<Kind, string>> = {
  pending: 'resting PENDING',
  'pending-availability': 'resting PENDING',
  cancelled: 'resting CANCELLED_BEFORE_IMPORT',
  unfulfillable: 'resting NOT_AN_AMAZON_SALE',
  'non-amazon': 'resting NOT_AN_AMAZON_SALE',
  'fba-unshipped': 'resting FBA_LISTED',
  'fba-shipped': 'resting FBA_LISTED',
  'replacement-with-total': 'held PAID_REPLACEMENT',
  'partially-shipped': 'held PARTLY_SHIPPED',
  'unknown-sku': 'held SKU_UNMAPPED',
  'personal-data-missing': 'waiting WAITING_FOR_ADDRESS',
  'personal-data-later': 'waiting WAITING_FOR_ADDRESS',
  'money-does-not-add-up': 'held MONEY_DOES_NOT_ADD_UP',
  'unknown-status': 'held UNKNOWN_VALUE',
  'unknown-program': 'held UNKNOWN_VALUE',
  'unknown-proceeds-type': 'held UNKNOWN_VALUE',
  'unknown-fulfilled-by': 'held UNKNOWN_VALUE',
  'broken-without-items': 'held UNREADABLE_ORDER',
  'broken-amount': 'held UNREADABLE_ORDER',
  'broken-item-id': 'held UNREADABLE_ORDER',
}

describe('orders of every kind', () => {
  let story: Story
  let ids: Readonly<Record<Kind, string>>
  beforeAll(async () => {
    story = await beginStory()
    const locations = [await firstLocation(story.admin)]
    await story.api.put('/api/settings', { fulfillment: { locations } })
    ids = await story.amazon.placeEveryKind({ notify: true })
    return story.end
  })

  it('R-FLOW-8: each kind comes to its own end; nothing stays on its way, nothing is given up', async () => {
    const ends: Record<string, string> = {}
    const wanted: Record<string, string> = {}
    for (const [kind, id] of Object.entries(ids)) {
      wanted[kind] = others[kind as Kind] ?? 'imported IMPORTED'
      const [outcome = '', reason] = (wanted[kind] ?? '').split(' ')
      const end = await story
        .comesTo(id, outcome, reason, { withinMs: 20_000 })
        .catch(() => story.facts(id))
      ends[kind] = `${end?.outcome} ${end?.reason}`
    }
    expect(ends).toEqual(wanted)
    const health = await story.api.get('/api/health')
    expect(health).toMatchObject({ deadLetters: 0 })
  })

  it('R-FLOW-9: in every currency the Shopify order has the total of the Amazon order to the cent', async () => {
    const currencies = new Set<string>()
    for (const [kind, id] of Object.entries(ids)) {
      const inShop = await story.inShop(id)
      if (others[kind as Kind] !== undefined) {
        expect(inShop, kind).toEqual([])
        continue
      }
      const total = (await story.amazon.order(id)).order.proceeds?.grandTotal
      expect(
        inShop.map(({ total, currency }) => [Number(total), currency]),
        kind,
      ).toEqual([[Number(total?.amount), total?.currencyCode]])
      currencies.add(total?.currencyCode ?? '')
    }
    expect([...currencies].sort()).toEqual(['EUR', 'GBP', 'JPY', 'SEK', 'USD'])
  })

  it('B8: whatever the kind, Shopify has mailed nobody and could mail nobody', async () => {
    const orders = await story.shopify.orders()
    expect(orders.some((order) => order.canNotifyCustomer)).toBe(false)
    expect(await story.shopify.mails()).toEqual([])
  })
})
