/** The same seed, the same calls and a stepped clock give the same answers, to the byte. */
import { expect, test } from 'vitest'
import { wireRequest } from '../../simulators/kit/wire.ts'
import { createSteppedClock } from '../../simulators/kit/world-clock.ts'
import { createShopifySimulator } from '../../simulators/shopify/simulator.ts'
import { populateDemoShopify } from '../../simulators/worlds/demo-shopify.ts'
import { credentials, graphqlPath, worldStartMs } from './shopify-host.ts'

const steps = [
  '{ shop { id name } productVariants(first: 3) { nodes { id sku price } } }',
  `mutation { orderCreate(order: { sourceIdentifier: "306-1", lineItems: [{ title: "Card", quantity: 2, priceSet: { shopMoney: { amount: "2.50", currencyCode: EUR } } }] }) { order { id name createdAt lineItems(first: 5) { nodes { id } } fulfillmentOrders(first: 2) { nodes { id } } } userErrors { message } } }`,
  `mutation { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: "https://example.com/hook" }) { webhookSubscription { id } userErrors { message } } }`,
  `mutation { orderCreate(order: { lineItems: [{ title: "Card", quantity: 1, priceSet: { shopMoney: { amount: "2.50", currencyCode: EUR } } }] }) { order { id } } }`,
  '{ orders(first: 20, sortKey: UPDATED_AT) { nodes { id name updatedAt } edges { cursor } } }',
]

async function run(seed: number): Promise<string[]> {
  const clock = createSteppedClock({ nowMs: worldStartMs })
  const told: string[] = []
  const simulator = createShopifySimulator({
    clock,
    seed,
    deliver: async (url, headers, body) => {
      told.push(`webhook ${url} ${JSON.stringify(headers)} ${body}`)
      return { status: told.length % 2 === 0 ? 500 : 200 }
    },
    populate: (control) => populateDemoShopify(control, clock, { seed }),
  })
  simulator.faults.add({ on: 'shopify.orders', fault: 'throttled', probability: 0.5, times: 3 })
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const json = { 'content-type': 'application/json', ...headers }
    const answer = await simulator.handle(wireRequest('POST', path, json, JSON.stringify(body)))
    told.push(JSON.stringify(answer))
    return answer.kind === 'answer' ? answer.body : ''
  }
  const granted = await post('/admin/oauth/access_token', credentials(simulator))
  const token = { 'x-shopify-access-token': String(JSON.parse(granted).access_token) }
  for (const query of steps) {
    await post(graphqlPath, { query }, token)
    await clock.advanceTo(clock.nowMs() + 7777)
  }
  await clock.advanceTo(clock.nowMs() + 5 * 3_600_000)
  told.push(JSON.stringify(simulator.journal.entries()))
  return told
}

test('two runs of one seed are equal, and another seed is another world', async () => {
  const first = await run(11)
  expect(await run(11)).toEqual(first)
  expect(first.some((line) => line.startsWith('webhook'))).toBe(true)
  expect(await run(12)).not.toEqual(first)
})
