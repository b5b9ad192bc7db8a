/**
 * Order life of the Amazon client against the simulators' own process, over HTTP: two readings of
 * Amazon's documents, made by different hands, meet here.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AmazonOrderId, id } from '../../src/core/ids.ts'
import type { AmazonOrder } from '../../src/core/orders/amazon-order.ts'
import type { ParcelDraft as Parcel } from '../../src/core/shipments/parcel-draft.ts'
import { acknowledgementFeed } from '../../src/platforms/amazon/translate/acknowledgement-feed.ts'
import { adjustmentFeed } from '../../src/platforms/amazon/translate/adjustment-feed.ts'
import type { ProcessingReport } from '../../src/platforms/amazon/translate/processing-report.ts'
import { eventually } from '../support/eventually.ts'
import { type Simulators, startSimulators } from '../support/simulators.ts'
import { openClient, soon, type TestClient } from './loopback.ts'

let simulators: Simulators
let client: TestClient
let kinds: Readonly<Record<string, string>>

beforeAll(async () => {
  // Finances leave out the last two minutes of the world.
  simulators = await startSimulators({ world: 'empty', clock: 'scaled:60' })
  const { addresses, amazon } = simulators
  client = openClient(addresses.amazonUrl, {
    credentials: addresses.amazon,
    lwaUrl: addresses.lwaUrl,
    nowMs: () => Date.now(),
  })
  await amazon.settings({ writeLagMs: 0, feedQueueMs: 0, feedProcessMs: 0, financesLagMs: 0 })
  kinds = await amazon.placeEveryKind({ createdAgoMs: 3_600_000 })
}, 60_000)

afterAll(async () => {
  client?.close()
  await simulators?.stop()
})

function orderOf(kind: string): AmazonOrderId {
  return id('AmazonOrderId', kinds[kind] ?? 'none')
}

async function read(kind: string): Promise<AmazonOrder> {
  const reading = await client.amazon.getOrder(orderOf(kind), soon())
  if (reading.kind !== 'order') throw new Error(`${kind} cannot be read`)
  return reading.order
}

async function parcelOf(kind: string, more: Partial<Parcel> = {}): Promise<Parcel> {
  const order = await read(kind)
  if (order.marketplaceId === null) throw new Error(`${kind} has no marketplace`)
  return {
    orderId: order.orderId,
    marketplaceId: order.marketplaceId,
    reference: '1',
    carrierCode: 'DHL',
    carrierName: null,
    shippingMethod: null,
    trackingNumber: 'JD014600006281230001',
    shipDateMs: Date.now() - 60_000,
    items: order.items.map(({ itemId, quantityOrdered }) => ({
      itemId,
      quantity: quantityOrdered,
    })),
    ...more,
  }
}

const confirm = (parcel: Parcel) => client.amazon.life.confirmShipment(parcel, soon())

describe('a parcel', () => {
  it('is taken, edited by its reference, and nothing is left for another', async () => {
    const parcel = await parcelOf('several-lines')
    expect(await confirm(parcel)).toEqual({ kind: 'done' })
    expect(await confirm({ ...parcel, trackingNumber: 'JD2' })).toEqual({ kind: 'done' })
    const again = await confirm({ ...parcel, reference: '2' })
    expect(again).toMatchObject({ kind: 'refused', code: 'NOTHING_LEFT_TO_SHIP' })
    expect((await read('several-lines')).status).toBe('SHIPPED')
  })

  const refusals: [string, string][] = [
    ['fbm-ship-plus', 'SHIP_PLUS'],
    ['fba-unshipped', 'FULFILLED_BY_AMAZON'],
    ['cancelled', 'ORDER_CANCELLED'],
  ]
  it.each(refusals)('of an order that is %s is refused as %s', async (kind, code) => {
    const answer = await confirm(await parcelOf(kind))
    expect(answer).toMatchObject({ kind: 'refused', code })
  })

  it('with more than was ordered, or for no order, is refused', async () => {
    const parcel = await parcelOf('plain')
    const many = { ...parcel, items: parcel.items.map((item) => ({ ...item, quantity: 900 })) }
    expect(await confirm(many)).toMatchObject({ kind: 'refused', code: 'QUANTITY' })
    const absent = { ...parcel, orderId: id('AmazonOrderId', '111-1111111-1111111') }
    expect(await confirm(absent)).toMatchObject({ kind: 'refused', code: 'ORDER_NOT_FOUND' })
  })

  it('whose answer is lost is unclear, and may be told again', async () => {
    await simulators.amazon.addFault({ on: 'amazon.confirmShipment', fault: 'answer-lost' })
    const parcel = await parcelOf('gift')
    await expect(confirm(parcel)).rejects.toMatchObject({ facts: { kind: 'unclear' } })
    expect(await confirm(parcel)).toEqual({ kind: 'done' })
  })
})

describe('a feed', () => {
  type Type = 'POST_ORDER_ACKNOWLEDGEMENT_DATA' | 'POST_PAYMENT_ADJUSTMENT_DATA'

  async function send(
    type: Type,
    xml: string,
  ): Promise<{ feedId: string; report: ProcessingReport }> {
    const { life } = client.amazon
    const { documentId } = await life.uploadFeed(xml, soon())
    const marketplaceIds = [id('MarketplaceId', 'A1PA6795UKMFR9')]
    const made = await life.createFeed({ type, documentId, marketplaceIds }, soon())
    if (made.kind !== 'done') throw new Error(`the feed is refused: ${made.code}`)
    const state = await eventually(async () => {
      const now = await life.getFeed(made.feedId, soon())
      return now.status === 'DONE' ? now : undefined
    })
    const report = await life.readFeedReport(state.resultDocumentId ?? '', soon())
    const listed = await life.listFeeds({ type, createdFromMs: Date.now() - 3_600_000 }, soon())
    expect(listed.map(({ feedId }) => feedId)).toContain(made.feedId)
    return { feedId: made.feedId, report }
  }

  it('cancels an order whole, and says which message it could not do', async () => {
    const open = await read('quantity-over-one')
    const absent = id('AmazonOrderId', '111-1111111-1111111')
    const { report } = await send(
      'POST_ORDER_ACKNOWLEDGEMENT_DATA',
      acknowledgementFeed('A2SELLER', [
        {
          orderId: open.orderId,
          items: open.items.map(({ itemId }) => ({ itemId, reason: 'NoInventory' })),
        },
        {
          orderId: absent,
          items: [{ itemId: id('AmazonItemId', '12345678901234'), reason: 'NoInventory' }],
        },
      ]),
    )
    expect(report).toMatchObject({ processed: 2, successful: 1, withError: 1 })
    expect(report.results).toMatchObject([{ messageId: '2', code: 'Error' }])
    expect((await read('quantity-over-one')).status).toBe('CANCELLED')
  })

  it('gives money back, which then shows among the transactions', async () => {
    const order = await read('shipped')
    const [item] = order.items
    const currency = order.grandTotal?.currency ?? 'EUR'
    if (item === undefined) throw new Error('an order without items')
    const { report } = await send(
      'POST_PAYMENT_ADJUSTMENT_DATA',
      adjustmentFeed('A2SELLER', [
        {
          orderId: order.orderId,
          items: [
            {
              itemId: item.itemId,
              reason: 'CustomerReturn',
              adjustmentId: 'test-1',
              components: [{ type: 'Principal', amount: { amountMinor: 123, currency } }],
              quantityCancelled: null,
            },
          ],
        },
      ]),
    )
    expect(report).toMatchObject({ processed: 1, successful: 1, results: [] })
    const refund = await eventually(async () => {
      const all = await client.amazon.life.listTransactions({ orderId: order.orderId }, soon())
      return all.find(({ type }) => type === 'Refund')
    })
    expect(refund.total.currency).toBe(currency)
    const principal = refund.items.flatMap(({ components }) => components)
    expect(principal.map(({ amount }) => amount.amountMinor)).toContain(-123)
  })
})
