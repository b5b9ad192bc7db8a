/** One seller of a world: an Amazon account and a Shopify shop, simulated, with a few products. */
import { createAmazonSimulator } from '../../simulators/amazon/simulator.ts'
import type { WorldClock } from '../../simulators/kit/world-clock.ts'
import type { Deliver } from '../../simulators/shopify/options.ts'
import { createShopifySimulator } from '../../simulators/shopify/simulator.ts'
import type { CatalogueItem } from '../../simulators/worlds/catalogue.ts'
import { type AccountId, id } from '../../src/core/ids.ts'
import type { Variation } from './variation.ts'

/**
 * What must become of an order. `deleted`: it was imported and somebody deleted it in the shop;
 * `elsewhere`: it was imported, and another app made it once more.
 */
export type Expected = 'import' | 'hold' | 'list' | 'none' | 'adopt' | 'deleted' | 'elsewhere'

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
}): SoakShop {
  const { name, clock, variation, deliver } = parts
  // The second seller's platforms draw other ids.
  const seed = name === 'first' ? parts.seed : parts.seed + 1_000_000
  const { getOrder, searchOrders } = variation.amazonRates
  const items = soakCatalogue()
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
      },
    }),
  }
}

function soakCatalogue(): CatalogueItem[] {
  const item = (amazonSku: string, shopifySku: string, stock: number): CatalogueItem => ({
    asin: `B0${amazonSku.replaceAll('-', '').padEnd(8, '0').slice(0, 8)}`,
    amazonSku,
    shopifySku,
    productKey: amazonSku,
    variantKey: amazonSku,
    productTitle: `Thing ${amazonSku}`,
    options: [{ name: 'Title', value: 'Default Title' }],
    amazonTitle: `Amazon calls it otherwise ${amazonSku}`,
    fulfilledBy: amazonSku === 'AMZ-FBA' ? 'AMAZON' : 'MERCHANT',
    priceByCurrency: { EUR: '10.00' },
    stock,
    barcode: '',
    oddity: 'none',
  })
  return [
    item('AMZ-PLAIN-1', 'AMZ-PLAIN-1', 500),
    item('AMZ-PLAIN-2', 'AMZ-PLAIN-2', 500),
    item('AMZ-PLAIN-3', 'AMZ-PLAIN-3', 500),
    item('AMZ-EMPTY', 'AMZ-EMPTY', 0),
    item('AMZ-FBA', 'AMZ-FBA', 0),
    item('AMZ-UNMAPPED', '', 0),
  ]
}
