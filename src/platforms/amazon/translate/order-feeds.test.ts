/** The XML of cancellations and refunds, read back by a parser that keeps all as text. */

import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { type AmazonItemId, id } from '../../../core/ids.ts'
import { parseMoney } from '../../../core/money.ts'
import { acknowledgementFeed } from './acknowledgement-feed.ts'
import { adjustmentFeed } from './adjustment-feed.ts'
import { xmlText } from './feed-envelope.ts'

const orderId = id('AmazonOrderId', '302-1234567-7654321')
const itemId = (text: string): AmazonItemId => id('AmazonItemId', text)

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => ['Message', 'AdjustedItem', 'Component', 'Item'].includes(name),
})

function messages(xml: string) {
  const { AmazonEnvelope } = parser.parse(xml, true)
  return AmazonEnvelope.Message
}

describe('a cancellation', () => {
  it('is a Failure that names each item, in the order of elements that Amazon wants', () => {
    const xml = acknowledgementFeed('A2SELLER', [
      {
        orderId,
        items: [
          { itemId: itemId('00000000000011'), reason: 'NoInventory' },
          { itemId: itemId('00000000000012'), reason: 'BuyerCanceled' },
        ],
      },
    ])
    expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">
  <Header>
    <DocumentVersion>1.01</DocumentVersion>
    <MerchantIdentifier>A2SELLER</MerchantIdentifier>
  </Header>
  <MessageType>OrderAcknowledgement</MessageType>
  <Message>
    <MessageID>1</MessageID>
    <OrderAcknowledgement>
      <AmazonOrderID>302-1234567-7654321</AmazonOrderID>
      <StatusCode>Failure</StatusCode>
      <Item>
        <AmazonOrderItemCode>00000000000011</AmazonOrderItemCode>
        <CancelReason>NoInventory</CancelReason>
      </Item>
      <Item>
        <AmazonOrderItemCode>00000000000012</AmazonOrderItemCode>
        <CancelReason>BuyerCanceled</CancelReason>
      </Item>
    </OrderAcknowledgement>
  </Message>
</AmazonEnvelope>
`)
  })

  it('without items, and a feed without messages, are our own mistakes', () => {
    expect(() => acknowledgementFeed('A2SELLER', [])).toThrow(/has a message/)
    expect(() => acknowledgementFeed('A2SELLER', [{ orderId, items: [] }])).toThrow(/its items/)
  })
})

describe('a refund', () => {
  const money = fc.record({
    amountMinor: fc.integer({ min: 1, max: 9_999_999_999 }),
    currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'SEK'),
  })
  const component = fc.record({ type: fc.constantFrom('Principal', 'Tax'), amount: money })

  it('carries every amount exactly, as a decimal of its currency', () => {
    fc.assert(
      fc.property(fc.array(component, { minLength: 1, maxLength: 6 }), (components) => {
        const item = { itemId: itemId('1'), reason: 'Other', adjustmentId: 'a-1', components }
        const xml = adjustmentFeed('A2', [
          { orderId, items: [{ ...item, quantityCancelled: null }] },
        ])
        const adjusted = messages(xml)[0].OrderAdjustment.AdjustedItem[0]
        const told = adjusted.ItemPriceAdjustments.Component.map(
          (one: { Type: string; Amount: { '#text': string; '@currency': string } }) => ({
            type: one.Type,
            amount: parseMoney(one.Amount['#text'], one.Amount['@currency']),
          }),
        )
        expect(told).toEqual(components)
      }),
    )
  })

  it('in yen has no decimals, in euro two, and tells nothing of zero', () => {
    const components = [
      { type: 'Principal', amount: { amountMinor: 1200, currency: 'JPY' } },
      { type: 'Shipping', amount: { amountMinor: 5, currency: 'EUR' } },
      { type: 'Tax', amount: { amountMinor: 0, currency: 'EUR' } },
    ]
    const item = { itemId: itemId('1'), reason: 'Other', adjustmentId: 'a-1', components }
    const xml = adjustmentFeed('A2', [{ orderId, items: [{ ...item, quantityCancelled: 2 }] }])
    expect(xml).toContain('<Amount currency="JPY">1200</Amount>')
    expect(xml).toContain('<Amount currency="EUR">0.05</Amount>')
    expect(xml).not.toContain('<Type>Tax</Type>')
    const names = [...xml.slice(xml.indexOf('<OrderAdjustment>')).matchAll(/<(\w+)[ >]/g)]
    expect([...new Set(names.map((match) => match[1]))]).toEqual([
      'OrderAdjustment',
      'AmazonOrderID',
      'AdjustedItem',
      'AmazonOrderItemCode',
      'MerchantAdjustmentItemID',
      'AdjustmentReason',
      'ItemPriceAdjustments',
      'Component',
      'Type',
      'Amount',
      'QuantityCancelled',
    ])
  })

  it('of less than nothing, of nothing at all, or of half a unit is our own mistake', () => {
    const item = { itemId: itemId('1'), reason: 'Other', adjustmentId: 'a-1' }
    const feed = (amountMinor: number, quantityCancelled: number | null) =>
      adjustmentFeed('A2', [
        {
          orderId,
          items: [
            {
              ...item,
              quantityCancelled,
              components: [{ type: 'Principal', amount: { amountMinor, currency: 'EUR' } }],
            },
          ],
        },
      ])
    expect(() => feed(-1, null)).toThrow(/not negative/)
    expect(() => feed(1.5, null)).toThrow(/not negative/)
    expect(() => feed(0, null)).toThrow(/gives money back/)
    expect(() => feed(1, 0)).toThrow(/cancelled units/)
  })
})

describe('text in a feed', () => {
  it('comes back as it was, whatever it holds that XML can', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const written = `x${text}x`.replaceAll('\r', '')
        const item = { itemId: itemId(written), reason: written, adjustmentId: written }
        const xml = adjustmentFeed(written, [
          {
            orderId,
            items: [
              {
                ...item,
                quantityCancelled: null,
                components: [{ type: written, amount: { amountMinor: 1, currency: 'EUR' } }],
              },
            ],
          },
        ])
        const adjusted = messages(xml)[0].OrderAdjustment.AdjustedItem[0]
        expect(adjusted.AdjustmentReason).toBe(xmlText(written))
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the claim.
        expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/)
      }),
    )
  })
})
