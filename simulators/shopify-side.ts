/** Starts the Shopify simulator for `main.ts`: its world, its port. */

import { type Served, serve } from './kit/serve-http.ts'
import type { WorldClock } from './kit/world-clock.ts'
import type { ShopifyControl } from './shopify/control/control-types.ts'
import { createShopifySimulator } from './shopify/simulator.ts'
import { populateDemoShopify } from './worlds/demo-shopify.ts'
import { populateStockedShop } from './worlds/stocked-shop.ts'

export type WorldName = 'demo' | 'catalogue' | 'empty'

export type ShopifySide = {
  readonly served: Served
  readonly shop: string
  readonly clientId: string
  readonly clientSecret: string
}

export type ShopifySideOptions = {
  readonly clock: WorldClock
  readonly seed: number
  readonly clientId: string
  readonly clientSecret: string
  readonly indexLagMs: number
  readonly ordersPerMinute: number
  readonly quotas: 'default' | 'off'
  readonly world: WorldName
  /** The pace of the demo. */
  readonly everyMs: number
  readonly port: number
  readonly host: string
}

export async function startShopify(options: ShopifySideOptions): Promise<ShopifySide> {
  const { world: _world, everyMs: _every, port, host, ...settings } = options
  const shopify = createShopifySimulator({
    ...settings,
    populate: (control) => populate(control, options),
  })
  const served = await serve(shopify, { port, host })
  const { shop, clientId, clientSecret } = shopify
  return { served, shop, clientId, clientSecret }
}

function populate(
  control: ShopifyControl,
  { world, seed, clock, everyMs }: ShopifySideOptions,
): void {
  if (world === 'demo') populateDemoShopify(control, clock, { seed, everyMs })
  if (world === 'catalogue') populateStockedShop(control, seed)
}
