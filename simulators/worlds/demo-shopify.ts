/**
 * Shopify's side of the demo: the catalogue's products over two locations, the web shop's own orders of the last
 * days, and one Amazon order that another app had imported before. The same for the same seed.
 */
import { createSeededRandom, type SeededRandom } from '../kit/seeded-random.ts'
import type { WorldClock } from '../kit/world-clock.ts'
import type { ShopifyControl, VariantSpec } from '../shopify/control/control-types.ts'
import { adoptableOrder } from './adoptable.ts'
import { type CatalogueItem, demoCatalogue } from './catalogue.ts'

const shopCurrency = 'EUR'
const hourMs = 3_600_000
const warehouse = 'Malmö warehouse'
const store = 'Göteborg store'

/** The app that had imported Amazon orders before. */
export const formerAppName = 'Marketplace Bridge'

export type DemoShopOptions = {
  readonly seed: number
  /**
   * The pace of the demo; the renamed SKU gets its new name just before the eighth step, but never before the
   * first new order. Who creates that has read the catalogue with the old name, however slow the machine.
   */
  readonly everyMs?: number
}

/** Fills a simulated shop; later it renames the SKUs that the catalogue says are renamed. */
export function populateDemoShopify(
  control: ShopifyControl,
  clock: WorldClock,
  options: DemoShopOptions,
): void {
  const catalogue = demoCatalogue(options.seed)
  const random = createSeededRandom(options.seed).fork('demo shop')
  control.addLocation({ name: warehouse, city: 'Malmö', countryCode: 'SE' })
  control.addLocation({ name: store, city: 'Göteborg', countryCode: 'SE' })
  addProducts(control, catalogue)
  placeWebOrders(control, catalogue, random)
  placeAdoptable(control, catalogue)
  const everyMs = options.everyMs ?? 1500
  const ordersBefore = control.counts().orders
  const lookAt = (dueMs: number, looksLeft: number): void => {
    clock.at(dueMs, () => {
      if (control.counts().orders > ordersBefore) renameAll(control, catalogue)
      else if (looksLeft > 0) lookAt(clock.nowMs() + everyMs, looksLeft - 1)
    })
  }
  lookAt(clock.nowMs() + Math.round(everyMs * 7.5), looksMax)
}

/** Then nobody creates orders, and the name may as well stay. */
const looksMax = 2_000

function renameAll(control: ShopifyControl, catalogue: readonly CatalogueItem[]): void {
  for (const { shopifySku, shopifySkuLater } of catalogue) {
    if (shopifySkuLater !== undefined) rename(control, shopifySku, shopifySkuLater)
  }
}

function addProducts(control: ShopifyControl, catalogue: readonly CatalogueItem[]): void {
  for (const items of Map.groupBy(catalogue, (item) => item.productKey).values()) {
    const byVariant = Map.groupBy(items, (item) => item.variantKey)
    const variants = [...byVariant.values()].flatMap(([first]) => (first ? [variantOf(first)] : []))
    const title = items[0]?.productTitle ?? ''
    control.addProduct({ title, vendor: 'Nordvik', variants })
  }
}

/** Most of the stock lies in the warehouse, some in the store. */
function variantOf(item: CatalogueItem): VariantSpec {
  const inStore = Math.floor(item.stock / 6)
  return {
    sku: item.shopifySku,
    price: item.priceByCurrency[shopCurrency] ?? '0',
    options: item.options,
    stock: { [warehouse]: item.stock - inStore, [store]: inStore },
    ...(item.barcode === '' ? {} : { barcode: item.barcode }),
  }
}

function placeWebOrders(
  control: ShopifyControl,
  catalogue: readonly CatalogueItem[],
  random: SeededRandom,
): void {
  const sold = catalogue.filter((item) => item.oddity === 'none' && item.stock > 20)
  for (let at = 12; at > 0; at -= 1) {
    const item = random.pick(sold)
    const placed = control.placeWebOrder({
      lines: [{ sku: item.shopifySku, quantity: random.int(1, 2) }],
      shippingPrice: '4.90',
      gateway: 'bogus',
      email: `web-customer-${at}@example.com`,
      createdAgoMs: at * 5 * hourMs,
    })
    // A web order that merely mentions Amazon must not be taken for one.
    if (at === 6) control.merchantTag({ orderId: placed.orderId, add: ['not-from-amazon'] })
    if (at > 8) control.merchantFulfil({ orderId: placed.orderId, notify: false })
  }
}

function placeAdoptable(control: ShopifyControl, catalogue: readonly CatalogueItem[]): void {
  const { amazonOrderId, currency, lines } = adoptableOrder(catalogue)
  control.createOrderAsOtherApp({
    appName: formerAppName,
    currency,
    sourceIdentifier: amazonOrderId,
    tags: ['amazon-import'],
    claimStock: true,
    createdAgoMs: 19 * hourMs,
    lines: lines.map(({ item, quantity, unitPrice }) => ({
      sku: item.shopifySku,
      quantity,
      price: unitPrice,
    })),
  })
}

/** Somebody at the control door may have renamed it already. */
function rename(control: ShopifyControl, from: string, to: string): void {
  try {
    control.renameSku({ from, to })
  } catch {
    // the demo goes on without it
  }
}
