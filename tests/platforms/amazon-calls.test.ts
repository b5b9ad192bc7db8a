/** Tokens, refusals and fallbacks of the Amazon client, against a scripted host on loopback. */
import { afterEach, describe, expect, it } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { PlatformError } from '../../src/core/platform-error.ts'
import type { AmazonClientParts } from '../../src/platforms/amazon/client.ts'
import type { StoredToken } from '../../src/platforms/amazon/token.ts'
import { sampleOrder } from './amazon-sample.ts'
import { type Asked, credentials, openClient, openHost, soon, type Told } from './loopback.ts'

const orderId = id('AmazonOrderId', '302-1234567-7654321')
const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

type Script = {
  token?: (asked: Asked, nth: number) => Told | Promise<Told>
  api?: (asked: Asked) => Told
}

/** Tokens are `token-1`, `token-2` …; the API answers with the sample order. */
async function open(script: Script = {}, more: Partial<AmazonClientParts> = {}) {
  let tokens = 0
  const host = await openHost((asked) => {
    if (asked.path !== '/auth/o2/token') {
      return script.api?.(asked) ?? { status: 200, json: { order: sampleOrder() } }
    }
    tokens += 1
    const token = { access_token: `token-${tokens}`, token_type: 'bearer', expires_in: 3600 }
    return script.token?.(asked, tokens) ?? { status: 200, json: token }
  })
  const client = openClient(host.url, more)
  closers.push(client.close, host.close)
  const tokenCalls = () => host.asked.filter(({ path }) => path === '/auth/o2/token').length
  return { ...client, host, tokenCalls }
}

function refusal(status: number, code: string, words: { message?: string; details?: string } = {}) {
  return { status, json: { errors: [{ code, message: '', ...words }] } }
}

async function failure(promise: Promise<unknown>): Promise<PlatformError> {
  const error = await promise.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(PlatformError)
  return error as PlatformError
}

describe('tokens', () => {
  it('are asked for once, however many calls need one', async () => {
    const { amazon, tokenCalls, host } = await open()
    const readings = await Promise.all(
      Array.from({ length: 50 }, () => amazon.getOrder(orderId, soon())),
    )
    expect(readings.every((reading) => reading.kind === 'order')).toBe(true)
    expect(tokenCalls()).toBe(1)
    const form = new URLSearchParams(host.asked[0]?.body)
    expect(Object.fromEntries(form)).toEqual({
      grant_type: 'refresh_token',
      refresh_token: credentials.refreshToken,
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
    })
  })

  it('are renewed when their hour of world time is nearly over', async () => {
    let nowMs = 0
    const { amazon, tokenCalls, host } = await open({}, { nowMs: () => nowMs })
    await amazon.getOrder(orderId, soon())
    nowMs = 54 * 60_000
    await amazon.getOrder(orderId, soon())
    expect(tokenCalls()).toBe(1)
    nowMs = 56 * 60_000
    await amazon.getOrder(orderId, soon())
    expect(tokenCalls()).toBe(2)
    expect(host.asked.at(-1)?.headers['x-amz-access-token']).toBe('token-2')
  })

  it('are shared between processes by the store', async () => {
    const kept = new Map<string, StoredToken>()
    const tokenStore = {
      get: async (name: string) => kept.get(name) ?? null,
      put: async (name: string, token: StoredToken) => void kept.set(name, token),
    }
    const first = await open({}, { tokenStore })
    await first.amazon.getOrder(orderId, soon())
    const second = openClient(first.host.url, { tokenStore })
    closers.push(second.close)
    await second.amazon.getOrder(orderId, soon())
    expect(first.tokenCalls()).toBe(1)
    expect([...kept.keys()].join()).not.toMatch(/canary/)
  })

  const refusals: [number, string][] = [
    [400, 'invalid_grant'],
    [401, 'invalid_client'],
    [400, 'unauthorized_client'],
    [400, 'expired_token'],
  ]
  it.each(refusals)(
    '%d %s is unauthorized, and nothing is asked of the API',
    async (status, code) => {
      const { amazon, host } = await open({
        token: () => ({ status, json: { error: code, error_description: 'secret-canary' } }),
      })
      const error = await failure(amazon.getOrder(orderId, soon()))
      expect(error.facts).toMatchObject({ kind: 'unauthorized', operation: 'token', code, status })
      expect(`${error.stack}${JSON.stringify(error)}`).not.toMatch(/canary/)
      expect(host.asked.length).toBe(1)
    },
  )

  it('a failed request fails all who waited, and the next one asks again', async () => {
    const { amazon, tokenCalls } = await open({
      token: (_asked, nth) =>
        nth === 1
          ? { status: 503 }
          : { status: 200, json: { access_token: 'late', expires_in: 3600 } },
    })
    const both = [amazon.getOrder(orderId, soon()), amazon.getOrder(orderId, soon())]
    const failures = await Promise.all(both.map(failure))
    expect(failures.map((error) => error.facts.kind)).toEqual(['unavailable', 'unavailable'])
    expect(tokenCalls()).toBe(1)
    await amazon.getOrder(orderId, soon())
    expect(tokenCalls()).toBe(2)
  })

  it('are renewed once when Amazon says that the token expired, for all who used it', async () => {
    const { amazon, tokenCalls } = await open({
      api: (asked) =>
        asked.headers['x-amz-access-token'] === 'token-1'
          ? refusal(403, 'Unauthorized', { details: 'The access token you provided has expired.' })
          : { status: 200, json: { order: sampleOrder() } },
    })
    const readings = await Promise.all(
      Array.from({ length: 10 }, () => amazon.getOrder(orderId, soon())),
    )
    expect(readings.every((reading) => reading.kind === 'order')).toBe(true)
    expect(tokenCalls()).toBe(2)
  })

  it('are not renewed a second time for one call', async () => {
    const { amazon, host } = await open({
      api: () => refusal(403, 'Unauthorized', { details: 'The access token is revoked.' }),
    })
    const error = await failure(amazon.getOrder(orderId, soon()))
    expect(error.facts).toMatchObject({ kind: 'unauthorized', code: 'Unauthorized', status: 403 })
    expect(host.asked.length).toBe(4)
  })

  it('are not suspected at once when a 403 does not name them: a role is missing', async () => {
    let machineMs = 0
    const monotonic = { nowMs: () => machineMs }
    const deadlines = { sendBeforeMs: 1e9, answerByMs: 1e9 }
    const { amazon, tokenCalls } = await open(
      { api: () => refusal(403, 'Unauthorized', { message: 'Access is denied.' }) },
      { monotonic },
    )
    await failure(amazon.getOrder(orderId, deadlines))
    await failure(amazon.getOrder(orderId, deadlines))
    expect(tokenCalls()).toBe(1)
    machineMs = 61_000
    await failure(amazon.getOrder(orderId, deadlines))
    expect(tokenCalls()).toBe(2)
  })
})

describe('refusals', () => {
  const cases: [number, string, string, string][] = [
    [400, 'Invalid Input', 'rejected', 'InvalidInput'],
    [403, 'Unauthorized', 'unauthorized', 'Unauthorized'],
    [404, 'NotFound', 'rejected', 'NotFound'],
    [413, 'RequestEntityTooLarge', 'rejected', 'RequestEntityTooLarge'],
    [429, 'QuotaExceeded', 'throttled', 'QuotaExceeded'],
    [500, 'InternalFailure', 'unavailable', 'InternalFailure'],
    [503, 'ServiceUnavailable', 'unavailable', 'ServiceUnavailable'],
    [302, '', 'contract', 'HTTP_302'],
  ]
  it.each(cases)('%d %s is %s', async (status, code, kind, told) => {
    const { amazon } = await open({
      api: () => ({
        ...refusal(status, code, { message: 'message-canary', details: 'details-canary' }),
        headers: { 'x-amzn-RequestId': 'request-1' },
      }),
    })
    const error = await failure(amazon.getOrder(orderId, soon()))
    expect(error.facts).toMatchObject({ kind, code: told, status, requestId: 'request-1' })
    expect(`${error.stack}${JSON.stringify(error)}`).not.toMatch(/canary/)
  })

  it('an answer that is no JSON breaks the contract', async () => {
    const { amazon } = await open({ api: () => ({ status: 200, json: 'text' }) })
    const error = await failure(amazon.getOrder(orderId, soon()))
    expect(error.facts).toMatchObject({ kind: 'contract', code: 'ORDER_ANSWER_UNREADABLE' })
  })

  it('a rate that Amazon tells is handed on, from refusals too', async () => {
    const headers = { 'x-amzn-RateLimit-Limit': '0.5' }
    const { amazon, limits } = await open({
      api: () => ({ ...refusal(429, 'QuotaExceeded'), headers }),
    })
    await failure(amazon.getOrder(orderId, soon()))
    expect(limits).toEqual([
      expect.objectContaining({ platform: 'amazon', operation: 'getOrder', ratePerS: 0.5 }),
    ])
  })
})

describe('reading orders', () => {
  it('asks for a page as Amazon wants it, and keeps 99 of 100 when one is broken', async () => {
    const orders = Array.from({ length: 100 }, (_none, index) =>
      sampleOrder({ orderId: `302-1234567-${String(index).padStart(7, '0')}` }),
    )
    orders[41] = sampleOrder({ orderId: '302-1234567-0000041', createdTime: 'yesterday' })
    const { amazon, host } = await open({
      api: () => ({
        status: 200,
        json: {
          orders,
          pagination: { nextToken: 'next' },
          lastUpdatedBefore: '2026-11-20T09:58:00Z',
        },
      }),
    })
    const page = await amazon.searchOrders(
      {
        lastUpdatedAfterMs: Date.UTC(2026, 10, 20, 9),
        marketplaceIds: [id('MarketplaceId', 'A1'), id('MarketplaceId', 'A2')],
        token: 'page+2/=',
        openOnly: true,
      },
      soon(),
    )
    expect(page.nextToken).toBe('next')
    expect(page.boundMs).toBe(Date.UTC(2026, 10, 20, 9, 58))
    expect(page.readings.filter((reading) => reading.kind === 'order').length).toBe(99)
    expect(page.readings[41]).toMatchObject({
      kind: 'unreadable',
      orderId: '302-1234567-0000041',
      paths: ['createdTime'],
    })
    const asked = host.asked.at(-1)
    expect(asked?.path).toBe('/orders/2026-01-01/orders')
    expect(Object.fromEntries(asked?.query ?? [])).toEqual({
      lastUpdatedAfter: '2026-11-20T09:00:00.000Z',
      marketplaceIds: 'A1,A2',
      fulfillmentStatuses: 'PENDING_AVAILABILITY,PENDING,UNSHIPPED,PARTIALLY_SHIPPED',
      maxResultsPerPage: '100',
      paginationToken: 'page+2/=',
      includedData:
        'BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX',
    })
    expect(asked?.headers['user-agent']).toMatch(/^Crossdock/)
  })

  it('never moves the watermark when Amazon does not echo its bound', async () => {
    const { amazon } = await open({ api: () => ({ status: 200, json: { orders: [] } }) })
    const page = await amazon.searchOrders({ createdAfterMs: 5_000 }, soon())
    expect(page).toEqual({ readings: [], nextToken: null, boundMs: 5_000 })
  })

  it('asks for fewer datasets when Amazon refuses the combination, and says what is lacking', async () => {
    let nowMs = 0
    const extra: string[] = []
    const { amazon, host } = await open(
      {
        api: (asked) =>
          (asked.query.get('includedData') ?? '').includes('PACKAGES')
            ? refusal(400, 'InvalidInput')
            : { status: 200, json: { order: sampleOrder() } },
      },
      { nowMs: () => nowMs, onExtraCall: (operation) => extra.push(operation) },
    )
    const first = await amazon.getOrder(orderId, soon())
    expect(first).toMatchObject({
      kind: 'order',
      lacking: ['EXPENSE', 'PROMOTION', 'CANCELLATION', 'PACKAGES'],
    })
    await amazon.getOrder(orderId, soon())
    expect(extra).toEqual(['getOrder'])
    const calls = host.asked.length
    nowMs = 11 * 60_000
    await amazon.getOrder(orderId, soon())
    expect(host.asked.length - calls).toBe(2)
  })

  it('a bad request stays a bad request, whatever is left out', async () => {
    const { amazon } = await open({ api: () => refusal(400, 'InvalidInput') })
    const error = await failure(amazon.getOrder(orderId, soon()))
    expect(error.facts).toMatchObject({ kind: 'rejected', code: 'InvalidInput', status: 400 })
  })
})
