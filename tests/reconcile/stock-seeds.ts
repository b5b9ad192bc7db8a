/**
 * Seeded trade on both sides at once, with faults on every call: after it settles Amazon's figure must be what
 * the shop's stock allows, for every SKU. What should be is counted from the platforms' own truth, not from our
 * books.
 */
import { createSeededRandom, type SeededRandom } from '../../simulators/kit/seeded-random.ts'
import { decideSku } from '../../src/core/inventory/decide-sku.ts'
import type { OrderDeps } from '../../src/reconcile/decided.ts'
import { hourMs, minuteMs } from './small-world.ts'
import type { StockWorld } from './stock-world.ts'

export const seedBuffer = 2
const happeningsPerSeed = 6

/** The bugs that the issue asks to be caught. */
export const stockBugs = {
  /** A figure that is sent once more has lost its buffer. */
  'buffer-lost-on-retry': (view, policy, nowMs) =>
    decideSku(
      view,
      view.sent?.open === true ? { ...policy, base: { ...policy.base, buffer: 0 } } : policy,
      nowMs,
    ),
  /** What an order claims is let go although the shop does not show it as sold yet. */
  'released-before-reading': (view, policy, nowMs) => {
    const components = view.components.map((part) => ({ ...part, reserved: 0 }))
    return decideSku({ ...view, components }, policy, nowMs)
  },
} satisfies Record<string, NonNullable<OrderDeps['decideSku']>>

/** SKUs whose figure on Amazon is wrong once all has settled. */
export async function runStockSeed(
  world: StockWorld,
  skus: readonly string[],
  seed: number,
  open: Map<string, string>,
): Promise<string[]> {
  const random = createSeededRandom(seed)
  for (let at = 0; at < happeningsPerSeed; at += 1) {
    if (random.chance(0.5)) addFault(world, random)
    happen(world, skus, random, open)
    await world.pass(random.int(1_000, 3 * minuteMs))
  }
  world.amazon.faults.reset()
  world.shopify.faults.reset()
  await world.pass(3 * hourMs)
  return skus.flatMap((sku) => {
    const should = Math.max(0, world.available(sku) - claimed(world, sku, open) - seedBuffer)
    const shown = world.onAmazon(sku)
    return shown === should ? [] : [`seed ${seed}: ${sku} shows ${shown}, should be ${should}`]
  })
}

/** Units of Amazon's open orders that are not in the shop: those it has not taken from its stock. */
function claimed(world: StockWorld, sku: string, open: Map<string, string>): number {
  return [...open].filter(([orderId, of]) => {
    if (of !== sku) return false
    const { status } = world.amazon.control.truth(orderId)
    if (status === 'CANCELLED' || status === 'SHIPPED') return false
    return world.shopify.control.orders({ sourceIdentifier: orderId }).length === 0
  }).length
}

function happen(
  world: StockWorld,
  skus: readonly string[],
  random: SeededRandom,
  open: Map<string, string>,
): void {
  const sku = random.pick(skus)
  const pending = [...open.keys()].filter(
    (orderId) => world.amazon.control.truth(orderId).status === 'PENDING',
  )
  const [oldest] = pending
  const doing = random.int(0, 6)
  if (doing <= 1) {
    const orderId = world.amazon.control.buy({ sku, ...(doing === 0 ? pendingStatus : {}) })
    if (orderId !== undefined) open.set(orderId, sku)
  } else if (doing === 2 && oldest !== undefined) world.amazon.control.payOrder(oldest)
  else if (doing === 3 && oldest !== undefined) world.amazon.control.cancelOrder(oldest)
  else if (doing === 4 && world.available(sku) > 0) {
    world.shopify.control.placeWebOrder({ lines: [{ sku, quantity: 1 }] })
  } else if (doing === 5) world.amazon.control.setListingQuantity(sku, random.int(0, 30))
  else world.inShop(random.int(5, 30), sku)
}

const pendingStatus = { status: 'PENDING' } as const

const faults = ['unavailable', 'answer-lost', 'silently-dropped', 'throttled'] as const

function addFault(world: StockWorld, random: SeededRandom): void {
  const fault = random.pick(faults)
  const at = random.int(0, 3)
  if (at === 0) world.shopify.faults.add({ on: 'shopify.webhook', fault: 'silently-dropped' })
  else if (at === 1) {
    world.amazon.faults.add({ on: 'amazon.notification', fault: 'silently-dropped' })
  } else world.amazon.faults.add({ on: 'amazon.patchListingsItem', fault })
}
