/** Two processes share the work through PostgreSQL alone. */
import { expect, test } from 'vitest'
import { type Crossdock, startCrossdock } from '../support/product.ts'
import { crashTimeoutMs, openIncidents, placeOrders, setStage } from '../support/scenario.ts'

const orders = 60
// Small batches, so that there is something to share.
const env = { CROSSDOCK_ORDERS_AT_ONCE: '4', CROSSDOCK_DATABASE_CONNECTIONS: '5' }

test('R-FLOW-6: two workers at once on 60 orders create each of them once, and both work', {
  timeout: crashTimeoutMs,
}, async () => {
  const stage = await setStage()
  const first = await startCrossdock({ ...stage.product, env })
  const second = await startCrossdock({ ...stage.product, env }, 'worker')
  await stage.shopify.addFault({
    on: 'shopify.orderCreate',
    fault: 'slow',
    times: orders,
    delayMs: 100,
  })
  const ids = await placeOrders(stage.amazon, orders)
  for (const id of ids) await stage.comesTo(id, 'imported', 'IMPORTED')
  expect(await stage.timesInShop()).toEqual(new Map(ids.map((id) => [id, 1])))
  expect(await stage.shopify.journal({ on: 'shopify.orderCreate' })).toHaveLength(orders)
  expect(importsOf(first)).toBeGreaterThan(0)
  expect(importsOf(second)).toBeGreaterThan(0)
  expect(await openIncidents(stage.database)).toEqual([])
  await Promise.all([first.kill('SIGTERM'), second.kill('SIGTERM')])
  await stage.strike()
})

function importsOf(crossdock: Crossdock): number {
  return crossdock.stderr().split('"msg":"order imported"').length - 1
}
