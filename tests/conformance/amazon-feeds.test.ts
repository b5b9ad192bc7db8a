/** Feeds 2021-06-30 over the wire (model of 2026-08-05): documents, statuses over world time, lists, cancel, quotas, faults. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  acknowledgements,
  envelope,
  failure,
  feedsRoot,
  germany,
  readReport,
  submit,
  submitAndRead,
  xmlType,
} from './amazon-feeds.ts'
import { type AmazonHost, firstError, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon()
})
afterEach(() => amazon.close())

const order = () => {
  const orderId = amazon.simulator.control.placeOrder()
  const items = amazon.simulator.control.truth(orderId).items.map((item) => item.orderItemId)
  return { orderId, items }
}
const cancelXml = () => {
  const { orderId, items } = order()
  return { orderId, xml: envelope('OrderAcknowledgement', [failure(orderId, items)]) }
}
const statusOf = async (feedId: string) =>
  (await amazon.get(`${feedsRoot}/feeds/${feedId}`)).body.processingStatus
const newDocument = async () =>
  (await amazon.send('POST', `${feedsRoot}/documents`, { contentType: xmlType })).body as {
    feedDocumentId: string
    url: string
  }
const advance = (ms: number) => amazon.simulator.control.advance(ms)

describe('a feed document', () => {
  it('has a URL on this host that takes the bytes with the same content type, and nothing else', async () => {
    const { url } = await newDocument()
    expect(url).toMatch(new RegExp(`^${amazon.url}/documents/`))
    const put = (headers: Record<string, string>) =>
      fetch(url, { method: 'PUT', body: 'x', headers })
    const wrongType = await put({ 'content-type': 'text/xml' })
    expect([wrongType.status, await wrongType.text()]).toEqual([
      403,
      expect.stringContaining('<Code>SignatureDoesNotMatch</Code>'),
    ])
    expect((await put({ 'content-type': xmlType, authorization: 'Bearer x' })).status).toBe(400)
    expect((await put({ 'content-type': xmlType })).status).toBe(200)
    expect((await fetch(url)).status).toBe(403)
  })

  it('has a URL for five minutes', async () => {
    const { url } = await newDocument()
    await advance(300_000)
    const late = await fetch(url, {
      method: 'PUT',
      body: 'x',
      headers: { 'content-type': xmlType },
    })
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('expired')])
  })

  it('needs a content type', async () => {
    const answer = await amazon.send('POST', `${feedsRoot}/documents`, {})
    expect([answer.status, firstError(answer.body).code]).toEqual([400, 'InvalidInput'])
  })
})

describe('a feed', () => {
  it('is 202, IN_QUEUE, IN_PROGRESS, DONE with a report, each at its time', async () => {
    const feedId = await submit(amazon, acknowledgements, cancelXml().xml)
    expect(feedId).toMatch(/^\d+$/)
    expect(await statusOf(feedId)).toBe('IN_QUEUE')
    await advance(30_000)
    expect(await statusOf(feedId)).toBe('IN_PROGRESS')
    await advance(60_000)
    const { body } = await amazon.get(`${feedsRoot}/feeds/${feedId}`)
    expect(body).toMatchObject({
      feedId,
      feedType: acknowledgements,
      marketplaceIds: [germany],
      processingStatus: 'DONE',
      processingStartTime: '2026-11-22T10:00:30.000Z',
      processingEndTime: '2026-11-22T10:01:30.000Z',
    })
    expect(await readReport(amazon, feedId)).toMatchObject({
      processed: 1,
      successful: 1,
      failed: 0,
    })
  })

  it('lets 15 through and then one every two minutes', async () => {
    const { feedDocumentId } = await newDocument()
    const create = () =>
      amazon.send('POST', `${feedsRoot}/feeds`, {
        feedType: acknowledgements,
        marketplaceIds: [germany],
        inputFeedDocumentId: feedDocumentId,
      })
    const statuses: number[] = []
    for (let at = 0; at < 16; at += 1) statuses.push((await create()).status)
    expect(statuses).toEqual([...Array.from({ length: 15 }, () => 202), 429])
    await advance(119_000)
    expect((await create()).status).toBe(429)
    await advance(2_000)
    expect((await create()).status).toBe(202)
  })

  it('of an unknown document, a foreign marketplace or without a type is a 400', async () => {
    const { feedDocumentId } = await newDocument()
    const bodies = [
      { feedType: acknowledgements, marketplaceIds: [germany], inputFeedDocumentId: 'bad' },
      {
        feedType: acknowledgements,
        marketplaceIds: ['A2Q3Y263D00KWC'],
        inputFeedDocumentId: feedDocumentId,
      },
      { marketplaceIds: [germany], inputFeedDocumentId: feedDocumentId },
    ]
    for (const body of bodies) {
      expect((await amazon.send('POST', `${feedsRoot}/feeds`, body)).status).toBe(400)
    }
  })

  it('of a retired listings type ends FATAL; one that is not simulated says so', async () => {
    const feedId = await submit(amazon, 'POST_INVENTORY_AVAILABILITY_DATA', '<x/>')
    await advance(90_000)
    expect(await statusOf(feedId)).toBe('FATAL')
    await expect(submit(amazon, 'POST_EASYSHIP_DOCUMENTS', '{}')).rejects.toThrow('501')
  })

  it('can be cancelled while IN_QUEUE, and then has no effect', async () => {
    const { orderId, xml } = cancelXml()
    const feedId = await submit(amazon, acknowledgements, xml)
    expect((await amazon.send('DELETE', `${feedsRoot}/feeds/${feedId}`)).status).toBe(200)
    await advance(90_000)
    expect(await statusOf(feedId)).toBe('CANCELLED')
    expect(amazon.simulator.control.order(orderId)?.status).toBe('UNSHIPPED')
    expect((await amazon.send('DELETE', `${feedsRoot}/feeds/${feedId}`)).status).toBe(400)
  })

  it('tells subscribers in camelCase when it is finished', async () => {
    amazon.simulator.control.subscribe('FEED_PROCESSING_FINISHED')
    await submit(amazon, acknowledgements, cancelXml().xml)
    await advance(90_000)
    expect(amazon.simulator.control.queueDepth().ready).toBe(1)
  })

  it('keeps its report 28 days, and is itself gone after 90', async () => {
    const feedId = await submit(amazon, acknowledgements, cancelXml().xml)
    await advance(29 * 86_400_000)
    const { body } = await amazon.get(`${feedsRoot}/feeds/${feedId}`)
    const path = `${feedsRoot}/documents/${String(body.resultFeedDocumentId)}`
    expect((await amazon.get(path)).status).toBe(404)
    await advance(62 * 86_400_000)
    expect((await amazon.get(`${feedsRoot}/feeds/${feedId}`)).status).toBe(404)
  })
})

describe('getFeeds', () => {
  const list = async (query: string) => (await amazon.get(`${feedsRoot}/feeds?${query}`)).body
  const ids = (body: Record<string, unknown>) =>
    (body.feeds as { feedId: string }[]).map((feed) => feed.feedId)

  it('pages newest first by a token that stands alone', async () => {
    const made: string[] = []
    for (let at = 0; at < 3; at += 1) {
      made.unshift(await submit(amazon, acknowledgements, cancelXml().xml))
    }
    const first = await list(`feedTypes=${acknowledgements}&pageSize=2`)
    const rest = await list(`nextToken=${String(first.nextToken)}`)
    expect([...ids(first), ...ids(rest)]).toEqual(made)
    expect(rest.nextToken).toBeUndefined()
    const both = `nextToken=${String(first.nextToken)}&pageSize=2`
    expect((await amazon.get(`${feedsRoot}/feeds?${both}`)).status).toBe(400)
  })

  it('filters by type, status, marketplace and time; needs types', async () => {
    const feedId = await submit(amazon, acknowledgements, cancelXml().xml)
    const found = async (query: string) => ids(await list(`feedTypes=${acknowledgements}&${query}`))
    expect(await found('processingStatuses=IN_QUEUE,DONE')).toEqual([feedId])
    expect(await found('processingStatuses=DONE')).toEqual([])
    expect(await found(`marketplaceIds=${germany}`)).toEqual([feedId])
    expect(await found('marketplaceIds=ATVPDKIKX0DER')).toEqual([])
    expect(await found('createdSince=2026-11-22T10:00:01Z')).toEqual([])
    expect(ids(await list('feedTypes=POST_PAYMENT_ADJUSTMENT_DATA'))).toEqual([])
    expect((await amazon.get(`${feedsRoot}/feeds`)).status).toBe(400)
  })
})

describe('a document that is wrong as a whole', () => {
  const codeOf = async (xml: string) =>
    (await submitAndRead(amazon, acknowledgements, xml)).results.map((one) => one.code)

  it.each([
    ['with a byte order mark', (xml: string) => `\ufeff${xml}`, '50001'],
    ['with leading space', (xml: string) => ` ${xml}`, '50001'],
    ['with something behind it', (xml: string) => `${xml}x`, '5001'],
    ['that is cut off', (xml: string) => xml.slice(0, -20), '5001'],
    [
      'with a DOCTYPE',
      (xml: string) => xml.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'),
      '5001',
    ],
    ['with an unknown reason', (xml: string) => xml.replace('NoInventory', 'Mood'), '5001'],
    ['with elements out of order', misordered, '5001'],
    ['of another message type', (xml: string) => xml.replaceAll('OrderAck', 'InventoryAck'), '25'],
  ] as const)('%s is refused as code %3$s, and nothing is applied', async (_, spoil, code) => {
    const { orderId, xml } = cancelXml()
    expect(await codeOf(spoil(xml))).toEqual([code])
    expect(amazon.simulator.control.order(orderId)?.status).toBe('UNSHIPPED')
  })

  it('and a document that was never uploaded is FATAL', async () => {
    const { feedDocumentId } = await newDocument()
    const { body } = await amazon.send('POST', `${feedsRoot}/feeds`, {
      feedType: acknowledgements,
      marketplaceIds: [germany],
      inputFeedDocumentId: feedDocumentId,
    })
    await advance(90_000)
    expect(await statusOf(String(body.feedId))).toBe('FATAL')
  })
})

function misordered(xml: string): string {
  return xml.replace(
    /(<AmazonOrderItemCode>.*?<\/AmazonOrderItemCode>)(<CancelReason>.*?<\/CancelReason>)/,
    '$2$1',
  )
}
