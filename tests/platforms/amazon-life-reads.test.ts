/** Finances, reviews and reports over the wire, against a scripted host. */
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { formatDecimal } from '../../src/core/money.ts'
import { wireNumberMoney } from '../../src/platforms/amazon/wire/finances.ts'
import { failure, openAmazon, refusal } from './amazon-host.ts'
import { type Asked, soon, type Told } from './loopback.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function open(api: (asked: Asked, url: string) => Told) {
  let url = ''
  const opened = await openAmazon((asked) => api(asked, url))
  url = opened.url
  closers.push(opened.close)
  return { ...opened, life: opened.amazon.life }
}

const orderId = id('AmazonOrderId', '302-1234567-7654321')
const marketplaceId = id('MarketplaceId', 'A1PA6795UKMFR9')

describe('what Amazon booked for an order', () => {
  const amount = (currencyAmount: number, currencyCode = 'EUR') => ({
    currencyAmount,
    currencyCode,
  })
  const ofOrder = { relatedIdentifierName: 'ORDER_ID', relatedIdentifierValue: orderId }
  const transaction = {
    relatedIdentifiers: [
      { relatedIdentifierName: 'REFUND_ID', relatedIdentifierValue: 'r-1' },
      ofOrder,
    ],
    transactionType: 'Refund',
    transactionId: 't-1',
    transactionStatus: 'RELEASED',
    postedDate: '2026-11-20T09:30:00Z',
    totalAmount: amount(-12.1),
    items: [
      {
        contexts: [{ contextType: 'ProductContext', sku: 'MUG-1' }],
        breakdowns: [
          {
            breakdownType: 'Sales',
            breakdownAmount: amount(-13.1),
            breakdowns: [
              { breakdownType: 'Principal', breakdownAmount: amount(-11.01), breakdowns: [] },
              { breakdownType: 'Tax', breakdownAmount: amount(-2.09) },
            ],
          },
          { breakdownType: 'Commission', breakdownAmount: amount(1) },
        ],
      },
    ],
  }
  const page = (transactions: object[], nextToken?: string): Told => ({
    status: 200,
    json: { payload: { transactions, nextToken } },
  })

  it('is asked by order, without a marketplace, and read to the cent', async () => {
    const { life, calls } = await open(() => page([transaction]))
    const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })
    expect(await life.listTransactions({ orderId }, soon())).toEqual([
      {
        transactionId: 't-1',
        type: 'Refund',
        status: 'RELEASED',
        postedAtMs: Date.UTC(2026, 10, 20, 9, 30),
        total: eur(-1210),
        items: [
          {
            itemId: null,
            sku: 'MUG-1',
            components: [
              { type: 'Principal', amount: eur(-1101) },
              { type: 'Tax', amount: eur(-209) },
              { type: 'Commission', amount: eur(100) },
            ],
          },
        ],
      },
    ])
    expect(Object.fromEntries(calls()[0]?.query ?? [])).toEqual({
      relatedIdentifierName: 'ORDER_ID',
      relatedIdentifierValue: orderId,
    })
  })

  it('as in the sample of Amazon, which lacks ids and items, is read too', async () => {
    const sample = {
      relatedIdentifiers: [ofOrder],
      transactionType: 'Shipment',
      postedDate: '2020-07-14T03:35:13.214Z',
      totalAmount: amount(10, 'USD'),
    }
    const { life } = await open(() => page([sample]))
    expect(await life.listTransactions({ orderId }, soon())).toMatchObject([
      { transactionId: 'Shipment@1594697713214:10.00USD', status: '', items: [] },
    ])
  })

  it('comes by pages with the same question, empty ones too', async () => {
    const { life, calls } = await open(({ query }) =>
      query.has('nextToken') ? page([transaction]) : page([], 'next+/='),
    )
    expect((await life.listTransactions({ orderId }, soon())).length).toBe(1)
    expect(Object.fromEntries(calls()[1]?.query ?? [])).toEqual({
      relatedIdentifierName: 'ORDER_ID',
      relatedIdentifierValue: orderId,
      nextToken: 'next+/=',
    })
  })

  const broken: [string, Told, string][] = [
    [
      'of another order',
      page([{ ...transaction, relatedIdentifiers: [] }]),
      'TRANSACTION_OF_ANOTHER_ORDER',
    ],
    ['without end', page([], 'more'), 'TOO_MANY_PAGES'],
    [
      'finer than a cent',
      page([{ ...transaction, totalAmount: amount(0.125) }]),
      'ANSWER_UNREADABLE',
    ],
    ['without an amount', page([{ ...transaction, totalAmount: null }]), 'ANSWER_UNREADABLE'],
  ]
  it.each(broken)('that is %s breaks the contract', async (_what, told, code) => {
    const { life } = await open(() => told)
    const error = await failure(life.listTransactions({ orderId }, soon()))
    expect(error.facts).toMatchObject({ kind: 'contract', code, operation: 'listTransactions' })
  })

  it('never loses or gains a cent on its way through JSON', () => {
    const money = fc.record({
      amountMinor: fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }),
      currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
    })
    fc.assert(
      fc.property(money, (sent) => {
        const wire = `{"currencyAmount":${formatDecimal(sent)},"currencyCode":"${sent.currency}"}`
        const read = wireNumberMoney.parse(JSON.parse(wire))
        expect(read).toEqual({ ...sent, amountMinor: sent.amountMinor || 0 })
      }),
    )
  })
})

describe('asking for a review', () => {
  const actions = (list: object[]): Told => ({ status: 200, json: { _links: { actions: list } } })
  const outside = refusal(
    403,
    'Unauthorized',
    "You can't use this feature to request a review outside the 5-30 day range after the order delivery date.",
  )
  const repeated = refusal(
    403,
    'Unauthorized',
    'The requested solicitation is not available for this amazonOrderId.',
  )
  const noRole = refusal(403, 'Unauthorized', 'Access to requested resource is denied.')

  it('is allowed when the action is listed, not when another is or none', async () => {
    let told = actions([{ name: 'productReviewAndSellerFeedback', href: '/x' }])
    const { life, calls } = await open(() => told)
    expect(await life.solicitationAllowed(orderId, marketplaceId, soon())).toBe(true)
    expect(calls()[0]?.path).toBe(`/solicitations/v1/orders/${orderId}`)
    expect(calls()[0]?.query.get('marketplaceIds')).toBe(marketplaceId)
    for (const other of [actions([{ name: 'other', href: '/x' }]), actions([]), outside]) {
      told = other
      expect(await life.solicitationAllowed(orderId, marketplaceId, soon())).toBe(false)
    }
    told = noRole
    const error = await failure(life.solicitationAllowed(orderId, marketplaceId, soon()))
    expect(error.facts).toMatchObject({ kind: 'rejected', code: 'ROLE_MISSING' })
  })

  it('is done with 201', async () => {
    const { life, calls } = await open(() => ({ status: 201 }))
    expect(await life.solicit(orderId, marketplaceId, soon())).toEqual({ kind: 'done' })
    expect(`${calls()[0]?.method} ${calls()[0]?.path}`).toBe(
      `POST /solicitations/v1/orders/${orderId}/solicitations/productReviewAndSellerFeedback`,
    )
  })

  const refusals: [string, Told][] = [
    ['OUTSIDE_WINDOW', outside],
    ['NOT_AVAILABLE', repeated],
    ['ROLE_MISSING', noRole],
    ['SOLICITATION_REFUSED', refusal(403, 'Unauthorized', 'Another time')],
    ['ORDER_NOT_FOUND', refusal(404, 'NotFound')],
  ]
  it.each(refusals)('a 403 is a refusal, %s, and no token is suspected', async (code, told) => {
    let machineMs = 0
    const opened = await openAmazon(() => told, { monotonic: { nowMs: () => machineMs } })
    closers.push(opened.close)
    const deadlines = { sendBeforeMs: 1e9, answerByMs: 1e9 }
    for (const atMs of [0, 600_000]) {
      machineMs = atMs
      const answer = await opened.amazon.life.solicit(orderId, marketplaceId, deadlines)
      expect(answer).toMatchObject({ kind: 'refused', code })
    }
    expect(opened.calls().map(({ headers }) => headers['x-amz-access-token'])).toEqual([
      'token-1',
      'token-1',
    ])
  })

  it('renews a token that Amazon blames by name', async () => {
    const { life, calls } = await open(({ headers }) =>
      headers['x-amz-access-token'] === 'token-1'
        ? refusal(403, 'Unauthorized', '', 'The access token you provided has expired.')
        : { status: 201 },
    )
    expect(await life.solicit(orderId, marketplaceId, soon())).toEqual({ kind: 'done' })
    expect(calls().length).toBe(2)
  })

  it('that was not answered is unclear', async () => {
    const { life } = await open(() => ({ status: 503 }))
    const error = await failure(life.solicit(orderId, marketplaceId, soon()))
    expect(error.facts.kind).toBe('unclear')
  })
})

describe('a report', () => {
  it('is asked for by type and time, and tells its state', async () => {
    const { life, calls } = await open(({ method }) =>
      method === 'POST'
        ? { status: 202, json: { reportId: '0054' } }
        : { status: 200, json: { processingStatus: 'CANCELLED' } },
    )
    const asked = { type: 'GET_X', fromMs: 0, toMs: 86_400_000, marketplaceIds: [marketplaceId] }
    expect(await life.requestReport(asked, soon())).toEqual({ reportId: '0054' })
    expect(JSON.parse(calls()[0]?.body ?? '')).toEqual({
      reportType: 'GET_X',
      dataStartTime: '1970-01-01T00:00:00.000Z',
      dataEndTime: '1970-01-02T00:00:00.000Z',
      marketplaceIds: [marketplaceId],
    })
    const state = { status: 'CANCELLED', documentId: null }
    expect(await life.getReport('0054', soon())).toEqual(state)
  })

  const utf8 = Buffer.from('größe\t1')
  const documents: [string, Uint8Array, string | undefined][] = [
    ['UTF-8 that nobody names', utf8, undefined],
    ['UTF-8 with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]), 'text/plain'],
    ['what the type names', Buffer.from('größe\t1', 'latin1'), 'text/plain;charset=ISO-8859-1'],
    ['Cp1252', Buffer.from('größe\t1', 'latin1'), 'text/plain; charset=Cp1252'],
    ['a charset that is named wrongly', utf8, 'text/plain; charset=Klingon'],
    ['Western European that nobody names', Buffer.from('größe\t1', 'latin1'), undefined],
    ['packed', gzipSync(utf8), 'text/plain; charset=UTF-8'],
  ]
  it.each(documents)('is text, in %s', async (_how, bytes, type) => {
    const headers = type === undefined ? {} : { 'content-type': type }
    const { life } = await open(({ path }, url) =>
      path === '/bucket/3'
        ? { status: 200, bytes, headers }
        : { status: 200, json: { url: `${url}/bucket/3` } },
    )
    expect(await life.readReport('amzn1.tortuga.3', soon())).toBe('größe\t1')
  })

  it('from Japan is read too', async () => {
    const bytes = Buffer.from([0x93, 0xfa, 0x96, 0x7b])
    const headers = { 'content-type': 'text/plain; charset=Shift_JIS' }
    const { life } = await open(({ path }, url) =>
      path === '/bucket/3'
        ? { status: 200, bytes, headers }
        : { status: 200, json: { url: `${url}/bucket/3` } },
    )
    expect(await life.readReport('1', soon())).toBe('日本')
  })
})
