/**
 * The demo's last act (B46): Crossdock is disconnected, people go on working, and it is connected again. What
 * was cancelled meanwhile is no order to give money back: it waits for a person. New orders come in as ever.
 */
import { disconnect } from '../operations/connection/disconnect.ts'
import { defaultAccountId } from './connect.ts'
import { isHeld, moneyCalls, untilHeld, untilImported } from './demo-books.ts'
import type { WorkerProcess } from './demo-processes.ts'
import { tellSimulator } from './demo-simulator.ts'
import {
  type Candidate,
  cancelInAdmin,
  onAmazon,
  placeOnAmazon,
  type Stage,
  tell,
  trackingOf,
} from './demo-stage.ts'

export type Product = Pick<WorkerProcess, 'stop' | 'start'>

/** So many are cancelled meanwhile. */
export const awayOrders = 3

const code = 'MONEY_QUARANTINED'

export async function goAway(
  stage: Stage,
  product: Product,
  orders: readonly Candidate[],
): Promise<void> {
  const [shipped] = orders
  if (shipped === undefined) throw new Error('no order is left for it')
  const names = orders.map(({ name }) => name).join(', ')
  stage.say('')
  stage.say('Crossdock is disconnected from the shop and stopped.')
  stage.say(`  Meanwhile ${names} are cancelled in Shopify, ${shipped.name} after it left,`)
  stage.say('  and a new order comes in on Amazon.')
  const fresh = await whileAway(stage, product, orders)
  stage.say('Crossdock is connected again.')
  for (const order of orders) {
    await untilHeld(stage, order, code)
    tell(stage, order, `cancelled while disconnected, so it waits for a person (${code})`)
  }
  await untilImported(stage, fresh)
}

/** What happens in between; answers Amazon's number of the new order. */
async function whileAway(
  stage: Stage,
  product: Product,
  orders: readonly Candidate[],
): Promise<string> {
  await product.stop()
  try {
    const deps = { db: stage.db, newId: () => crypto.randomUUID() }
    const owner = { kind: 'cli', user: 'demo' } as const
    await disconnect(deps, owner, { accountId: defaultAccountId, confirm: true })
    const [shipped] = orders
    if (shipped === undefined) throw new Error('no order is left for it')
    const { orderId } = shipped
    const parcel = { orderId, carrier: 'DHL', trackingNumber: trackingOf(shipped, 1) }
    await tellSimulator(stage.to.amazonUrl, 'orders/ship', parcel)
    for (const order of orders) await cancelInAdmin(stage, order)
    const sku = (await onAmazon(stage, shipped)).items[0]?.sku ?? ''
    return await placeOnAmazon(stage, { sku })
  } finally {
    if (!stage.isOver()) await product.start()
  }
}

/** Of these orders: how many wait for a person, with nothing cancelled or given back on Amazon by us. */
export async function countQuarantined(
  stage: Stage,
  orders: readonly Candidate[],
): Promise<number> {
  const kept = await Promise.all(
    orders.map(async (order) => {
      return (await isHeld(stage, order, code)) && (await moneyCalls(stage, order)) === 0
    }),
  )
  return kept.filter(Boolean).length
}
