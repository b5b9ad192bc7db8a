/** Inventory mutations of the simulated shop: keys, compared quantities, rules and words (facts of API 2026-04 to 2026-10). */
import { afterAll, expect, test } from 'vitest'
import { closeShopify, openShopify, type ShopifyHost } from './shopify-host.ts'

afterAll(closeShopify)

const group =
  'inventoryAdjustmentGroup { reason referenceDocumentUri changes { name delta item { sku } location { name } } }'
const text = (name: string, type: string) =>
  `mutation ($i: ${type}!, $key: String!) { ${name}(input: $i) @idempotent(key: $key) { ${group} userErrors { code field message } } }`
const set = text('inventorySetQuantities', 'InventorySetQuantitiesInput')
const adjust = text('inventoryAdjustQuantities', 'InventoryAdjustQuantitiesInput')
const move = text('inventoryMoveQuantities', 'InventoryMoveQuantitiesInput')
let keys = 0
function newKey(): string {
  keys += 1
  return `key ${keys}`
}
const uri = 'gid://crossdock/Order/1'

async function placeOf(host: ShopifyHost, sku: string, name = 'Warehouse') {
  const query =
    'query ($id: ID!) { productVariant(id: $id) { inventoryItem { id inventoryLevels(first: 5) { nodes { location { id name } } } } } }'
  const { data } = await host.query(query, { id: host.variants[sku] })
  const variant = data?.productVariant as
    | {
        inventoryItem: {
          id: string
          inventoryLevels: { nodes: { location: { id: string; name: string } }[] }
        }
      }
    | undefined
  if (variant === undefined) throw new Error(`no ${sku}`)
  const { inventoryItem } = variant
  const level = inventoryItem.inventoryLevels.nodes.find((one) => one.location.name === name)
  return { inventoryItemId: inventoryItem.id, locationId: level?.location.id ?? '' }
}
const quantities = (host: ShopifyHost, sku: string) =>
  host.simulator.control.stockOf(sku)[0]?.quantities
const input = (more: object, name = 'available') => ({
  name,
  reason: 'correction',
  referenceDocumentUri: uri,
  ...more,
})
async function errorOf(host: ShopifyHost, query: string, i: object, key = newKey()) {
  const { data, errors } = await host.query(query, { i, key })
  if (errors !== undefined) throw new Error(JSON.stringify(errors))
  const payload = Object.values(data ?? {})[0] as {
    userErrors: { code: string; message: string }[]
  }
  return payload.userErrors[0]?.code
}

test('a set with its compared quantity changes available and what is on hand, and stands in the history', async () => {
  const host = await openShopify()
  const place = await placeOf(host, 'MUG-S')
  const i = input({ quantities: [{ ...place, quantity: 7, changeFromQuantity: 10 }] })
  const { data } = await host.query(set, { i, key: 'one' })
  expect(data?.inventorySetQuantities).toEqual({
    inventoryAdjustmentGroup: {
      reason: 'correction',
      referenceDocumentUri: uri,
      changes: ['available', 'on_hand'].map((name) => ({
        name,
        delta: -3,
        item: { sku: 'MUG-S' },
        location: { name: 'Warehouse' },
      })),
    },
    userErrors: [],
  })
  expect(quantities(host, 'MUG-S')).toMatchObject({ available: 7, on_hand: 7 })
  expect(host.simulator.control.stockHistory({ sku: 'MUG-S' })).toMatchObject([
    { reason: 'correction', referenceDocumentUri: uri, by: 'Crossdock' },
  ])
})

test('a stale figure is refused whole; the key that was refused needs a new one', async () => {
  const host = await openShopify()
  const place = await placeOf(host, 'MUG-S')
  const i = input({ quantities: [{ ...place, quantity: 7, changeFromQuantity: 9 }] })
  const { data } = await host.query(set, { i, key: 'one' })
  expect(data?.inventorySetQuantities).toEqual({
    inventoryAdjustmentGroup: null,
    userErrors: [
      {
        code: 'CHANGE_FROM_QUANTITY_STALE',
        field: ['input', 'quantities', '0', 'changeFromQuantity'],
        message: 'The changeFromQuantity argument no longer matches the persisted quantity.',
      },
    ],
  })
  expect(await errorOf(host, set, i, 'one')).toBe('IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED')
  expect(quantities(host, 'MUG-S')).toMatchObject({ available: 10 })
})

test('without the directive, or without the key changeFromQuantity, the call is refused at the top', async () => {
  const host = await openShopify()
  const place = await placeOf(host, 'MUG-S')
  const i = input({ quantities: [{ ...place, quantity: 7 }] })
  const bare = set.replace(' @idempotent(key: $key)', '').replace(', $key: String!', '')
  const { errors, data } = await host.query(bare, { i })
  expect(data).toEqual({ inventorySetQuantities: null })
  expect(errors?.graphQLErrors?.[0]).toMatchObject({
    message: 'The @idempotent directive is required for this mutation but was not provided.',
    path: ['inventorySetQuantities'],
    extensions: { code: 'BAD_REQUEST' },
  })
  const without = await host.query(set, { i, key: 'k' })
  expect(without.errors?.graphQLErrors?.[0]).toMatchObject({
    message: 'InventoryQuantityInput must include the following argument: changeFromQuantity.',
    extensions: { code: 'INVALID_FIELD_ARGUMENTS' },
  })
})

test.each(['checked-again', 'replayed'] as const)(
  'a repeat under the key never happens twice (%s)',
  async (idempotentInventoryRepeat) => {
    const host = await openShopify({ idempotentInventoryRepeat })
    const place = await placeOf(host, 'MUG-S')
    const compared = input({ quantities: [{ ...place, quantity: 7, changeFromQuantity: 10 }] })
    expect(await errorOf(host, set, compared, 'a')).toBeUndefined()
    const expected =
      idempotentInventoryRepeat === 'replayed' ? undefined : 'CHANGE_FROM_QUANTITY_STALE'
    expect(await errorOf(host, set, compared, 'a')).toBe(expected)
    const delta = input({ changes: [{ ...place, delta: -2, changeFromQuantity: null }] })
    expect(await errorOf(host, adjust, delta, 'b')).toBeUndefined()
    expect(await errorOf(host, adjust, delta, 'b')).toBeUndefined()
    expect(quantities(host, 'MUG-S')).toMatchObject({ available: 5, on_hand: 5 })
    const other = input({ changes: [{ ...place, delta: -1, changeFromQuantity: null }] })
    expect(await errorOf(host, adjust, other, 'b')).toBe('IDEMPOTENCY_KEY_PARAMETER_MISMATCH')
  },
)

test('the rules: names, reasons, negative figures, limits, pairs, places, documents', async () => {
  const host = await openShopify()
  const place = await placeOf(host, 'MUG-S')
  const row = (quantity: number) => ({ ...place, quantity, changeFromQuantity: null })
  const one = (quantity: number, name?: string) => input({ quantities: [row(quantity)] }, name)
  expect(await errorOf(host, set, one(-5))).toBeUndefined()
  expect(await errorOf(host, set, one(-5, 'on_hand'))).toBe('INVALID_QUANTITY_NEGATIVE')
  expect(await errorOf(host, set, one(5, 'reserved'))).toBe('INVALID_NAME')
  expect(await errorOf(host, set, one(1_000_000_001))).toBe('INVALID_QUANTITY_TOO_HIGH')
  expect(await errorOf(host, set, { ...one(5), reason: 'because' })).toBe('INVALID_REASON')
  expect(await errorOf(host, set, { ...one(5), referenceDocumentUri: 'gid://x' })).toBe(
    'INVALID_REFERENCE_DOCUMENT',
  )
  expect(await errorOf(host, set, input({ quantities: [row(1), row(2)] }))).toBe(
    'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
  )
  const nowhere = { ...row(1), locationId: 'gid://shopify/Location/1' }
  expect(await errorOf(host, set, input({ quantities: [nowhere] }))).toBe('INVALID_LOCATION')
  const nothing = { ...row(1), inventoryItemId: 'gid://shopify/InventoryItem/1' }
  expect(await errorOf(host, set, input({ quantities: [nothing] }))).toBe('INVALID_INVENTORY_ITEM')
  const reserved = { ...place, delta: 1, changeFromQuantity: null }
  expect(await errorOf(host, adjust, input({ changes: [reserved] }, 'reserved'))).toBe(
    'INVALID_QUANTITY_DOCUMENT',
  )
  const long = Array.from({ length: 251 }, () => row(1))
  const { errors } = await host.query(set, { i: input({ quantities: long }), key: 'l' })
  expect(errors?.graphQLErrors?.[0]?.extensions?.code).toBe('MAX_INPUT_SIZE_EXCEEDED')
})

test('units move from available to reserved and back at one location, on hand stays', async () => {
  const host = await openShopify()
  const { inventoryItemId, locationId } = await placeOf(host, 'MUG-S')
  const ends = (from: object, to: object, quantity = 4) => ({
    reason: 'reservation_created',
    referenceDocumentUri: uri,
    changes: [{ inventoryItemId, quantity, from, to }],
  })
  const available = { locationId, name: 'available', changeFromQuantity: null }
  const ledgerDocumentUri = 'gid://crossdock/Reservation/1'
  const reserved = { locationId, name: 'reserved', changeFromQuantity: null, ledgerDocumentUri }
  expect(await errorOf(host, move, ends(available, reserved))).toBeUndefined()
  expect(quantities(host, 'MUG-S')).toMatchObject({ available: 6, reserved: 4, on_hand: 10 })
  expect(await errorOf(host, move, ends(reserved, available, 5))).toBe('INVALID_QUANTITY_NEGATIVE')
  const stale = { ...reserved, changeFromQuantity: 3 }
  expect(await errorOf(host, move, ends(stale, available))).toBe('CHANGE_FROM_QUANTITY_STALE')
  expect(await errorOf(host, move, ends(available, available))).toBe('SAME_QUANTITY_NAME')
  const store = (await placeOf(host, 'MUG-S', 'Store')).locationId
  const there = { ...reserved, locationId: store }
  expect(await errorOf(host, move, ends(available, there))).toBe('DIFFERENT_LOCATIONS')
  expect(await errorOf(host, move, ends(reserved, available))).toBeUndefined()
  expect(quantities(host, 'MUG-S')).toMatchObject({ available: 10, reserved: 0, on_hand: 10 })
})

test('an item is taken off a location and stocked there again with its figures', async () => {
  const host = await openShopify()
  const place = await placeOf(host, 'MUG-S', 'Store')
  const levels =
    'query ($id: ID!) { inventoryItem(id: $id) { inventoryLevels(first: 5) { nodes { id isActive location { name } } } } }'
  const read = async () => {
    const { data } = await host.query(levels, { id: place.inventoryItemId })
    type Row = { id: string; location: { name: string } }
    const item = data?.inventoryItem as { inventoryLevels: { nodes: Row[] } } | undefined
    return item?.inventoryLevels.nodes ?? []
  }
  const store = (await read()).find((one) => one.location.name === 'Store')
  const off =
    'mutation ($id: ID!) { inventoryDeactivate(inventoryLevelId: $id) { userErrors { message } } }'
  await host.query(off, { id: store?.id })
  expect((await read()).map((one) => one.location.name)).toEqual(['Warehouse'])
  const on =
    'mutation ($i: ID!, $l: ID!, $n: Int, $key: String!) { inventoryActivate(inventoryItemId: $i, locationId: $l, available: $n) @idempotent(key: $key) { inventoryLevel { quantities(names: ["available"]) { quantity } } userErrors { field message } } }'
  const variables = { i: place.inventoryItemId, l: place.locationId, key: 'x' }
  expect((await host.query(on, variables)).data?.inventoryActivate).toEqual({
    inventoryLevel: { quantities: [{ quantity: 4 }] },
    userErrors: [],
  })
  expect((await host.query(on, { ...variables, n: 9, key: 'y' })).data?.inventoryActivate).toEqual({
    inventoryLevel: null,
    userErrors: [
      {
        field: ['available'],
        message:
          'Not allowed to set available quantity when the item is already active at the location.',
      },
    ],
  })
})

test.each([
  ['answer-lost', true],
  ['applied-late', true],
  ['silently-dropped', false],
  ['refused', false],
  ['unavailable', false],
  ['throttled', false],
] as const)('under the fault %s a set is there in the end: %s', async (fault, isThere) => {
  const host = await openShopify()
  const place = await placeOf(host, 'MUG-S')
  host.simulator.faults.add({ on: 'shopify.inventorySetQuantities', fault, delayMs: 1000 })
  const i = input({ quantities: [{ ...place, quantity: 7, changeFromQuantity: null }] })
  await host.query(set, { i, key: 'one' })
  await host.advance(1000)
  expect(quantities(host, 'MUG-S')?.available).toBe(isThere ? 7 : 10)
})

test('a stale read shows the figures of a moment ago', async () => {
  const host = await openShopify()
  await host.advance(60_000)
  host.simulator.control.setStock({ sku: 'MUG-S', quantity: 2 })
  host.simulator.faults.add({ on: 'shopify.productVariant', fault: 'stale-read' })
  const query =
    'query ($id: ID!) { productVariant(id: $id) { inventoryItem { inventoryLevels(first: 1) { nodes { quantities(names: ["available"]) { quantity } } } } } }'
  const seen = async () =>
    JSON.stringify((await host.query(query, { id: host.variants['MUG-S'] })).data)
  expect(await seen()).toContain('"quantity":10')
  expect(await seen()).toContain('"quantity":2')
})

test('while a late call is at work its key is taken; then it has happened once', async () => {
  const host = await openShopify()
  const place = await placeOf(host, 'MUG-S')
  const i = input({ changes: [{ ...place, delta: -2, changeFromQuantity: null }] })
  host.simulator.faults.add({
    on: 'shopify.inventoryAdjustQuantities',
    fault: 'applied-late',
    delayMs: 1000,
  })
  await host.query(adjust, { i, key: 'one' })
  expect(await errorOf(host, adjust, i, 'one')).toBe('IDEMPOTENCY_CONCURRENT_REQUEST')
  await host.advance(1000)
  expect(await errorOf(host, adjust, i, 'one')).toBeUndefined()
  expect(quantities(host, 'MUG-S')?.available).toBe(8)
})
