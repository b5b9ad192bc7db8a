/** Errors of the simulated shop in the platform's own words, not in those of the GraphQL library beneath. */
import { afterAll, expect, test } from 'vitest'
import { closeShopify, openShopify } from './shopify-host.ts'
import { mugOrder, orderCreate } from './shopify-orders.ts'

afterAll(closeShopify)

test.each([
  ['{ shop { nme } }', "Field 'nme' doesn't exist on type 'Shop'", 'undefinedField'],
  ['{ orders { nodes { id } } }', 'you must provide one of first or last', 'BAD_REQUEST'],
  [
    '{ order { id } }',
    "Field 'order' is missing required arguments: id",
    'missingRequiredArguments',
  ],
  ['{ shop(a: 1) { name } }', "Field 'shop' doesn't accept argument 'a'", 'argumentNotAccepted'],
  [
    'query ($a: Int) { shop { name } }',
    'Variable $a is declared by anonymous query but not used',
    'variableNotUsed',
  ],
  [
    'query Q { order(id: $id) { id } }',
    'Variable $id is used by Q but not declared',
    'variableNotDefined',
  ],
  [
    'mutation M @idempotent(key: "1") { orderDelete(orderId: "gid://shopify/Order/1") { deletedId } }',
    "'@idempotent' can't be applied to mutations (allowed: fields)",
    'directiveCannotBeApplied',
  ],
  ['{ shop @once { name } }', 'Directive @once is not defined', 'undefinedDirective'],
  ['{ order(id: "123") { id } }', 'invalid id', 'RESOURCE_NOT_FOUND'],
])('%s', async (text, message, code) => {
  const host = await openShopify()
  const { errors, data } = await host.query(text)
  expect(errors?.graphQLErrors?.[0]).toMatchObject({ message, extensions: { code } })
  expect(Object.values(data ?? {}).every((value) => value === null)).toBe(true)
})

test('a field that an input does not have is named in its variable', async () => {
  const host = await openShopify()
  const order = mugOrder(host, { locationId: 'gid://shopify/Location/1' })
  const { errors } = await host.query(orderCreate, { order })
  expect(errors?.graphQLErrors?.[0]).toMatchObject({
    message:
      'Variable $order of type OrderCreateOrderInput! was provided invalid value for locationId (Field is not defined on OrderCreateOrderInput)',
    extensions: {
      code: 'INVALID_VARIABLE',
      problems: [
        { path: ['locationId'], explanation: 'Field is not defined on OrderCreateOrderInput' },
      ],
    },
  })
})

test('scalars are checked, not passed through', async () => {
  const host = await openShopify()
  const order = mugOrder(host, { processedAt: 'yesterday', sourceUrl: 'no address' })
  const { errors } = await host.query(orderCreate, { order })
  const message = errors?.graphQLErrors?.[0]?.message
  expect(message).toContain("processedAt (invalid DateTime 'yesterday')")
  expect(message).toContain("sourceUrl (Invalid url 'no address', missing scheme)")
})

test('an id that is none is refused before anything runs', async () => {
  const host = await openShopify()
  const { errors } = await host.query('query ($id: ID!) { order(id: $id) { id } }', { id: '42' })
  expect(errors?.graphQLErrors?.[0]).toMatchObject({
    message: 'Variable $id of type ID! was provided invalid value',
    extensions: { problems: [{ explanation: "Invalid global id '42'" }] },
  })
})

test('lists of more than 250 are refused as a whole', async () => {
  const host = await openShopify()
  const tags = Array.from({ length: 251 }, (_, at) => `t${at}`)
  const { errors } = await host.query(orderCreate, { order: mugOrder(host, { tags }) })
  expect(errors?.graphQLErrors?.[0]?.extensions?.code).toBe('MAX_INPUT_SIZE_EXCEEDED')
  expect(host.simulator.control.counts().orders).toBe(0)
})

test('a missing scope is refused by field, with what would be needed', async () => {
  const host = await openShopify()
  host.simulator.control.removeScope({ scope: 'write_orders' })
  host.simulator.control.removeScope({ scope: 'read_orders' })
  const { errors } = await host.query('{ orders(first: 1) { nodes { id } } }')
  expect(errors?.graphQLErrors?.[0]).toMatchObject({
    message: expect.stringMatching(
      /^Access denied for orders field\. Required access: `read_orders`/,
    ),
    path: ['orders'],
    extensions: { code: 'ACCESS_DENIED' },
  })
  const made = await host.query(orderCreate, { order: mugOrder(host, {}) })
  expect(made.errors?.graphQLErrors?.[0]?.extensions?.code).toBe('ACCESS_DENIED')
  expect(host.simulator.control.counts().orders).toBe(0)
})

test('without their scope fulfilment orders are simply not there', async () => {
  const host = await openShopify({ scopes: ['write_orders', 'read_assigned_fulfillment_orders'] })
  const order = mugOrder(host, {})
  const text = `mutation ($order: OrderCreateOrderInput!) {
    orderCreate(order: $order) { order { fulfillmentOrders(first: 5) { nodes { id } } } } }`
  const { data, errors } = await host.query(text, { order })
  expect(errors).toBeUndefined()
  expect(data).toEqual({ orderCreate: { order: { fulfillmentOrders: { nodes: [] } } } })
})

test('without read_all_orders what is older than 60 days does not exist', async () => {
  const host = await openShopify()
  const { control } = host.simulator
  const day = 24 * 3_600_000
  const lines = [{ sku: 'MUG-S', quantity: 1 }]
  const { orderId } = control.createOrderAsOtherApp({ lines, createdAgoMs: 61 * day })
  const text = 'query ($id: ID!) { order(id: $id) { id } orders(first: 5) { nodes { id } } }'
  expect((await host.query(text, { id: orderId })).data).toMatchObject({ order: { id: orderId } })
  control.removeScope({ scope: 'read_all_orders' })
  expect((await host.query(text, { id: orderId })).data).toEqual({
    order: null,
    orders: { nodes: [] },
  })
})
