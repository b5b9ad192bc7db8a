/** One seller of a world: an Amazon account and a Shopify shop, simulated, with a few products. */
import { createAmazonSimulator } from '../../simulators/amazon/simulator.ts'
import type { WorldClock } from '../../simulators/kit/world-clock.ts'
import type { Deliver } from '../../simulators/shopify/options.ts'
import { createShopifySimulator } from '../../simulators/shopify/simulator.ts'
import { type AccountId, id } from '../../src/core/ids.ts'
import type { Shelf } from './shelves.ts'
import type { Variation } from './variation.ts'

/**
 * What must become of an order. `deleted`: it was imported and somebody deleted it in the shop;
 * `elsewhere`: it was imported, and another app made it once more; `short`: it is, or waits for want of goods.
 */
export type Expected =
  | 'import'
  | 'hold'
  | 'list'
  | 'none'
  | 'adopt'
  | 'deleted'
  | 'elsewhere'
  | 'short'

export type SoakShop = {
  readonly name: string
  readonly accountId: AccountId
  readonly amazonHost: string
  readonly amazon: ReturnType<typeof createAmazonSimulator>
  readonly shopify: ReturnType<typeof createShopifySimulator>
  readonly expected: Map<string, Expected>
}

export const marketplaceId = 'A1PA6795UKMFR9'
export const otherApp = 'Another bridge'
const indexLagMs = 2_000
const burst = { getOrder: 30, searchOrders: 20 }

export function createSoakShop(parts: {
  readonly name: 'first' | 'second'
  readonly seed: number
  readonly clock: WorldClock
  readonly variation: Variation
  readonly deliver: Deliver
  readonly shelf: Shelf
}): SoakShop {
  const { name, clock, variation, deliver, shelf } = parts
  // The second seller's platforms draw other ids.
  const seed = name === 'first' ? parts.seed : parts.seed + 1_000_000
  const { getOrder, searchOrders } = variation.amazonRates
  const { items } = shelf
  return {
    name,
    accountId: id('AccountId', name),
    amazonHost: `${name}.amazon.soak`,
    expected: new Map(),
    amazon: createAmazonSimulator({
      clock,
      seed,
      catalogue: items,
      quotas: {
        getOrder: { ratePerSecond: getOrder, burst: burst.getOrder },
        searchOrders: { ratePerSecond: searchOrders, burst: burst.searchOrders },
      },
    }),
    shopify: createShopifySimulator({
      clock,
      seed,
      deliver,
      indexLagMs,
      shop: `${name}-soak.myshopify.com`,
      populate(control) {
        control.addLocation({ name: 'Warehouse', countryCode: 'DE' })
        for (const item of items.filter((one) => one.shopifySku !== '')) {
          control.addProduct({
            title: item.productTitle,
            variants: [{ sku: item.shopifySku, price: '10.00', stock: item.stock }],
          })
        }
        shelf.furnish?.(control)
      },
    }),
  }
}
