/** Starts the Shopify simulator for `main.ts`. */
import { createSeededRandom } from './kit/seeded-random.ts'
import { type Served, serve } from './kit/serve-http.ts'
import { jsonAnswer, type Simulator } from './kit/wire.ts'
import type { WorldClock } from './kit/world-clock.ts'

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
  readonly port: number
  readonly host: string
}

const shop = 'nordvik-demo.myshopify.com'

/** TODO in this commit series: the real simulator takes this place as soon as it is there. */
export async function startShopify(options: ShopifySideOptions): Promise<ShopifySide> {
  const { clientId, clientSecret, port, host } = options
  createSeededRandom(options.seed)
  const placeholder: Simulator = {
    name: 'shopify',
    handle: async () => jsonAnswer(501, { error: 'the Shopify simulator is not wired yet' }),
  }
  return { served: await serve(placeholder, { port, host }), shop, clientId, clientSecret }
}
