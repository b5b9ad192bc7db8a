/** Feeds over the wire: upload, creation, state, list and report, against a scripted host. */
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { failure, openAmazon, refusal } from './amazon-host.ts'
import { type Asked, soon, type Told } from './loopback.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** `api` is told the host's own address, for links to documents. */
async function open(api: (asked: Asked, url: string) => Told) {
  let url = ''
  const opened = await openAmazon((asked) => api(asked, url))
  url = opened.url
  closers.push(opened.close)
  return { ...opened, life: opened.amazon.life }
}

const report = `<?xml version="1.0" encoding="UTF-8"?><AmazonEnvelope><Message><MessageID>1</MessageID>
<ProcessingReport><StatusCode>Complete</StatusCode><ProcessingSummary>
<MessagesProcessed>2</MessagesProcessed><MessagesSuccessful>2</MessagesSuccessful>
<MessagesWithError>0</MessagesWithError><MessagesWithWarning>0</MessagesWithWarning>
</ProcessingSummary></ProcessingReport></Message></AmazonEnvelope>`

const feed = {
  type: 'POST_PAYMENT_ADJUSTMENT_DATA',
  documentId: 'amzn1.tortuga.1',
  marketplaceIds: [id('MarketplaceId', 'A1PA6795UKMFR9')],
} as const

describe('the upload of a feed', () => {
  const document = { feedDocumentId: 'amzn1.tortuga.1' }

  it('puts the text at the link with the same type and without our token', async () => {
    const { life, calls } = await open((asked, url) =>
      asked.method === 'PUT'
        ? { status: 200 }
        : { status: 201, json: { ...document, url: `${url}/bucket/1?X-Amz-Signature=key` } },
    )
    expect(await life.uploadFeed('<x>ä</x>', soon())).toEqual({ documentId: 'amzn1.tortuga.1' })
    const [made, put] = calls()
    expect(made?.path).toBe('/feeds/2021-06-30/documents')
    const { contentType } = JSON.parse(made?.body ?? '')
    expect(contentType).toBe('text/xml; charset=UTF-8')
    expect(put).toMatchObject({ method: 'PUT', path: '/bucket/1', body: '<x>ä</x>' })
    expect(put?.headers['content-type']).toBe(contentType)
    expect(put?.headers['content-length']).toBe('9')
    expect(put?.headers).not.toHaveProperty('x-amz-access-token')
    expect(put?.headers).not.toHaveProperty('authorization')
  })

  const links: [string, string][] = [
    ['plain http elsewhere', 'http://bucket.example.com/1'],
    ['no address', 'bucket'],
    ['a password in it', 'https://user:key@bucket.example.com/1'],
  ]
  it.each(links)('goes nowhere when the link is %s', async (_what, link) => {
    const { life, calls } = await open(() => ({ status: 201, json: { ...document, url: link } }))
    const error = await failure(life.uploadFeed('<x/>', soon()))
    expect(error.facts).toMatchObject({ kind: 'contract', code: 'DOCUMENT_HOST_NOT_ALLOWED' })
    expect(error.stack).not.toMatch(/bucket\.example/)
    expect(calls().length).toBe(1)
  })

  const statuses: [number, string][] = [
    [403, 'unavailable'],
    [500, 'unavailable'],
    [400, 'rejected'],
    [302, 'contract'],
  ]
  it.each(statuses)(
    'that the host answers with %d is %s, and may be repeated',
    async (status, kind) => {
      const { life } = await open((asked, url) =>
        asked.method === 'PUT'
          ? { status, json: { canary: true } }
          : { status: 201, json: { ...document, url: `${url}/bucket?key-canary` } },
      )
      const error = await failure(life.uploadFeed('<x/>', soon()))
      expect(error.facts).toMatchObject({ kind, operation: 'uploadFeedDocument', status })
      expect(`${error.stack}${JSON.stringify(error)}`).not.toMatch(/canary/)
    },
  )
})

describe('a feed', () => {
  it('is made of a document', async () => {
    const { life, calls } = await open(() => ({ status: 202, json: { feedId: '0053347' } }))
    expect(await life.createFeed(feed, soon())).toEqual({ kind: 'done', feedId: '0053347' })
    expect(JSON.parse(calls()[0]?.body ?? '')).toEqual({
      feedType: 'POST_PAYMENT_ADJUSTMENT_DATA',
      marketplaceIds: ['A1PA6795UKMFR9'],
      inputFeedDocumentId: 'amzn1.tortuga.1',
    })
  })

  it('that was surely not made is refused; one that may have been made is unclear', async () => {
    let told: Told = refusal(400, 'InvalidInput', 'The document is missing')
    const { life } = await open(() => told)
    expect(await life.createFeed(feed, soon())).toEqual({
      kind: 'refused',
      code: 'FEED_DOCUMENT',
      text: 'The document is missing',
    })
    told = refusal(400, 'InvalidInput', 'No')
    expect(await life.createFeed(feed, soon())).toMatchObject({ code: 'FEED_REFUSED' })
    const kinds: [Told, string][] = [
      [refusal(429, 'QuotaExceeded'), 'throttled'],
      [refusal(403, 'Unauthorized'), 'unauthorized'],
      [refusal(500, 'InternalFailure'), 'unclear'],
      [{ status: 202, json: {} }, 'unclear'],
    ]
    for (const [answer, kind] of kinds) {
      told = answer
      expect((await failure(life.createFeed(feed, soon()))).facts.kind).toBe(kind)
    }
  })

  const wire = {
    feedId: '0053347',
    feedType: 'POST_PAYMENT_ADJUSTMENT_DATA',
    createdTime: '2026-11-20T09:30:00+00:00',
    processingStatus: 'DONE',
    resultFeedDocumentId: 'amzn1.tortuga.2',
  }
  const state = {
    feedId: '0053347',
    feedType: 'POST_PAYMENT_ADJUSTMENT_DATA',
    createdAtMs: Date.UTC(2026, 10, 20, 9, 30),
    status: 'DONE',
    resultDocumentId: 'amzn1.tortuga.2',
    marketplaceIds: null,
  }

  it('tells its state, one that we do not know too', async () => {
    let answer: object = wire
    const { life, calls } = await open(() => ({ status: 200, json: answer }))
    expect(await life.getFeed('0053347', soon())).toEqual(state)
    expect(calls()[0]?.path).toBe('/feeds/2021-06-30/feeds/0053347')
    answer = { ...wire, processingStatus: 'RESTING', resultFeedDocumentId: undefined }
    expect(await life.getFeed('0053347', soon())).toEqual({
      ...state,
      status: 'RESTING',
      resultDocumentId: null,
    })
    answer = { ...wire, marketplaceIds: ['A1PA6795UKMFR9'] }
    const { marketplaceIds } = await life.getFeed('0053347', soon())
    expect(marketplaceIds).toEqual(['A1PA6795UKMFR9'])
    answer = { ...wire, createdTime: 'today' }
    expect((await failure(life.getFeed('1', soon()))).facts.kind).toBe('contract')
  })

  const question = { type: feed.type, createdFromMs: Date.UTC(2026, 10, 20) }

  it('is listed page by page, the token alone, each once', async () => {
    const { life, calls } = await open(({ query }) => {
      const page = Number(query.get('nextToken') ?? '0')
      const feeds = [
        { ...wire, feedId: `${page}` },
        { ...wire, feedId: `${page + 1}` },
      ]
      return { status: 200, json: page < 2 ? { feeds, nextToken: `${page + 1}` } : { feeds } }
    })
    const listed = await life.listFeeds(question, soon())
    expect(listed.map(({ feedId }) => feedId)).toEqual(['0', '1', '2', '3'])
    expect(calls().map(({ query }) => Object.fromEntries(query))).toEqual([
      { feedTypes: feed.type, pageSize: '100', createdSince: '2026-11-20T00:00:00.000Z' },
      { nextToken: '1' },
      { nextToken: '2' },
    ])
  })

  it('is never looked for in half a list', async () => {
    const { life, calls } = await open(() => ({
      status: 200,
      json: { feeds: [wire], nextToken: 'more' },
    }))
    const error = await failure(life.listFeeds(question, soon()))
    expect(error.facts).toMatchObject({ kind: 'contract', code: 'TOO_MANY_PAGES' })
    expect(calls().length).toBe(8)
  })
})

describe('the report of a feed', () => {
  const reading = { processed: 2, successful: 2, withError: 0, withWarning: 0, results: [] }
  async function openReport(document: Told, more: object = {}) {
    return open(({ path }, url) =>
      path === '/bucket/2' ? document : { status: 200, json: { url: `${url}/bucket/2`, ...more } },
    )
  }

  const packed = gzipSync(report)
  const wholes: [string, Told, object][] = [
    ['as it is', { status: 200, bytes: Buffer.from(report) }, {}],
    ['packed', { status: 200, bytes: packed }, { compressionAlgorithm: 'GZIP' }],
    [
      'packed, and unpacked on the way',
      { status: 200, bytes: packed, headers: { 'content-encoding': 'gzip' } },
      { compressionAlgorithm: 'GZIP' },
    ],
  ]
  it.each(wholes)('is read %s, without our token', async (_how, document, more) => {
    const { life, calls } = await openReport(document, more)
    expect(await life.readFeedReport('amzn1.tortuga.2', soon())).toEqual(reading)
    expect(calls()[0]?.path).toBe('/feeds/2021-06-30/documents/amzn1.tortuga.2')
    expect(calls()[1]?.headers).not.toHaveProperty('x-amz-access-token')
  })

  const broken: [string, Told, string, string][] = [
    ['cut', { status: 200, bytes: packed.subarray(0, 40) }, 'contract', 'DOCUMENT_NOT_UNPACKED'],
    [
      'a bomb',
      { status: 200, bytes: gzipSync(Buffer.alloc(60_000_000)) },
      'contract',
      'DOCUMENT_TOO_LARGE',
    ],
    ['no report', { status: 200, bytes: Buffer.from('<a/>') }, 'contract', 'REPORT_UNREADABLE'],
    ['behind an ended link', { status: 403 }, 'unavailable', 'HTTP_403'],
  ]
  it.each(broken)('that is %s is an error', async (_what, document, kind, code) => {
    const { life } = await openReport(document)
    const error = await failure(life.readFeedReport('1', soon()))
    expect(error.facts).toMatchObject({ kind, code, operation: 'downloadFeedDocument' })
  })
})
