/** Bulk queries of the simulated shop: rules, course on world time, JSONL with `__parentId`, limits, webhook, faults. */
import { afterAll, expect, test } from 'vitest'
import { closeShopify, openShopify, type ShopifyHost } from './shopify-host.ts'

afterAll(closeShopify)

const run =
  'mutation ($q: String!, $g: Boolean! = false) { bulkOperationRunQuery(query: $q, groupObjects: $g) { bulkOperation { id status url } userErrors { code field message } } }'
const stock =
  '{ productVariants { edges { node { id sku inventoryItem { id tracked inventoryLevels { edges { node { id location { name } quantities(names: ["available"]) { name quantity } } } } } } } } }'

type Bulk = { id: string; status: string; url: string | null; [name: string]: unknown }

async function start(host: ShopifyHost, q = stock, g = false) {
  const { data } = await host.query(run, { q, g })
  return data?.bulkOperationRunQuery as {
    bulkOperation: Bulk | null
    userErrors: { code: string; field: string[] | null; message: string }[]
  }
}
async function read(host: ShopifyHost, id = ''): Promise<Bulk> {
  const text =
    'query ($id: ID!) { bulkOperation(id: $id) { id status errorCode url partialDataUrl objectCount rootObjectCount fileSize completedAt } }'
  return (await host.query(text, { id })).data?.bulkOperation as Bulk
}
async function finished(host: ShopifyHost, q = stock, g = false): Promise<Bulk> {
  const { bulkOperation, userErrors } = await start(host, q, g)
  if (bulkOperation === null) throw new Error(JSON.stringify(userErrors))
  await host.advance(20_000)
  return read(host, bulkOperation.id)
}
async function rows(url: unknown): Promise<Record<string, unknown>[]> {
  const text = await (await fetch(String(url))).text()
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('is created, runs and completes over time; its lines are flat and name their parents', async () => {
  const host = await openShopify()
  const { bulkOperation, userErrors } = await start(host)
  expect(userErrors).toEqual([])
  expect(bulkOperation).toMatchObject({ status: 'CREATED', url: null })
  const id = bulkOperation?.id
  await host.advance(1000)
  expect((await read(host, id)).status).toBe('RUNNING')
  host.simulator.control.setStock({ sku: 'MUG-S', quantity: 1 })
  await host.advance(10_000)
  const done = await read(host, id)
  expect(done).toMatchObject({ status: 'COMPLETED', errorCode: null, rootObjectCount: '5' })
  const all = await rows(done.url)
  expect(all).toHaveLength(15)
  expect(done.objectCount).toBe('15')
  const mug = all.find((one) => one.sku === 'MUG-S')
  expect(Object.keys(mug?.inventoryItem as object)).toEqual(['id', 'tracked'])
  const children = all.filter((one) => one.__parentId === mug?.id)
  // The figures are those of its beginning, not of its end.
  expect(children.map((one) => (one.quantities as { quantity: number }[])[0]?.quantity)).toEqual([
    10, 4,
  ])
  expect(all.findIndex((one) => one.__parentId !== undefined)).toBe(5)
})

test('grouped, children come right behind their parents', async () => {
  const host = await openShopify()
  const done = await finished(host, stock, true)
  const kinds = (await rows(done.url)).map((one) => (one.__parentId === undefined ? 'p' : 'c'))
  expect(kinds.join('')).toBe('pcc'.repeat(5))
})

test.each([
  ['{ productVariants { nodes { id } } }', /must select their contents using 'edges' > 'node'/],
  ['{ shop { name } }', /at least one connection/],
  ['{ productVariants { edges { node { nonsense } } } }', /Invalid bulk query/],
  [
    '{ products { edges { node { variants { edges { node { id } } } } } } }',
    /must select the 'id' field/,
  ],
] as const)('refuses %s', async (q, words) => {
  const host = await openShopify()
  const { bulkOperation, userErrors } = await start(host, q)
  expect(bulkOperation).toBeNull()
  expect(userErrors[0]).toMatchObject({ code: 'INVALID', field: ['query'] })
  expect(userErrors[0]?.message).toMatch(words)
})

test('five may run at once; one can be cancelled; a finished one cannot', async () => {
  const host = await openShopify()
  const ids: string[] = []
  for (let at = 0; at < 5; at += 1) ids.push((await start(host)).bulkOperation?.id ?? '')
  expect((await start(host)).userErrors[0]?.code).toBe('LIMIT_REACHED')
  const cancel =
    'mutation ($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }'
  expect((await host.query(cancel, { id: ids[0] })).data?.bulkOperationCancel).toEqual({
    bulkOperation: { status: 'CANCELING' },
    userErrors: [],
  })
  await host.advance(20_000)
  expect((await read(host, ids[0])).status).toBe('CANCELED')
  expect((await read(host, ids[1])).status).toBe('COMPLETED')
  expect((await host.query(cancel, { id: ids[1] })).data?.bulkOperationCancel).toMatchObject({
    userErrors: [{ message: 'A bulk operation cannot be canceled when it is completed' }],
  })
})

test('a missing scope and a fatal end are FAILED; a result is gone after a week', async () => {
  const host = await openShopify()
  host.simulator.control.removeScope({ scope: 'read_inventory' })
  host.simulator.control.removeScope({ scope: 'write_inventory' })
  expect(await finished(host)).toMatchObject({ status: 'FAILED', errorCode: 'ACCESS_DENIED' })
  host.simulator.control.grantScope({ scope: 'read_inventory' })
  host.simulator.faults.add({ on: 'shopify.bulkOperation', fault: 'fatal' })
  const failed = await finished(host)
  expect(failed).toMatchObject({ status: 'FAILED', errorCode: 'INTERNAL_SERVER_ERROR', url: null })
  expect(failed.partialDataUrl).not.toBeNull()
  const done = await finished(host)
  await host.advance(7 * 86_400_000)
  expect((await fetch(String(done.url))).status).toBe(404)
})

test('its end is told by a webhook; a download can be cut short', async () => {
  const told: string[] = []
  const host = await openShopify({
    deliver: async (_url, headers, body) => {
      told.push(`${headers['x-shopify-topic']} ${body}`)
      return { status: 200 }
    },
  })
  await host.query(
    'mutation { webhookSubscriptionCreate(topic: BULK_OPERATIONS_FINISH, webhookSubscription: { uri: "https://example.com/" }) { userErrors { message } } }',
  )
  const done = await finished(host)
  expect(told).toHaveLength(1)
  expect(told[0]).toContain(`bulk_operations/finish {"admin_graphql_api_id":"${done.id}"`)
  host.simulator.faults.add({ on: 'shopify.bulkResult', fault: 'half-page' })
  const short = await (await fetch(String(done.url))).text()
  expect(short.length).toBeLessThan(Number(done.fileSize))
})

test('many products are read in parts, and every row is there once', async () => {
  const host = await openShopify()
  host.simulator.control.stockShop({ count: 600, seed: 7, quantity: 3 })
  const done = await finished(host, stock)
  const all = await rows(done.url)
  const skus = all.flatMap((one) => (typeof one.sku === 'string' ? [one.sku] : []))
  expect([skus.length, new Set(skus).size, all.length]).toEqual([605, 605, 1215])
})
