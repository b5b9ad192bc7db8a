/**
 * kill -9 of the real process at each moment around a create. Whatever the moment: after a restart every
 * Amazon order stands in the shop exactly once. The kills happen side by side, each on a stage of its own.
 */
import { expect, test } from 'vitest'
import { startCrossdock } from '../support/product.ts'
import {
  crashTimeoutMs,
  crowdedEnv,
  openIncidents,
  placeOrders,
  setStage,
} from '../support/scenario.ts'

const moments = [
  { at: 'before-intent', failpoint: 'before-intent:kill', created: 0 },
  { at: 'after-intent', failpoint: 'after-intent:kill', created: 0 },
  { at: 'after-answer', failpoint: 'after-answer:kill', created: 1 },
  { at: 'after-record', failpoint: 'after-record:kill', created: 1 },
  { at: 'before-settle', failpoint: 'before-settle:kill:after-record', created: 1 },
] as const

const orders = 4
const env = crowdedEnv

test.concurrent.for(moments)(
  'R-FLOW-1: killed $at, then started again, it has created each order once',
  { timeout: crashTimeoutMs },
  async ({ failpoint, created }) => {
    const stage = await setStage()
    const doomed = await startCrossdock({
      ...stage.product,
      env: { ...env, CROSSDOCK_FAILPOINT: failpoint },
    })
    const ids = await placeOrders(stage.amazon, orders)
    expect(await doomed.ended).toBe('SIGKILL')
    const whenKilled = await stage.timesInShop()
    expect(whenKilled.size).toBeGreaterThanOrEqual(created)
    if (created === 0) expect(whenKilled.size).toBe(0)

    const next = await startCrossdock({ ...stage.product, env })
    for (const id of ids) await stage.comesTo(id, 'imported', 'IMPORTED')
    expect([...(await stage.timesInShop()).entries()].sort()).toEqual(
      ids.toSorted().map((id) => [id, 1]),
    )
    const creates = await stage.shopify.journal({ on: 'shopify.orderCreate', withEffect: 'true' })
    expect(creates).toHaveLength(orders)
    expect(await openIncidents(stage.database)).toEqual([])
    await next.kill('SIGTERM')
    await stage.strike()
  },
)
