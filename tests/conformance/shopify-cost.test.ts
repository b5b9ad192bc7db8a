/** Query points of the simulated shop: what calls cost, how the bucket empties and refills. */
import { readFileSync } from 'node:fs'
import { buildSchema, parse } from 'graphql'
import { afterAll, describe, expect, test } from 'vitest'
import { planCost, requestedCost } from '../../simulators/shopify/graphql/query-cost.ts'
import { closeShopify, openShopify } from './shopify-host.ts'
import { create } from './shopify-orders.ts'

afterAll(closeShopify)

const page = (first: number): string =>
  `{ orders(first: ${first}) { nodes { id name totalPriceSet { shopMoney { amount } } } pageInfo { hasNextPage } } }`

describe('requested cost', () => {
  // g(n): recorded for 1, 5, 10, 50, 100 and 250 rows.
  test.each([
    [1, 3],
    [5, 5],
    [10, 6],
    [50, 9],
    [100, 11],
    [250, 13],
  ])('a page of %i orders costs %i: the size counts by its logarithm', (first, cost) => {
    expect(costOf(page(first))).toBe(cost)
  })

  test('edges cost as nodes do, fragments and aliases are merged, money is free', () => {
    const nodes = '{ products(first: 10) { nodes { id variants(first: 5) { nodes { id } } } } }'
    const edges =
      '{ products(first: 10) { edges { node { ...P } } } } fragment P on Product { id variants(first: 5) { edges { cursor node { id } } } }'
    expect(costOf(nodes)).toBe(2 + 4 * (1 + 2 + 3 * 1))
    expect(costOf(edges)).toBe(costOf(nodes))
    expect(costOf('{ a: shop { name } b: shop { name plan { publicDisplayName } } }')).toBe(3)
  })

  test('a mutation costs 10 with its payload; what hangs below the payload counts', () => {
    const bare =
      'mutation { tagsAdd(id: "gid://shopify/Order/1", tags: ["a"]) { node { id } userErrors { message } } }'
    expect(costOf(bare)).toBe(10)
    const deep =
      'mutation ($o: OrderCreateOrderInput!) { orderCreate(order: $o) { order { id lineItems(first: 100) { nodes { id variant { id } } } } userErrors { message } } }'
    expect(costOf(deep)).toBe(10 + 2 + 9 * 2)
  })

  test('a page size in a variable counts as it was given', () => {
    const text = 'query ($n: Int) { orders(first: $n) { nodes { id } } }'
    expect(costOf(text, { n: 50 })).toBe(9)
  })
})

describe('the bucket', () => {
  test.each([
    ['standard', 2000, 100],
    ['advanced', 4000, 200],
    ['plus', 20_000, 1000],
  ] as const)('of plan %s holds %i and refills %i a second', async (plan, maximum, restoreRate) => {
    const host = await openShopify({ plan })
    const { cost } = await host.query(page(10))
    expect(cost).toEqual({
      requestedQueryCost: 6,
      actualQueryCost: 2, // no order was there
      throttleStatus: { maximumAvailable: maximum, currentlyAvailable: maximum - 2, restoreRate },
    })
  })

  test('charges what came back, not what was asked for', async () => {
    const host = await openShopify()
    for (let at = 0; at < 5; at += 1) await create(host)
    await host.advance(10_000)
    const { cost } = await host.query(page(250))
    expect(cost).toMatchObject({ requestedQueryCost: 13, actualQueryCost: 5 })
  })

  test('empty answers THROTTLED in a 200, runs nothing, and tells how long to wait', async () => {
    const host = await openShopify()
    const heavy = `{ orders(first: 250) { nodes { id ${'lineItems(first: 250) { nodes { id variant { id } } }'} } } }`
    expect(costOf(heavy)).toBeGreaterThan(200)
    await create(host)
    await host.advance(10_000)
    host.simulator.faults.add({ on: 'shopify.orders', fault: 'throttled' })
    const { errors, cost } = await host.query(heavy)
    expect(errors).toMatchObject({ networkStatusCode: 200 })
    expect(errors?.graphQLErrors?.[0]).toMatchObject({
      message: 'Throttled',
      extensions: { code: 'THROTTLED' },
    })
    expect(cost).toMatchObject({ actualQueryCost: null, throttleStatus: { currentlyAvailable: 0 } })
    const waitMs = ((cost?.requestedQueryCost ?? 0) / 100) * 1000
    await host.advance(waitMs - 50)
    expect((await host.query(heavy)).errors).toBeDefined()
    await host.advance(50)
    expect((await host.query(heavy)).errors).toBeUndefined()
  })

  test('empties by use alone, and a throttled create leaves no order', async () => {
    const host = await openShopify()
    let made = 0
    for (;;) {
      const { errors } = await createCounted(host)
      if (errors) break
      made += 1
    }
    expect(made).toBeGreaterThan(50)
    expect(host.simulator.control.counts().orders).toBe(made)
  })

  test('no call may cost more than 1,000, whatever is left', async () => {
    const host = await openShopify({ plan: 'plus' })
    const text =
      '{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { product { variants(first: 250) { nodes { id } } } } } } } }'
    const { errors } = await host.query(text)
    expect(errors?.graphQLErrors?.[0]).toMatchObject({
      message: expect.stringMatching(/^Query cost is \d+, which exceeds the single query max cost/),
      extensions: { code: 'MAX_COST_EXCEEDED', maxCost: 1000 },
    })
  })

  test('switched off is huge', async () => {
    const host = await openShopify({ quotas: 'off' })
    const { cost } = await host.query(page(10))
    expect(cost?.throttleStatus.maximumAvailable).toBeGreaterThan(1_000_000)
  })
})

async function createCounted(host: Awaited<ReturnType<typeof openShopify>>) {
  const text = 'mutation ($o: OrderCreateOrderInput!) { orderCreate(order: $o) { order { id } } }'
  const price = { shopMoney: { amount: '1.00', currencyCode: 'EUR' } }
  const o = { lineItems: [{ title: 'Card', quantity: 1, priceSet: price }] }
  return host.query(text, { o })
}

const schema = buildSchema(
  readFileSync(new URL('../../schemas/shopify-admin-2026-10.graphql', import.meta.url), 'utf8'),
)

function costOf(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text)
  const operation = document.definitions.find((one) => one.kind === 'OperationDefinition')
  if (operation === undefined) throw new Error('no operation')
  return requestedCost(planCost(schema, document, operation), variables)
}
