/**
 * B71: many orders under the platforms' real quotas, sixty times as fast as life: world time runs scaled in the
 * simulators and in PostgreSQL alike. All arrive, and no call is answered with "too many".
 */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { startCrossdock } from '../support/product.ts'
import { placeOrders, setStage } from '../support/scenario.ts'

const orders = 150
const factor = 60

test('B71: orders under real quotas drain without a loss or a refusal for quota', {
  timeout: 120_000,
}, async () => {
  const stage = await setStage({ quotas: 'on', clock: `scaled:${factor}`, searchLagMs: 120_000 })
  const { clock } = stage.product.addresses
  await sql`
    update world_clock set factor = ${clock.factor}, world_origin = from_ms(${clock.worldOriginMs}),
      real_origin = from_ms(${clock.realOriginMs})
  `.execute(stage.database.db)
  const intake = { pollSeconds: 180, shopPollSeconds: 300, settleSeconds: 120 }
  const crossdock = await startCrossdock({ ...stage.product, settings: { intake } })
  const beganMs = performance.now()
  const ids = await placeOrders(stage.amazon, orders)
  await eventually(async () => (await stage.timesInShop()).size === orders, {
    withinMs: 90_000,
    everyMs: 500,
  })
  const worldMs = (performance.now() - beganMs) * factor
  const times = await stage.timesInShop()
  expect(times).toEqual(new Map(ids.map((id) => [id, times.get(id)])))
  expect(new Set(times.values())).toEqual(new Set([1]))
  const refused = [
    ...(await stage.amazon.journal({ status: '429' })),
    ...(await stage.shopify.journal({ status: '429' })),
  ]
  expect(refused.filter(({ on }) => on !== 'amazon.token')).toEqual([])
  const perMinute = orders / (worldMs / 60_000)
  console.log(
    `B71: ${orders} orders in ${Math.round(worldMs / 1000)} s of world time, ${perMinute.toFixed(1)} a minute`,
  )
  await crossdock.kill('SIGTERM')
  await stage.strike()
})
