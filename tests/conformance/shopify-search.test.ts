/** Reads of the simulated shop: the lagging order index, identifiers, pages, and the loose SKU search. */
import { afterAll, describe, expect, test } from 'vitest'
import { closeShopify, nodesOf, openShopify, type ShopifyHost } from './shopify-host.ts'
import { create } from './shopify-orders.ts'

afterAll(closeShopify)

const search = `query Search($query: String, $first: Int = 10, $after: String, $sortKey: OrderSortKeys, $reverse: Boolean) {
  orders(query: $query, first: $first, after: $after, sortKey: $sortKey, reverse: $reverse) {
    nodes { name sourceIdentifier }
    edges { cursor }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`

type Page = {
  readonly nodes: { readonly name: string }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

async function find(host: ShopifyHost, variables: Record<string, unknown>): Promise<Page> {
  const { data, errors } = await host.query(search, variables)
  if (errors) throw new Error(JSON.stringify(errors))
  return data?.orders as Page
}

async function names(host: ShopifyHost, query: string): Promise<string[]> {
  return (await find(host, { query })).nodes.map((one) => one.name)
}

describe('the order index', () => {
  test('shows a new order only after its lag', async () => {
    const host = await openShopify({ indexLagMs: 2000 })
    await create(host, { sourceIdentifier: '306-1' })
    await host.advance(1999)
    expect(await names(host, "source_identifier:'306-1'")).toEqual([])
    await host.advance(1)
    expect(await names(host, "source_identifier:'306-1'")).toEqual(['#1001'])
  })

  test('finds a changed order by its old values until then', async () => {
    const host = await openShopify()
    const { order } = await create(host, { tags: ['Amazon'] })
    await host.advance(5000)
    host.simulator.control.merchantTag({
      orderId: order?.id ?? '',
      remove: ['Amazon'],
      add: ['Done'],
    })
    expect(await names(host, 'tag:Amazon')).toEqual(['#1001'])
    await host.advance(2000)
    expect(await names(host, 'tag:Amazon')).toEqual([])
    expect(await names(host, 'tag:done')).toEqual(['#1001'])
  })

  test('filters by source, tag, name and times, and ignores what it does not know with a warning', async () => {
    const host = await openShopify()
    await create(host, { sourceIdentifier: '306-1', tags: ['Amazon', 'DE'] })
    await host.advance(60_000)
    await create(host, { sourceIdentifier: '306-2', tags: ['Amazon'] })
    await host.advance(60_000)
    expect(await names(host, 'tag:amazon AND NOT tag:DE')).toEqual(['#1002'])
    expect(await names(host, 'tag:Amazon -tag:DE')).toEqual(['#1002'])
    expect(await names(host, 'name:#1001 OR name:1002')).toEqual(['#1001', '#1002'])
    expect(await names(host, "created_at:>'2026-11-22T10:00:59Z'")).toEqual(['#1002'])
    expect(await names(host, "updated_at:<='2026-11-22T10:00:00Z'")).toEqual(['#1001'])
    const unknown = await host.query(search, { query: 'colour:green tag:DE' })
    expect(nodesOf(unknown, 'orders')).toHaveLength(1)
    expect(unknown.extensions?.search).toMatchObject([{ warnings: [{ field: 'colour' }] }])
  })

  test('pages by update time without losing or repeating, also while orders change', async () => {
    const host = await openShopify()
    const ids: string[] = []
    for (let at = 0; at < 7; at += 1) {
      ids.push((await create(host)).order?.id ?? '')
      await host.advance(1000)
    }
    await host.advance(5000)
    const seen: string[] = []
    let after: string | null = null
    for (let turn = 0; turn < 5; turn += 1) {
      const page: Page = await find(host, { first: 3, after, sortKey: 'UPDATED_AT' })
      seen.push(...page.nodes.map((one) => one.name))
      if (turn === 0) {
        // The first of the page changes: it comes again at the end, as on the platform.
        host.simulator.control.merchantTag({ orderId: ids[0] ?? '', add: ['changed'] })
        await host.advance(5000)
      }
      after = page.pageInfo.endCursor
      if (!page.pageInfo.hasNextPage) break
    }
    expect(seen).toEqual(['#1001', '#1002', '#1003', '#1004', '#1005', '#1006', '#1007', '#1001'])
  })

  test('pages backwards and refuses a foreign cursor', async () => {
    const host = await openShopify()
    for (let at = 0; at < 3; at += 1) await create(host)
    await host.advance(5000)
    const newest = await find(host, { first: 2, sortKey: 'CREATED_AT', reverse: true })
    expect(newest.nodes.map((one) => one.name)).toEqual(['#1003', '#1002'])
    const { errors } = await host.query(search, { after: 'bm90aGluZw==' })
    expect(errors?.graphQLErrors?.[0]?.message).toBe('Invalid cursor for current pagination sort.')
  })

  test('forgets a deleted order', async () => {
    const host = await openShopify()
    const { order } = await create(host, { sourceIdentifier: '306-1' })
    await host.advance(5000)
    host.simulator.control.merchantDelete({ orderId: order?.id ?? '' })
    expect(await names(host, "source_identifier:'306-1'")).toEqual([]) // the node is gone at once
    const { data } = await host.query('query ($id: ID!) { order(id: $id) { id } }', {
      id: order?.id,
    })
    expect(data).toEqual({ order: null })
  })
})

describe('identifiers', () => {
  const define = `mutation ($definition: MetafieldDefinitionInput!) {
    metafieldDefinitionCreate(definition: $definition) {
      createdDefinition { id type { name } capabilities { uniqueValues { enabled } } }
      userErrors { code field message }
    }
  }`
  const definition = {
    namespace: 'crossdock',
    key: 'amazon_order_id',
    name: 'Amazon order id',
    type: 'id',
    ownerType: 'ORDER',
  }
  const lookUp = `query ($value: String!) {
    orderByIdentifier(identifier: { customId: { namespace: "crossdock", key: "amazon_order_id", value: $value } }) { name }
  }`
  const withId = (value: string) => ({
    metafields: [{ namespace: 'crossdock', key: 'amazon_order_id', type: 'id', value }],
  })

  test('need a definition of type id, which makes its values unique by itself', async () => {
    const host = await openShopify()
    const before = await host.query(lookUp, { value: '306-1' })
    expect(before.errors?.graphQLErrors?.[0]?.message).toMatch(
      /definition of type 'id' is required/,
    )
    const { data } = await host.query(define, { definition })
    expect(data).toMatchObject({
      metafieldDefinitionCreate: {
        createdDefinition: {
          type: { name: 'id' },
          capabilities: { uniqueValues: { enabled: true } },
        },
        userErrors: [],
      },
    })
    const again = await host.query(define, { definition })
    expect(again.data).toMatchObject({
      metafieldDefinitionCreate: { createdDefinition: null, userErrors: [{ code: 'TAKEN' }] },
    })
  })

  test('find an order at once, or after a lag of their own', async () => {
    const host = await openShopify()
    await host.query(define, { definition })
    await create(host, withId('306-1'))
    expect((await host.query(lookUp, { value: '306-1' })).data).toEqual({
      orderByIdentifier: { name: '#1001' },
    })
    host.simulator.control.setIndexLag({ indexLagMs: 2000, identifierLagMs: 1000 })
    await create(host, withId('306-2'))
    expect((await host.query(lookUp, { value: '306-2' })).data).toEqual({ orderByIdentifier: null })
    await host.advance(1000)
    expect((await host.query(lookUp, { value: '306-2' })).data).toEqual({
      orderByIdentifier: { name: '#1002' },
    })
  })

  test.each([
    [false, 2],
    [true, 1],
  ])('of a second order are refused only if the switch says so (%s)', async (refuse, orders) => {
    const host = await openShopify({ refuseDuplicateId: refuse })
    await host.query(define, { definition })
    await create(host, withId('306-1'))
    const second = await create(host, withId('306-1'))
    expect(host.simulator.control.counts().orders).toBe(orders)
    expect(second.userErrors.map((one) => one.message)).toEqual(
      refuse
        ? [
            'Value is already assigned to another metafield. Choose a different value to ensure it remains unique.',
          ]
        : [],
    )
  })

  test('cannot be defined over values that exist already', async () => {
    const host = await openShopify()
    await create(host, withId('306-1'))
    const { data } = await host.query(define, { definition })
    expect(data).toMatchObject({ metafieldDefinitionCreate: { createdDefinition: null } })
  })
})

describe('SKUs', () => {
  test('are found loosely: other cases and longer ones come along', async () => {
    const host = await openShopify()
    const text = `{ productVariants(first: 5, query: "sku:'mug-s'") { nodes { sku inventoryItem { tracked inventoryLevels(first: 5) { nodes { location { name } quantities(names: ["available"]) { quantity } } } } } } }`
    const nodes = nodesOf<{ sku: string }>(await host.query(text), 'productVariants')
    expect(nodes.map((one) => one.sku)).toEqual(['MUG-S', 'MUG-S-RED'])
    expect(nodes[0]).toMatchObject({
      inventoryItem: {
        tracked: true,
        inventoryLevels: {
          nodes: [
            { location: { name: 'Warehouse' }, quantities: [{ quantity: 10 }] },
            { location: { name: 'Store' }, quantities: [{ quantity: 4 }] },
          ],
        },
      },
    })
  })

  test('that were renamed are found by the new name only', async () => {
    const host = await openShopify()
    host.simulator.control.renameSku({ from: 'HAT', to: 'HAT-2027' })
    const text = 'query ($q: String) { productVariants(first: 5, query: $q) { nodes { id sku } } }'
    const { data } = await host.query(text, { q: 'sku:HAT' })
    expect(data).toEqual({
      productVariants: { nodes: [{ id: host.variants.HAT, sku: 'HAT-2027' }] },
    })
  })
})
