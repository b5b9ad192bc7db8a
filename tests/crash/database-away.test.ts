/** PostgreSQL dies in the middle of work and comes back: the process lives on, nothing is lost or doubled. */
import { expect, test } from 'vitest'
import { migrate } from '../../src/store/migrate.ts'
import { closePool, openPool } from '../../src/store/pool.ts'
import { eventually } from '../support/eventually.ts'
import { startCrossdock } from '../support/product.ts'
import {
  attemptStates,
  crashTimeoutMs,
  openIncidents,
  placeOrders,
  setStage,
} from '../support/scenario.ts'
import { startOwnCluster } from './own-cluster.ts'

const inFlight = 12

test('R-FLOW-5: while PostgreSQL is away answers are kept and nothing is sent; then all is as it should be', {
  timeout: crashTimeoutMs,
}, async () => {
  const cluster = await startOwnCluster()
  const db = openPool(cluster.databaseUrl, { max: 2, applicationName: 'test' })
  await migrate(db)
  const drop = () => closePool(db)
  const stage = await setStage({}, { db, url: cluster.databaseUrl, drop })
  const crossdock = await startCrossdock(stage.product)
  const slow = { fault: 'slow', times: inFlight, delayMs: 2_500 } as const
  await stage.shopify.addFault({ on: 'shopify.orderCreate', ...slow })
  const ids = await placeOrders(stage.amazon, inFlight)
  await eventually(async () => (await stage.inShop(ids[0] ?? '')).length > 0)

  await cluster.goAway()
  ids.push(...(await placeOrders(stage.amazon, inFlight)))
  await eventually(() => crossdock.stderr().includes('the worker met an outage'))
  await eventually(() => crossdock.stderr().includes('the notification queue could not be emptied'))
  const whileAway = await stage.timesInShop()
  await cluster.comeBack()

  for (const id of ids) await stage.comesTo(id, 'imported', 'IMPORTED')
  expect(whileAway.size).toBeLessThanOrEqual(inFlight)
  expect(crossdock.child.exitCode).toBeNull()
  expect(await stage.timesInShop()).toEqual(new Map(ids.map((id) => [id, 1])))
  const creates = await stage.shopify.journal({ on: 'shopify.orderCreate', withEffect: 'true' })
  expect(creates).toHaveLength(ids.length)
  expect((await attemptStates(stage.database)).filter((state) => state === 'unclear')).toEqual([])
  expect(await openIncidents(stage.database)).toEqual([])
  await crossdock.kill('SIGTERM')
  await stage.strike()
  await cluster.remove()
})
