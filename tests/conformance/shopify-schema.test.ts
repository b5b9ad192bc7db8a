/**
 * The simulated shop serves what it says: the product's operations validate and run on it, every output field of the
 * schema has an answer, and the demo shop is what the catalogue says.
 */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  buildSchema,
  concatAST,
  type GraphQLField,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { afterAll, describe, expect, test } from 'vitest'
import { createSteppedClock } from '../../simulators/kit/world-clock.ts'
import { planCost, requestedCost } from '../../simulators/shopify/graphql/query-cost.ts'
import { createShopifySimulator } from '../../simulators/shopify/simulator.ts'
import { ADOPTABLE_ORDER } from '../../simulators/worlds/adoptable.ts'
import { populateDemoShopify } from '../../simulators/worlds/demo-shopify.ts'
import * as catalogue from '../../src/platforms/shopify/catalogue-operations.ts'
import * as life from '../../src/platforms/shopify/life-operations.ts'
import * as lifeWrites from '../../src/platforms/shopify/life-write-operations.ts'
import * as orders from '../../src/platforms/shopify/order-operations.ts'
import * as personal from '../../src/platforms/shopify/personal-operations.ts'
import * as setup from '../../src/platforms/shopify/setup-operations.ts'
import {
  closeShopify,
  nodesOf,
  openShopify,
  type ShopifyHost,
  worldStartMs,
} from './shopify-host.ts'
import { create } from './shopify-orders.ts'

afterAll(closeShopify)

const schema = buildSchema(
  readFileSync(new URL('../../schemas/shopify-admin-2026-10.graphql', import.meta.url), 'utf8'),
)
const folder = fileURLToPath(new URL('../../src/platforms/shopify/operations', import.meta.url))

describe('the product’s operations', () => {
  const files = globSync('*.graphql', { cwd: folder }).sort()
  const all = concatAST(files.map((file) => parse(readFileSync(`${folder}/${file}`, 'utf8'))))

  test('validate against the pruned schema', () => {
    expect(files.length).toBeGreaterThan(0)
    expect(validate(schema, all, specifiedRules)).toEqual([])
  })

  test.each(
    [catalogue, orders, life, lifeWrites, personal, setup]
      .flatMap((one) => Object.values(one))
      .map((operation) => [operation.call, operation] as const),
  )('%s costs here what the product sets aside for it', (_call, operation) => {
    const document = parse(operation.document)
    const node = document.definitions.find((one) => one.kind === 'OperationDefinition')
    if (node === undefined) throw new Error('no operation')
    expect(requestedCost(planCost(schema, document, node), {})).toBe(operation.costPoints)
  })
})

/** Fields whose arguments have no sensible default; the other tests call them. */
const withOwnArguments: Readonly<Record<string, string>> = {
  'Order.metafield': '(namespace: "a", key: "bc")',
  'InventoryLevel.quantities': '(names: ["available", "on_hand", "committed"])',
}

test('every field of an order, a variant and a location can be asked for', async () => {
  const host = await openShopify()
  host.simulator.control.grantScope({ scope: 'read_apps' })
  await host.query(
    'mutation { metafieldDefinitionCreate(definition: { namespace: "a", key: "bc", name: "n", type: "id", ownerType: ORDER }) { userErrors { message } } }',
  )
  const { order } = await create(host, {
    email: 'buyer@example.com',
    metafields: [{ namespace: 'a', key: 'bc', type: 'id', value: '1' }],
    shippingAddress: { lastName: 'Ek', countryCode: 'SE' },
    shippingLines: [
      { title: 'Post', priceSet: { shopMoney: { amount: '1', currencyCode: 'EUR' } } },
    ],
  })
  await create(host)
  const orderId = order?.id ?? ''
  const { control } = host.simulator
  control.merchantHold({ orderId })
  await askForEverything(host, 'fulfillmentOrders', 'FulfillmentOrder')
  control.merchantReleaseHold({ orderId })
  control.merchantFulfil({ orderId, trackingNumber: '1' })
  control.carrierEvent({ orderId, status: 'DELIVERED' })
  const { returnId } = control.merchantReturn({ orderId, lines: [{ sku: 'MUG-S', quantity: 1 }] })
  control.merchantReceiveReturn({ returnId, amount: '2.00' })
  control.merchantRefund({ orderId, shipping: 'all' })
  const second = host.simulator.control.orders().at(-1)
  host.simulator.control.merchantCancel({ orderId: second?.id ?? '' })
  await host.advance(5000)
  for (const [root, type] of [
    ['orders', 'Order'],
    ['productVariants', 'ProductVariant'],
    ['products', 'Product'],
    ['locations', 'Location'],
    ['inventoryItems', 'InventoryItem'],
    ['metafieldDefinitions', 'MetafieldDefinition'],
  ] as const) {
    await askForEverything(host, root, type)
  }
  for (const [list, type] of [
    ['fulfillments(first: 3)', 'Fulfillment'],
    ['refunds(first: 3)', 'Refund'],
    ['transactions(first: 5)', 'OrderTransaction'],
    ['returns(first: 3) { nodes', 'Return'],
  ] as const) {
    await askForPart(host, list, type)
  }
})

async function askForPart(host: ShopifyHost, list: string, type: string): Promise<void> {
  const object = schema.getType(type)
  if (!isObjectType(object)) throw new Error(`no type ${type}`)
  const end = list.endsWith('nodes') ? ' }' : ''
  for (const field of Object.values(object.getFields())) {
    const selection = field.name === 'order' ? 'order { id }' : select(type, field, 3)
    if (selection === undefined) continue
    const text = `{ orders(first: 5) { nodes { ${list} { ${selection} }${end} } } }`
    const reply = await host.query(text)
    expect(reply.errors, text).toBeUndefined()
    expect(JSON.stringify(nodesOf(reply, 'orders')), text).toContain(`"${field.name}":`)
  }
}

async function askForEverything(host: ShopifyHost, root: string, type: string): Promise<void> {
  const owner = root === 'metafieldDefinitions' ? ', ownerType: ORDER' : ''
  // Field by field, so that no call costs more than the platform allows.
  const object = schema.getType(type)
  if (!isObjectType(object)) throw new Error(`no type ${type}`)
  host.simulator.control.setQuotas({ quotas: 'off' })
  for (const field of Object.values(object.getFields())) {
    const selection = select(type, field, 3)
    if (selection === undefined) continue
    const text = `{ ${root}(first: 5${owner}) { nodes { ${selection} } } }`
    const reply = await host.query(text)
    expect(reply.errors, text).toBeUndefined()
    const rows = nodesOf<Record<string, unknown>>(reply, root)
    expect(rows.length, text).toBeGreaterThan(0)
    for (const row of rows) expect(Object.keys(row), text).toContain(field.name)
  }
}

function select(
  owner: string,
  field: GraphQLField<unknown, unknown>,
  depth: number,
): string | undefined {
  const required = field.args.some((one) => isNonNullType(one.type))
  const own = withOwnArguments[`${owner}.${field.name}`]
  if (required && own === undefined) return undefined
  const type = getNamedType(field.type)
  const paged = field.args.some((one) => one.name === 'first') && !isListOf(field)
  const head = `${field.name}${own ?? (paged ? '(first: 2)' : '')}`
  if (!isCompositeType(type)) return head
  if (!isObjectType(type)) return `${head} { __typename }`
  if (depth === 0) return undefined
  const inner = Object.values(type.getFields()).flatMap(
    (one) => select(type.name, one, depth - 1) ?? [],
  )
  return inner.length === 0 ? undefined : `${head} { ${inner.join(' ')} }`
}

function isListOf(field: GraphQLField<unknown, unknown>): boolean {
  const type = isNonNullType(field.type) ? field.type.ofType : field.type
  return isListType(type)
}

test('the demo shop has the catalogue, two locations and the order that another app imported', async () => {
  const clock = createSteppedClock({ nowMs: worldStartMs })
  const simulator = createShopifySimulator({
    clock,
    seed: 7,
    populate: (control) => populateDemoShopify(control, clock, { seed: 7 }),
  })
  expect(simulator.control.counts()).toMatchObject({ mails: 0 })
  expect(simulator.control.counts().products).toBeGreaterThanOrEqual(200)
  const [adoptable, ...more] = simulator.control.ordersBySourceIdentifier(
    ADOPTABLE_ORDER.amazonOrderId,
  )
  expect(more).toEqual([])
  expect(adoptable).toMatchObject({ cancelled: false, financialStatus: 'PAID', currency: 'EUR' })
  expect(adoptable?.lines.map((one) => [one.sku, one.quantity])).toEqual(
    ADOPTABLE_ORDER.skus.map((sku, at) => [sku, ADOPTABLE_ORDER.quantities[at]]),
  )
  expect(simulator.control.stockOf('MEA-NOT')).toHaveLength(2)
  simulator.control.placeWebOrder({ lines: [{ title: 'Anything', quantity: 1, price: '1.00' }] })
  await clock.advanceTo(worldStartMs + 60_000)
  expect(simulator.control.stockOf('MEA-NOT-2027')).toHaveLength(2)
})
