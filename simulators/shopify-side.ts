/** Starts the Shopify simulator for `main.ts`. */
import { type Served, serve } from './kit/serve-http.ts'
import type { WorldClock } from './kit/world-clock.ts'
import { createShopifySimulator } from './shopify/simulator.ts'
import { populateDemoShopify } from './worlds/demo-shopify.ts'

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
  readonly world: 'demo' | 'empty'
  /** The pace of the demo world. */
  readonly everyMs: number
  readonly port: number
  readonly host: string
}

/** The simulator behind its port. Webhooks may go to plain http on this machine, as the product's own address is. */
export async function startShopify(options: ShopifySideOptions): Promise<ShopifySide> {
  const { clock, seed, port, host, everyMs } = options
  const simulator = createShopifySimulator({
    clock,
    seed,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    indexLagMs: options.indexLagMs,
    ordersPerMinute: options.ordersPerMinute,
    quotas: options.quotas,
    allowLoopbackWebhooks: true,
    populate: (control) => {
      if (options.world === 'demo') populateDemoShopify(control, clock, { seed, everyMs })
    },
  })
  const served = await serve(simulator, { port, host })
  const { shop, clientId, clientSecret } = simulator
  return { served, shop, clientId, clientSecret }
}
