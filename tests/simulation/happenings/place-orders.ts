/** Amazon orders over the three days, of every kind that the import treats differently. */
import { type Expected, marketplaceId, otherApp } from '../soak-shop.ts'
import { type Ground, hourMs, minuteMs } from './happening.ts'

const count = { first: 24, second: 6 }
/** The last order has some time to be paid or cancelled. */
const quietMs = 2 * hourMs

export function placeOrders(ground: Ground): void {
  const { shop, random, startMs, endMs, later } = ground
  const lastMinute = (endMs - quietMs - startMs) / minuteMs
  for (let at = 0; at < (shop.name === 'first' ? count.first : count.second); at += 1) {
    later(startMs + random.int(1, lastMinute) * minuteMs, 'order', () => placeOne(ground))
  }
}

const kinds = [
  'plain',
  'plain',
  'plain',
  'two-lines',
  'pending',
  'pending-elsewhere',
  'cancelled',
  'fba',
  'empty',
  'unmapped',
  'broken',
] as const

function placeOne(ground: Ground): void {
  const { random, shop } = ground
  const { amazon } = shop
  const shipping = random.chance(0.5) ? { shipping: '4.90' } : {}
  const plain = { lines: [{ sku: 'AMZ-PLAIN-2', quantity: random.int(1, 2), ...shipping }] }
  const soon = (label: string, run: () => void) =>
    ground.later(ground.clock.nowMs() + random.int(1, 90) * minuteMs, label, run)
  switch (random.pick(kinds)) {
    case 'plain':
      place(ground, plain, 'import')
      return
    case 'two-lines':
      place(
        ground,
        { lines: [{ sku: 'AMZ-PLAIN-1' }, { sku: 'AMZ-PLAIN-3', quantity: 2 }] },
        'import',
      )
      return
    case 'pending': {
      const orderId = place(ground, { ...plain, status: 'PENDING' }, 'import')
      soon('pay', () => amazon.control.payOrder(orderId))
      return
    }
    case 'pending-elsewhere':
      importBeforePayment(ground)
      return
    case 'cancelled': {
      const orderId = place(ground, { ...plain, status: 'PENDING' }, 'none')
      soon('cancel', () => amazon.control.cancelOrder(orderId))
      return
    }
    case 'fba':
      place(ground, { lines: [{ sku: 'AMZ-FBA' }], fulfilledBy: 'AMAZON' }, 'list')
      return
    case 'empty':
      place(ground, { lines: [{ sku: 'AMZ-EMPTY' }] }, 'import')
      return
    case 'unmapped':
      place(ground, { lines: [{ sku: 'AMZ-UNMAPPED' }] }, 'hold')
      return
    case 'broken':
      place(ground, { ...plain, broken: 'without-items' }, 'hold')
      return
  }
}

type Spec = Parameters<Ground['shop']['amazon']['control']['placeOrder']>[0]

function place({ shop }: Ground, spec: Spec, becomes: Expected): string {
  const orderId = shop.amazon.control.placeOrder({ marketplaceId, ...spec })
  shop.expected.set(orderId, becomes)
  return orderId
}

/** Another app imports the order while it waits for payment; the index is older than that by then. */
function importBeforePayment(ground: Ground): void {
  const { shop, random, clock } = ground
  const orderId = place(
    ground,
    {
      status: 'PENDING',
      taxMode: 'none',
      lines: [{ sku: 'AMZ-PLAIN-1', quantity: 2, unitPrice: '10.00' }],
    },
    'adopt',
  )
  const importMs = clock.nowMs() + random.int(1, 30) * minuteMs
  ground.later(importMs, 'import elsewhere', () => {
    shop.shopify.control.createOrderAsOtherApp({
      appName: otherApp,
      currency: 'EUR',
      sourceIdentifier: orderId,
      lines: [{ sku: 'AMZ-PLAIN-1', quantity: 2, price: '10.00' }],
    })
  })
  ground.later(importMs + random.int(20, 60) * minuteMs, 'pay', () =>
    shop.amazon.control.payOrder(orderId),
  )
}
