/** Subscribing to ORDER_CHANGE, reading its envelope, and whose account it is. */
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { PlatformError } from '../../src/core/platform-error.ts'
import { readOrderChange } from '../../src/platforms/amazon/order-change.ts'
import type { Json } from './amazon-sample.ts'
import { type Asked, openClient, openHost, type Told } from './loopback.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const queueArn = 'arn:aws:sqs:eu-west-1:123456789012:orders'

async function open(api: (asked: Asked) => Told) {
  const host = await openHost((asked) =>
    asked.path === '/auth/o2/token'
      ? {
          status: 200,
          json: {
            access_token: asked.body.includes('client_credentials') ? 'grantless' : 'seller',
            expires_in: 3600,
          },
        }
      : api(asked),
  )
  const client = openClient(host.url)
  closers.push(client.close, host.close)
  const calls = () =>
    host.asked
      .filter(({ path }) => path !== '/auth/o2/token')
      .map(({ method, path, headers }) => `${method} ${path} ${headers['x-amz-access-token']}`)
  return { ...client, host, calls }
}

/** Remembers what was made; `lateConflict` answers 409 to the first create, as a race would. */
function notificationsApi(start: { destinationArn?: string; subscribedTo?: string } = {}) {
  const destinations: Json[] = []
  let subscription: Json | undefined
  if (start.destinationArn) destinations.push(destinationJson('d-0', start.destinationArn))
  if (start.subscribedTo) subscription = subscriptionJson(start.subscribedTo)
  return (asked: Asked): Told => {
    if (asked.path === '/notifications/v1/destinations') {
      if (asked.method === 'GET') return { status: 200, json: { payload: destinations } }
      const arn = JSON.parse(asked.body).resourceSpecification.sqs.arn
      const made = destinationJson(`d-${destinations.length + 1}`, arn)
      destinations.push(made)
      return { status: 200, json: { payload: made } }
    }
    if (asked.method === 'POST') {
      const body = JSON.parse(asked.body)
      if (subscription) return { status: 409, json: { errors: [{ code: 'Conflict' }] } }
      subscription = subscriptionJson(body.destinationId)
    }
    return subscription
      ? { status: 200, json: { payload: subscription } }
      : { status: 404, json: { errors: [{ code: 'NotFound' }] } }
  }
}

function destinationJson(destinationId: string, arn: string): Json {
  return { destinationId, name: 'crossdock', resource: { sqs: { arn } } }
}

function subscriptionJson(destinationId: string): Json {
  return { subscriptionId: 's-1', payloadVersion: '1.0', destinationId }
}

describe('the ORDER_CHANGE subscription', () => {
  it('is made once: destinations grantless, the subscription with the seller token', async () => {
    const { amazon, calls } = await open(notificationsApi())
    const made = await amazon.ensureOrderChangeSubscription({ queueArn })
    expect(made).toEqual({
      state: 'subscribed',
      subscriptionId: 's-1',
      destinationId: 'd-1',
      created: true,
    })
    expect(calls()).toEqual([
      'GET /notifications/v1/destinations grantless',
      'POST /notifications/v1/destinations grantless',
      'GET /notifications/v1/subscriptions/ORDER_CHANGE seller',
      'POST /notifications/v1/subscriptions/ORDER_CHANGE seller',
    ])
    const again = await amazon.ensureOrderChangeSubscription({ queueArn })
    expect(again).toMatchObject({ state: 'subscribed', created: false })
    expect(calls().filter((call) => call.startsWith('POST')).length).toBe(2)
  })

  it('that leads to another queue is told, not taken', async () => {
    const { amazon, calls } = await open(
      notificationsApi({ destinationArn: 'arn:aws:sqs:eu-west-1:1:other', subscribedTo: 'd-0' }),
    )
    expect(await amazon.ensureOrderChangeSubscription({ queueArn })).toEqual({
      state: 'elsewhere',
      subscriptionId: 's-1',
      destinationId: 'd-0',
    })
    expect(calls().some((call) => call.startsWith('DELETE'))).toBe(false)
  })

  it('made by another process in the same moment is found after the conflict', async () => {
    const api = notificationsApi({ destinationArn: queueArn, subscribedTo: 'd-0' })
    let looks = 0
    const { amazon } = await open((asked) => {
      if (asked.method === 'GET' && asked.path.includes('subscriptions')) looks += 1
      return looks === 1 && asked.method === 'GET' ? { status: 404 } : api(asked)
    })
    const found = await amazon.ensureOrderChangeSubscription({ queueArn })
    expect(found).toMatchObject({ state: 'subscribed', created: false })
  })

  it('is unclear when Amazon fails while making it', async () => {
    const api = notificationsApi()
    const { amazon } = await open((asked) =>
      asked.method === 'POST' ? { status: 500, json: {} } : api(asked),
    )
    const error = await amazon
      .ensureOrderChangeSubscription({ queueArn })
      .catch((thrown: unknown) => thrown)
    expect(error instanceof PlatformError && error.facts).toMatchObject({
      kind: 'unclear',
      operation: 'createDestination',
    })
  })
})

function envelope(change: Json = {}, more: Json = {}): Json {
  return {
    NotificationVersion: '1.0',
    NotificationType: 'ORDER_CHANGE',
    PayloadVersion: '1.0',
    EventTime: '2026-11-20T09:00:05.000Z',
    Payload: {
      OrderChangeNotification: {
        NotificationLevel: 'OrderLevel',
        SellerId: 'A3SELLER',
        AmazonOrderId: '302-1234567-7654321',
        OrderChangeType: 'OrderStatusChange',
        OrderChangeTrigger: { TimeOfOrderChange: '2026-11-20T09:00:01.500Z', ChangeReason: '' },
        Summary: { MarketplaceId: 'A1PA6795UKMFR9', DestinationPostalCode: 'CANARY' },
        ...change,
      },
    },
    NotificationMetadata: { NotificationId: 'n-1', ApplicationId: 'a', SubscriptionId: 's-1' },
    ...more,
  }
}

describe('an ORDER_CHANGE notification', () => {
  it('says only which order changed and when, without the postal code', () => {
    const change = readOrderChange(JSON.stringify(envelope()))
    expect(change).toEqual({
      kind: 'order-change',
      orderId: '302-1234567-7654321',
      notificationId: 'n-1',
      eventTimeMs: Date.UTC(2026, 10, 20, 9, 0, 1, 500),
      marketplaceId: 'A1PA6795UKMFR9',
      sellerId: 'A3SELLER',
    })
  })

  it('counts from when it was told when Amazon does not say when the order changed', () => {
    const change = readOrderChange(JSON.stringify(envelope({ OrderChangeTrigger: undefined })))
    expect(change).toMatchObject({ eventTimeMs: Date.UTC(2026, 10, 20, 9, 0, 5) })
  })

  it('of another type is set apart, in either casing', () => {
    for (const text of [
      '{"NotificationType":"TRANSACTION_UPDATE"}',
      '{"notificationType":"FEED_PROCESSING_FINISHED"}',
    ]) {
      expect(readOrderChange(text).kind).toBe('other')
    }
  })

  it('that cannot be read names the places, never a value', () => {
    const text = JSON.stringify(envelope({ AmazonOrderId: 'canary' }))
    expect(readOrderChange(text)).toEqual({
      kind: 'unreadable',
      paths: ['Payload.OrderChangeNotification.AmazonOrderId'],
    })
    expect(readOrderChange('no json').kind).toBe('unreadable')
  })

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readOrderChange(text).kind).toBeTypeOf('string')
      }),
    )
  })
})

describe('the account', () => {
  const participation = (marketplaceId: string, hasSuspendedListings = false): Json => ({
    marketplace: { id: marketplaceId, name: 'Amazon.de', countryCode: 'DE', domainName: 'x' },
    storeName: 'Store',
    participation: { isParticipating: true, hasSuspendedListings },
  })

  function sellersApi(participations: Json[], account: Told) {
    return (asked: Asked): Told =>
      asked.path === '/sellers/v1/account'
        ? account
        : { status: 200, json: { payload: participations } }
  }

  it('tells plan, marketplaces and where listings are suspended', async () => {
    const account = { status: 200, json: { payload: { sellingPlan: 'PROFESSIONAL' } } }
    const { amazon } = await open(
      sellersApi([participation('A1'), participation('A2', true)], account),
    )
    expect(await amazon.readAccount()).toMatchObject({
      plan: 'PROFESSIONAL',
      marketplaces: [{ marketplaceId: 'A1', participating: true }, { marketplaceId: 'A2' }],
      suspended: ['A2'],
      vendor: false,
    })
  })

  it('shows an unknown plan by name, and none when Amazon refuses to say', async () => {
    const odd = { status: 200, json: { payload: { sellingPlan: 'GOLD' } } }
    const first = await open(sellersApi([participation('A1')], odd))
    expect((await first.amazon.readAccount()).plan).toEqual({ unrecognised: 'GOLD' })
    const refused = { status: 403, json: { errors: [{ code: 'Unauthorized', message: '' }] } }
    const second = await open(sellersApi([participation('A1')], refused))
    expect((await second.amazon.readAccount()).plan).toBeNull()
  })

  it('B25d: refused its own facts and all orders, it counts as a Vendor Central account', async () => {
    const refused = { status: 403, json: { errors: [{ code: 'Unauthorized', message: '' }] } }
    const vendor = await open(() => refused)
    expect(await vendor.amazon.readAccount()).toMatchObject({ vendor: true, marketplaces: [] })
  })

  it('refused its own facts alone, it is an application without the role', async () => {
    const refused = { status: 403, json: { errors: [{ code: 'Unauthorized', message: '' }] } }
    const { amazon } = await open((asked) =>
      asked.path.startsWith('/orders') ? { status: 404, json: {} } : refused,
    )
    const error = await amazon.readAccount().catch((thrown: unknown) => thrown)
    expect(error instanceof PlatformError && error.facts).toMatchObject({
      kind: 'unauthorized',
      operation: 'getMarketplaceParticipations',
    })
  })

  it('B25d: without any marketplace it is a Vendor Central account', async () => {
    const { amazon } = await open(sellersApi([], { status: 200, json: {} }))
    expect(await amazon.readAccount()).toMatchObject({ vendor: true, marketplaces: [] })
  })
})
