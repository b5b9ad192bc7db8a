/** What each answer of Shopify means for a read and for a create: done, refused, unclear, or an error. */
import { describe, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { PlatformError } from '../../src/core/platform-error.ts'
import { type CreateAnswer, createOrder } from '../../src/platforms/shopify/create-order.ts'
import { readOrder } from '../../src/platforms/shopify/read-orders.ts'
import { draft, personal } from './shopify-drafts.ts'
import {
  cost,
  deadlines,
  json,
  orderBody,
  type Reply,
  scriptedShop,
} from './shopify-scripted-wire.ts'

const gid = id('ShopifyOrderGid', 'gid://shopify/Order/900')

function userErrors(...errors: { code: string | null; field: string[] | null; message: string }[]) {
  return json({ data: { orderCreate: { order: null, userErrors: errors } } })
}

function topLevel(code: string | undefined, path?: unknown[], data?: unknown): Reply {
  const error = { message: 'words that may repeat Jana Probe', path, extensions: { code } }
  return json({ errors: [error], ...(data === undefined ? {} : { data }), extensions: cost(43, 3) })
}

type Meaning = readonly [string, Reply, string, string]

/** title, answer, what a create makes of it, what a read makes of it */
const meanings: readonly Meaning[] = [
  [
    'the host not reached',
    'not-sent',
    'throws unavailable ECONNREFUSED',
    'unavailable ECONNREFUSED',
  ],
  ['the answer lost', 'lost', 'unclear ECONNRESET', 'unavailable ECONNRESET'],
  ['500', json({}, 500), 'unclear HTTP_500', 'unavailable HTTP_500'],
  ['503', json({}, 503), 'unclear HTTP_503', 'unavailable HTTP_503'],
  ['408', json({}, 408), 'unclear HTTP_408', 'unavailable HTTP_408'],
  ['429', json({}, 429), 'throws throttled HTTP_429', 'throttled HTTP_429'],
  ['430', json({}, 430), 'throws throttled HTTP_430', 'throttled HTTP_430'],
  ['402, a frozen shop', json({}, 402), 'throws unavailable HTTP_402', 'unavailable HTTP_402'],
  ['423, a locked shop', json({}, 423), 'throws unavailable HTTP_423', 'unavailable HTTP_423'],
  ['403', json({}, 403), 'throws unauthorized HTTP_403', 'unauthorized HTTP_403'],
  ['404', json({}, 404), 'throws rejected HTTP_404', 'rejected HTTP_404'],
  ['a redirect', json({}, 301), 'throws rejected HTTP_301', 'rejected HTTP_301'],
  [
    'a page of HTML',
    { status: 200, text: '<html>' },
    'unclear NOT_GRAPHQL',
    'contract NOT_GRAPHQL',
  ],
  ['no data, no errors', json({}), 'unclear NOT_GRAPHQL', 'contract NOT_GRAPHQL'],
  ['another shape', json({ data: { other: 1 } }), 'unclear ANSWER_SHAPE', 'contract ANSWER_SHAPE'],
  ['THROTTLED', topLevel('THROTTLED'), 'throws throttled THROTTLED', 'throttled THROTTLED'],
  [
    'MAX_COST_EXCEEDED',
    topLevel('MAX_COST_EXCEEDED'),
    'throws rejected MAX_COST_EXCEEDED',
    'rejected MAX_COST_EXCEEDED',
  ],
  [
    'ACCESS_DENIED on the mutation',
    topLevel('ACCESS_DENIED', ['orderCreate'], { orderCreate: null }),
    'throws unauthorized ACCESS_DENIED',
    'unauthorized ACCESS_DENIED',
  ],
  [
    'ACCESS_DENIED inside what was created',
    topLevel('ACCESS_DENIED', ['orderCreate', 'order', 'fulfillmentOrders'], {
      orderCreate: { order: null, userErrors: [] },
    }),
    'unclear ACCESS_DENIED',
    'unauthorized ACCESS_DENIED',
  ],
  [
    'a variable that the schema refuses',
    topLevel('INVALID_VARIABLE'),
    'refused other INVALID_VARIABLE',
    'rejected INVALID_VARIABLE',
  ],
  [
    'a static check',
    topLevel('undefinedField', ['query', 'order']),
    'refused other undefinedField',
    'rejected undefinedField',
  ],
  [
    'INTERNAL_SERVER_ERROR',
    topLevel('INTERNAL_SERVER_ERROR'),
    'unclear INTERNAL_SERVER_ERROR',
    'unavailable INTERNAL_SERVER_ERROR',
  ],
  ['an unnamed error', topLevel(undefined), 'unclear UNNAMED', 'unavailable UNNAMED'],
  [
    'an empty payload',
    json({ data: { orderCreate: { order: null, userErrors: [] } } }),
    'unclear EMPTY_ANSWER',
    'contract ANSWER_SHAPE',
  ],
  [
    'a null payload',
    json({ data: { orderCreate: null } }),
    'unclear EMPTY_ANSWER',
    'contract ANSWER_SHAPE',
  ],
  [
    'userErrors together with an order',
    json({
      data: {
        orderCreate: {
          order: orderBody,
          userErrors: [{ code: 'INVALID', field: null, message: 'something' }],
        },
      },
    }),
    'unclear ERRORS_WITH_ORDER',
    'contract ANSWER_SHAPE',
  ],
  [
    'the stock refusal of 2026-10',
    userErrors({
      code: 'INVALID',
      field: ['order', 'lineItems'],
      message: 'Line items Unable to reserve inventory',
    }),
    'refused stock',
    'contract ANSWER_SHAPE',
  ],
  [
    'the documented stock refusal',
    userErrors({ code: 'INVENTORY_CLAIM_FAILED', field: null, message: 'x' }),
    'refused stock',
    'contract ANSWER_SHAPE',
  ],
  [
    'the sixth order in a minute on a trial shop',
    userErrors({ code: null, field: null, message: 'Too many attempts. Please try again later.' }),
    'refused too-many-orders',
    'contract ANSWER_SHAPE',
  ],
  [
    'a tax line without a rate',
    userErrors(
      { code: 'INVALID', field: ['order'], message: 'Order Line items is invalid' },
      {
        code: 'TAX_LINE_RATE_MISSING',
        field: ['order', 'lineItems', '0', 'taxLines', '0', 'rate'],
        message: 'Rate is missing',
      },
    ),
    'refused other TAX_LINE_RATE_MISSING',
    'contract ANSWER_SHAPE',
  ],
  [
    'an order',
    json({ data: { orderCreate: { order: orderBody, userErrors: [] } } }),
    'done',
    'contract ANSWER_SHAPE',
  ],
]

describe('an answer', () => {
  test.each(meanings)('%s', async (_title, reply, forCreate, forRead) => {
    const shop = scriptedShop(() => reply)
    const request = { draft: draft(), personal: personal(), fulfilledFrom: null }
    expect(await told(createOrder(shop.client, request, deadlines))).toBe(forCreate)
    expect(await told(readOrder(shop.client, gid, deadlines))).toBe(`throws ${forRead}`)
  })

  test('no error and no refusal repeats words of ours', async () => {
    for (const [, reply] of meanings) {
      const shop = scriptedShop(() => reply)
      const error = await readOrder(shop.client, gid, deadlines).catch((thrown: unknown) => thrown)
      expect(JSON.stringify(error) + String(error)).not.toMatch(/Jana|shpat/)
    }
  })

  test('THROTTLED tells how long until the bucket holds enough', async () => {
    const shop = scriptedShop(() => topLevel('THROTTLED'))
    const error = await readOrder(shop.client, gid, deadlines).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ facts: { retryAfterMs: 400 } })
    expect(shop.limits[0]).toMatchObject({ available: 3, ratePerS: 100, costRequested: 43 })
  })

  test('Retry-After is in seconds, with a fraction', async () => {
    const shop = scriptedShop(() => json({}, 429, { 'retry-after': '2.0', 'x-request-id': 'r-1' }))
    const error = await readOrder(shop.client, gid, deadlines).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ facts: { retryAfterMs: 2_000, requestId: 'r-1' } })
  })

  test('a deleted order reads as null', async () => {
    const shop = scriptedShop(() => json({ data: { order: null } }))
    expect(await readOrder(shop.client, gid, deadlines)).toBeNull()
  })
})

describe('a refusal', () => {
  test('keeps Shopify’s words without the buyer in them', async () => {
    const message =
      'Shipping address Jana Maria Probe, Musterweg 12 (jana@example.org) is too strange for 99084'
    const shop = scriptedShop(() =>
      userErrors({ code: 'INVALID', field: ['order', 'shippingAddress'], message }),
    )
    const request = { draft: draft(), personal: personal(), fulfilledFrom: null }
    const answer = await createOrder(shop.client, request, deadlines)
    const text =
      answer.kind === 'refused' && answer.refusal.kind === 'other' ? answer.refusal.text : ''
    expect(text).toMatch(/^Shipping address .* is too strange for/)
    expect(text).not.toMatch(/jana|maria|probe|musterweg|99084|@/i)
  })

  test('before sending needs no call at all', async () => {
    const shop = scriptedShop(() => json({}))
    const shipped = draft({ fulfilled: { carrier: null, trackingNumbers: [] } })
    const request = { draft: shipped, personal: null, fulfilledFrom: null }
    expect(await told(createOrder(shop.client, request, deadlines))).toBe(
      'refused other FULFILMENT_LOCATION_MISSING',
    )
    expect(shop.calls).toEqual([])
  })
})

async function told(call: Promise<unknown>): Promise<string> {
  try {
    const answer = (await call) as CreateAnswer
    if (answer.kind === 'done') return 'done'
    if (answer.kind === 'unclear') return `unclear ${answer.code}`
    const { refusal } = answer
    return `refused ${refusal.kind}${refusal.kind === 'other' ? ` ${refusal.code}` : ''}`
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    return `throws ${error.facts.kind} ${error.facts.code}`
  }
}
