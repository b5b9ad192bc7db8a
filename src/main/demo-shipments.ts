/** Acts of the demo about parcels: each ends when the other platform itself shows the parcel. */
import { skuInShop, until, untilReadBack } from './demo-books.ts'
import { tellSimulator } from './demo-simulator.ts'
import {
  type Candidate,
  fulfil,
  inShopify,
  onAmazon,
  type Stage,
  tell,
  trackingOf,
} from './demo-stage.ts'

export async function shipWhole(stage: Stage, order: Candidate) {
  const tracking = trackingOf(order, 1)
  await fulfil(stage, order, tracking)
  await until(stage, order, 'Amazon shows the parcel', async () => {
    const { status, packages } = await onAmazon(stage, order)
    return status === 'SHIPPED' && packages.some((one) => one.trackingNumber === tracking)
  })
  await untilReadBack(stage, order)
  tell(stage, order, 'fulfilled in Shopify; Amazon shows the parcel and its tracking, read back')
  return ['shipmentsConfirmed'] as const
}

export async function shipInTwo(stage: Stage, order: Candidate) {
  const sku = await skuInShop(stage, order)
  const [first, second] = [trackingOf(order, 1), trackingOf(order, 2)]
  await fulfil(stage, order, first, [{ sku, quantity: 1 }])
  await until(stage, order, 'Amazon shows the first parcel', async () => {
    const { packages } = await onAmazon(stage, order)
    return packages.some((one) => one.trackingNumber === first)
  })
  await fulfil(stage, order, second)
  await until(stage, order, 'Amazon shows both parcels', async () => {
    const { status, packages } = await onAmazon(stage, order)
    return status === 'SHIPPED' && packages.length === 2
  })
  tell(stage, order, 'fulfilled in Shopify in two parcels; Amazon shows both')
  return ['shipmentsConfirmed', 'splitShipments'] as const
}

export async function shipOnAmazon(stage: Stage, order: Candidate) {
  const ship = { orderId: order.orderId, carrier: 'DHL', trackingNumber: trackingOf(order, 1) }
  await tellSimulator(stage.to.amazonUrl, 'orders/ship', ship)
  await until(stage, order, 'Shopify shows the parcel', async () => {
    const { fulfilments } = await inShopify(stage, order)
    return fulfilments.some(({ trackingNumbers }) => trackingNumbers.includes(ship.trackingNumber))
  })
  tell(stage, order, 'shipped in Seller Central; fulfilled in Shopify with its tracking')
  return ['shippedOnAmazon'] as const
}
