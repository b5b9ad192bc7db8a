/** B9: one rich Amazon order beside the Shopify order that it becomes, field by field. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { beginStory, type Story } from '../support/story.ts'

const golden = path.join(import.meta.dirname, 'golden-order.json')

const orderQuery = `query($query: String!) { orders(first: 2, query: $query) { nodes {
  sourceIdentifier registeredSourceUrl processedAt tags note email phone canNotifyCustomer
  currencyCode taxesIncluded displayFinancialStatus displayFulfillmentStatus
  customAttributes { key value }
  customer { firstName lastName displayName defaultEmailAddress { emailAddress }
    defaultPhoneNumber { phoneNumber } }
  shippingAddress { name firstName lastName company address1 address2 city provinceCode zip
    countryCodeV2 phone }
  billingAddress { name }
  lineItems(first: 10) { nodes { sku title quantity requiresShipping
    originalUnitPriceSet { shopMoney { amount currencyCode } }
    customAttributes { key value } taxLines { title rate channelLiable priceSet { shopMoney { amount } } } } }
  shippingLines(first: 5) { nodes { title originalPriceSet { shopMoney { amount } }
    taxLines { rate priceSet { shopMoney { amount } } } } }
  totalPriceSet { shopMoney { amount currencyCode } } totalTaxSet { shopMoney { amount } }
  transactions(first: 5) { kind status gateway amountSet { shopMoney { amount } } }
  metafield(namespace: "crossdock", key: "amazon_order_id") { type value }
} } }`

const spec = {
  orderId: '303-1234567-7654321',
  createdMs: Date.UTC(2026, 10, 22, 8, 15, 30),
  marketplaceId: 'A1PA6795UKMFR9',
  serviceLevel: 'EXPEDITED',
  buyerName: 'Klara Beispiel',
  recipient: {
    name: 'Jonas von Muster',
    companyName: 'Muster & Söhne GmbH',
    addressLine1: 'Probeplatz 7',
    addressLine2: 'Hinterhaus',
    city: 'Köln',
    postalCode: '50667',
    phone: '+49 30 23012599',
  },
  lines: [
    {
      sku: 'SLA-BOW',
      quantity: 2,
      unitPrice: '24.95',
      itemDiscount: '5.00',
      promotionIds: ['AUTUMN-10'],
      shipping: '4.99',
    },
    {
      sku: 'AMB-TRA',
      unitPrice: '42.00',
      giftWrap: '3.50',
      giftWrapLevel: 'PREMIUM',
      giftMessage: 'Alles Gute!',
    },
  ],
}

describe('B9: an order with everything', () => {
  let story: Story
  beforeAll(async () => {
    story = await beginStory({ settings: { import: { customer: 'name' } } })
    return story.end
  })

  it('B9: brings lines, address, name, shipping and tax as in the golden file, and nobody to write to', async () => {
    await story.amazon.placeOrder({ ...spec, notify: true })
    await story.comesTo(spec.orderId, 'imported', 'IMPORTED')
    const { orders } = await story.admin<{ orders: { nodes: Record<string, unknown>[] } }>(
      orderQuery,
      { query: `source_identifier:"${spec.orderId}"` },
    )
    expect(orders.nodes).toHaveLength(1)
    const order = withoutItemIds(orders.nodes[0])
    expect(order).toEqual(JSON.parse(await readFile(golden, 'utf8')))
    expect(order).toMatchObject({ email: null, phone: null, canNotifyCustomer: false })
    expect(await story.shopify.mails()).toEqual([])
  })
})

/** Item ids are the simulator's own; that each line names one is enough. */
function withoutItemIds(order: unknown): unknown {
  const masked = JSON.stringify(order).replaceAll(
    /("_amazon_order_item_id","value":")\d{14}"/g,
    '$1<item id>"',
  )
  return JSON.parse(masked)
}
