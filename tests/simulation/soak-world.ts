/**
 * A world for one seed: a small shop, 30 Amazon orders over 72 hours with payments, cancellations and
 * restocks, another app that had imported some before, and faults. What must become of each order is
 * written down when it is placed.
 */
import { createAmazonSimulator } from '../../simulators/amazon/simulator.ts'
import { createSeededRandom, type SeededRandom } from '../../simulators/kit/seeded-random.ts'
import type { WorldClock } from '../../simulators/kit/world-clock.ts'
import type { Deliver } from '../../simulators/shopify/options.ts'
import { createShopifySimulator } from '../../simulators/shopify/simulator.ts'
import type { CatalogueItem } from '../../simulators/worlds/catalogue.ts'
import { soakFaults } from './soak-faults.ts'

export type Expected = 'import' | 'hold' | 'list' | 'none' | 'adopt'

export type SoakEvent = { readonly atMs: number; readonly label: string; readonly run: () => void }

export type SoakWorld = {
  readonly amazon: ReturnType<typeof createAmazonSimulator>
  readonly shopify: ReturnType<typeof createShopifySimulator>
  readonly expected: Map<string, Expected>
  /** What is still to happen; events may add others. */
  readonly events: SoakEvent[]
  readonly endMs: number
}

export const hourMs = 3_600_000
const worldHours = 72
const ordersBefore = 6
const ordersLater = 24
const marketplaceId = 'A1PA6795UKMFR9'
const indexLagMs = 2_000

export function createSoakWorld(seed: number, clock: WorldClock, deliver: Deliver): SoakWorld {
  const random = createSeededRandom(seed).fork('soak world')
  const items = soakCatalogue()
  const amazon = createAmazonSimulator({ clock, seed, catalogue: items })
  const shopify = createShopifySimulator({
    clock,
    seed,
    deliver,
    indexLagMs,
    populate(control) {
      control.addLocation({ name: 'Warehouse', countryCode: 'DE' })
      for (const item of items.filter((one) => one.shopifySku !== '')) {
        control.addProduct({
          title: item.productTitle,
          variants: [{ sku: item.shopifySku, price: '10.00', stock: item.stock }],
        })
      }
    },
  })
  const world = {
    amazon,
    shopify,
    expected: new Map<string, Expected>(),
    events: [] as SoakEvent[],
  }
  const startMs = clock.nowMs()
  const endMs = startMs + worldHours * hourMs
  placeBefore(world, random)
  for (let at = 0; at < ordersLater; at += 1) {
    const atMs = startMs + random.int(1, (worldHours - 2) * 60) * 60_000
    world.events.push({
      atMs,
      label: 'order',
      run: () => placeOne(world, clock, random),
    })
  }
  world.events.push({
    atMs: startMs + random.int(10, 60) * hourMs,
    label: 'restock',
    run: () => shopify.control.restock({ sku: 'AMZ-EMPTY', quantity: 100 }),
  })
  for (const fault of soakFaults(random, startMs, endMs)) {
    const plane = fault.fault.on.startsWith('amazon') ? amazon.faults : shopify.faults
    world.events.push({ atMs: fault.atMs, label: 'fault', run: () => plane.add(fault.fault) })
  }
  return { ...world, endMs }
}

type Growing = Omit<SoakWorld, 'endMs'>

/** Orders that were there before the connection; another app had imported some of them. */
function placeBefore(world: Growing, random: SeededRandom): void {
  world.amazon.control.subscribe()
  for (let at = 0; at < ordersBefore; at += 1) {
    const quantity = random.int(1, 3)
    const orderId = world.amazon.control.placeOrder({
      marketplaceId,
      taxMode: 'none',
      createdAgoMs: random.int(2, 20) * hourMs,
      notify: false,
      lines: [{ sku: 'AMZ-PLAIN-1', quantity, unitPrice: '10.00' }],
    })
    if (at % 2 === 1) {
      world.expected.set(orderId, 'import')
      continue
    }
    world.expected.set(orderId, 'adopt')
    world.shopify.control.createOrderAsOtherApp({
      appName: 'Another bridge',
      currency: 'EUR',
      sourceIdentifier: orderId,
      createdAgoMs: hourMs,
      lines: [{ sku: 'AMZ-PLAIN-1', quantity, price: '10.00' }],
    })
  }
}

const kinds = [
  'plain',
  'plain',
  'plain',
  'two-lines',
  'pending',
  'cancelled',
  'fba',
  'empty',
  'unmapped',
  'broken',
] as const

function placeOne(world: Growing, clock: WorldClock, random: SeededRandom): void {
  const { amazon, expected, events } = world
  const kind = random.pick(kinds)
  const place = (spec: Parameters<typeof amazon.control.placeOrder>[0], becomes: Expected) => {
    const orderId = amazon.control.placeOrder({ marketplaceId, ...spec })
    expected.set(orderId, becomes)
    return orderId
  }
  const plain = { lines: [{ sku: 'AMZ-PLAIN-2', quantity: random.int(1, 2) }] }
  const later = (label: string, run: () => void) =>
    events.push({ atMs: clock.nowMs() + random.int(1, 90) * 60_000, label, run })
  switch (kind) {
    case 'plain':
      place(plain, 'import')
      return
    case 'two-lines':
      place({ lines: [{ sku: 'AMZ-PLAIN-1' }, { sku: 'AMZ-PLAIN-3', quantity: 2 }] }, 'import')
      return
    case 'pending': {
      const orderId = place({ ...plain, status: 'PENDING' }, 'import')
      later('pay', () => amazon.control.payOrder(orderId))
      return
    }
    case 'cancelled': {
      const orderId = place({ ...plain, status: 'PENDING' }, 'none')
      later('cancel', () => amazon.control.cancelOrder(orderId))
      return
    }
    case 'fba':
      place({ lines: [{ sku: 'AMZ-FBA' }], fulfilledBy: 'AMAZON' }, 'list')
      return
    case 'empty':
      place({ lines: [{ sku: 'AMZ-EMPTY' }] }, 'import')
      return
    case 'unmapped':
      place({ lines: [{ sku: 'AMZ-UNMAPPED' }] }, 'hold')
      return
    case 'broken':
      place({ ...plain, broken: 'without-items' }, 'hold')
      return
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
