/** The demo's shop: its story waits for whoever reads it, however slow the machine. */
import { expect, test } from 'vitest'
import { createSteppedClock } from '../../simulators/kit/world-clock.ts'
import type { ShopifyControl } from '../../simulators/shopify/control/control-types.ts'
import { createShopifySimulator } from '../../simulators/shopify/simulator.ts'
import { demoCatalogue } from '../../simulators/worlds/catalogue.ts'
import { populateDemoShopify } from '../../simulators/worlds/demo-shopify.ts'
import { worldStartMs } from './shopify-host.ts'

const tenMinutesMs = 600_000

test('the SKU is renamed after the first new order alone, not after a time', async () => {
  const clock = createSteppedClock({ nowMs: worldStartMs })
  const { control } = createShopifySimulator({
    clock,
    seed: 7,
    populate: (door: ShopifyControl) => populateDemoShopify(door, clock, { seed: 7 }),
  })
  const renamed = demoCatalogue(7).find((item) => item.shopifySkuLater !== undefined)
  const { shopifySku: before = '', shopifySkuLater: after = '' } = renamed ?? {}
  await clock.advanceTo(clock.nowMs() + tenMinutesMs)
  expect(control.stockOf(before)).not.toEqual([])
  const lines = [{ sku: before, quantity: 1, price: '1.00' }]
  control.createOrderAsOtherApp({ appName: 'Crossdock', lines })
  await clock.advanceTo(clock.nowMs() + 2_000)
  expect(control.stockOf(after)).not.toEqual([])
})
