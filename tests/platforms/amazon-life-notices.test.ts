/** Notifications about money, feeds and reports, and the subscriptions to them. */
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { quantityNotice } from '../../simulators/amazon/listings/stock-notices.ts'
import { readNotification } from '../../src/platforms/amazon/life-notices.ts'
import { openAmazon } from './amazon-host.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const envelopeIds = {
  ...{ sellerId: 'A2', applicationId: 'a', subscriptionId: 's', notificationId: 'n-1' },
  publishTime: '2026-11-20T09:00:05.000Z',
}
const toldAtMs = Date.UTC(2026, 10, 20, 9, 0, 5)

function transactionUpdate(identifiers: object[] | undefined): string {
  return JSON.stringify({
    NotificationVersion: '1.0',
    NotificationType: 'TRANSACTION_UPDATE',
    PayloadVersion: '1.0',
    EventTime: '2026-11-20T09:00:05.000Z',
    Payload: {
      TransactionUpdateNotification: {
        SellingPartnerMetadata: { SellingPartnerId: 'A2', MarketplaceId: 'A1', AccountType: 'X' },
        RelatedIdentifiers: identifiers,
        TransactionType: 'Refund',
        PostedDate: '2026-11-20T09:00:00.000Z',
        TotalAmount: { CurrencyAmount: -10.5, CurrencyCode: 'EUR' },
      },
    },
    NotificationMetadata: { NotificationId: 'n-1', ApplicationId: 'a', SubscriptionId: 's' },
  })
}

function finished(type: 'FEED' | 'REPORT', payload: object): string {
  const name = `${type.toLowerCase()}ProcessingFinishedNotification`
  return JSON.stringify({
    notificationVersion: '2020-09-04',
    notificationType: `${type}_PROCESSING_FINISHED`,
    payloadVersion: '2020-09-04',
    eventTime: '2026-11-20T09:00:05.000Z',
    payload: { [name]: { sellerId: 'A2', accountId: 'm', processingStatus: 'DONE', ...payload } },
    notificationMetadata: { notificationId: 'n-1', applicationId: 'a', subscriptionId: 's' },
  })
}

describe('a notification', () => {
  const told = { notificationId: 'n-1', eventTimeMs: toldAtMs }

  it('of a transaction names the orders, under either spelling, and no money', () => {
    const order = (name: string, value: string) => ({
      RelatedIdentifierName: name,
      RelatedIdentifierValue: value,
    })
    const text = transactionUpdate([
      order('OrderId', '302-1234567-7654321'),
      order('ORDER_ID', '302-1234567-7654321'),
      order('OrderId', '8129762527551'),
      order('ShipmentId', '302-0000000-0000000'),
    ])
    expect(readNotification(text)).toEqual({
      kind: 'transaction-update',
      ...told,
      orderIds: ['302-1234567-7654321'],
      transactionType: 'Refund',
    })
    expect(readNotification(transactionUpdate(undefined))).toMatchObject({ orderIds: [] })
  })

  it('that comes through EventBridge says the same as without its envelope', () => {
    const wrapped = (text: string) => {
      const detail = JSON.parse(text)
      const type = detail.NotificationType ?? detail.notificationType
      return JSON.stringify({
        ...{ version: '0', id: 'e-1', source: 'aws.partner/sellingpartnerapi.amazon.com/1' },
        ...{ 'detail-type': type, time: '2026-11-20T09:00:06Z', region: 'eu-west-1', detail },
      })
    }
    const stock = JSON.stringify(quantityNotice('CUP', 4).envelope(envelopeIds))
    const feed = finished('FEED', { feedId: '0053', feedType: 'JSON_LISTINGS_FEED' })
    for (const text of [stock, feed, transactionUpdate(undefined)]) {
      const plain = readNotification(text)
      expect(plain.kind).not.toBe('unreadable')
      expect(readNotification(wrapped(text))).toEqual(plain)
    }
    expect(readNotification(wrapped(stock))).toMatchObject({ sku: 'CUP', quantity: 4 })
  })

  it('of a feed tells where its report lies, if it has one', () => {
    const feed = { feedId: '0053', feedType: 'POST_PAYMENT_ADJUSTMENT_DATA' }
    const done = finished('FEED', { ...feed, resultFeedDocumentId: 'amzn1.tortuga.3' })
    expect(readNotification(done)).toEqual({
      kind: 'feed-finished',
      ...told,
      ...feed,
      status: 'DONE',
      resultDocumentId: 'amzn1.tortuga.3',
    })
    const fatal = finished('FEED', { ...feed, processingStatus: 'FATAL' })
    expect(readNotification(fatal)).toMatchObject({ status: 'FATAL', resultDocumentId: null })
  })

  it('of a report tells where it lies, if there is one', () => {
    const report = { reportId: '0054', reportType: 'GET_XML_RETURNS_DATA_BY_RETURN_DATE' }
    const done = finished('REPORT', { ...report, reportDocumentId: 'amzn1.tortuga.3' })
    expect(readNotification(done)).toEqual({
      kind: 'report-finished',
      ...told,
      ...report,
      status: 'DONE',
      documentId: 'amzn1.tortuga.3',
    })
    const none = finished('REPORT', { ...report, processingStatus: 'CANCELLED' })
    expect(readNotification(none)).toMatchObject({ status: 'CANCELLED', documentId: null })
  })

  it('that cannot be read names the places; one of an order or of another type is as ever', () => {
    expect(readNotification(finished('FEED', { feedId: '' }))).toEqual({
      kind: 'unreadable',
      paths: [
        'payload.feedProcessingFinishedNotification.feedId',
        'payload.feedProcessingFinishedNotification.feedType',
      ],
    })
    expect(readNotification('{"NotificationType":"ORDER_CHANGE"}').kind).toBe('unreadable')
    expect(readNotification('{"NotificationType":"ANY_OFFER_CHANGED"}').kind).toBe('other')
    expect(readNotification('no json').kind).toBe('unreadable')
  })

  it('never throws, whatever the text', () => {
    const types = ['TRANSACTION_UPDATE', 'FEED_PROCESSING_FINISHED', 'REPORT_PROCESSING_FINISHED']
    const typed = fc
      .tuple(fc.constantFrom(...types), fc.jsonValue())
      .map(([NotificationType, value]) => JSON.stringify({ NotificationType, Payload: value }))
    fc.assert(
      fc.property(fc.oneof(typed, fc.json()), (text) => {
        expect(readNotification(text).kind).toBeTypeOf('string')
      }),
    )
  })
})

describe('a subscription', () => {
  const versions: [
    'TRANSACTION_UPDATE' | 'FEED_PROCESSING_FINISHED' | 'REPORT_PROCESSING_FINISHED',
    string,
  ][] = [
    ['TRANSACTION_UPDATE', '1.0'],
    ['FEED_PROCESSING_FINISHED', '2020-09-04'],
    ['REPORT_PROCESSING_FINISHED', '2020-09-04'],
  ]
  it.each(versions)(
    'to %s is made with its own version %s, to the same queue',
    async (type, version) => {
      const queueArn = 'arn:aws:sqs:eu-west-1:123456789012:orders'
      const destination = { destinationId: 'd-1', resource: { sqs: { arn: queueArn } } }
      const { amazon, calls, close } = await openAmazon((asked) => {
        if (asked.path.endsWith('/destinations')) {
          return { status: 200, json: { payload: [destination] } }
        }
        if (asked.method === 'GET') return { status: 404 }
        return { status: 200, json: { payload: { subscriptionId: 's-1', destinationId: 'd-1' } } }
      })
      closers.push(close)
      expect(await amazon.ensureSubscription({ type, queueArn })).toEqual({
        state: 'subscribed',
        subscriptionId: 's-1',
        destinationId: 'd-1',
        created: true,
      })
      const [, looked, made] = calls()
      expect(looked?.query.get('payloadVersion')).toBe(version)
      expect(made?.path).toBe(`/notifications/v1/subscriptions/${type}`)
      expect(JSON.parse(made?.body ?? '')).toEqual({
        payloadVersion: version,
        destinationId: 'd-1',
      })
    },
  )

  it('to a type whose dated version is refused is made with 1.0', async () => {
    const queueArn = 'arn:aws:sqs:eu-west-1:123456789012:orders'
    const destination = { destinationId: 'd-1', resource: { sqs: { arn: queueArn } } }
    const { amazon, calls, close } = await openAmazon((asked) => {
      if (asked.path.endsWith('/destinations')) {
        return { status: 200, json: { payload: [destination] } }
      }
      if (asked.method === 'GET') return { status: 404 }
      if (asked.body.includes('2020')) {
        return { status: 400, json: { errors: [{ code: 'InvalidInput', message: 'no' }] } }
      }
      return { status: 200, json: { payload: { subscriptionId: 's-1', destinationId: 'd-1' } } }
    })
    closers.push(close)
    const type = 'FEED_PROCESSING_FINISHED'
    const made = await amazon.ensureSubscription({ type, queueArn })
    expect(made).toMatchObject({ state: 'subscribed', created: true })
    const versions = calls()
      .filter(({ method, path }) => method === 'POST' && path.includes('subscriptions'))
      .map(({ body }) => JSON.parse(body).payloadVersion)
    expect(versions).toEqual(['2020-09-04', '1.0'])
  })
})
