/** The seller in Seller Central, the buyer and Amazon act on orders that we imported. */
import { type Ground, minuteMs } from './happening.ts'
import { atTimes, doTo, doToOne } from './living-orders.ts'

export function changeOnAmazon(ground: Ground): void {
  const { control } = ground.shop.amazon
  atTimes(ground, { min: 1, max: 3 }, 'ship on Amazon', () => shipOnAmazon(ground))
  atTimes(ground, { min: 1, max: 2 }, 'cancel on Amazon', () => cancelOnAmazon(ground))
  atTimes(ground, { min: 0, max: 1 }, 'ask to cancel', () => {
    doToOne(ground, 'asked to cancel', ({ amazonId }) => control.requestCancel(amazonId))
  })
  atTimes(ground, { min: 0, max: 1 }, 'cancel an item', () => {
    doToOne(ground, 'cancelled an item on Amazon', ({ amazonId }) => {
      const [item, another] = control.order(amazonId)?.order.orderItems ?? []
      if (item === undefined || another === undefined) throw new Error('it has one item only')
      const { orderItemId, quantityOrdered: quantity } = item
      control.cancelItems(amazonId, { items: [{ orderItemId, quantity }] })
    })
  })
  atTimes(ground, { min: 0, max: 2 }, 'deliver', () => {
    doToOne(ground, 'delivered', ({ amazonId }) => control.deliverOrder(amazonId))
  })
}

export function cancelOnAmazon(ground: Ground): void {
  const by = ground.random.pick(['BUYER', 'MERCHANT', 'AMAZON'] as const)
  doToOne(
    ground,
    'cancelled on Amazon',
    ({ amazonId }) => ground.shop.amazon.control.cancelOrder(amazonId, by),
    { away: 'cancelled on Amazon' },
  )
}

export function shipOnAmazon(ground: Ground): void {
  const { random, shop } = ground
  const { control } = shop.amazon
  const isPart = random.chance(0.3)
  const order = doToOne(ground, 'shipped on Amazon', ({ amazonId }) => {
    const [item] = control.order(amazonId)?.order.orderItems ?? []
    const orderItemId = item?.orderItemId ?? ''
    const items = isPart ? { items: [{ orderItemId, quantity: 1 }] } : {}
    const parcel = { carrier: 'DHL', trackingNumber: `SC${random.digits(14)}`, ...items }
    control.shipOrder(amazonId, parcel)
  })
  if (order === undefined || random.chance(0.5)) return
  ground.later(ground.clock.nowMs() + random.int(5, 600) * minuteMs, 'deliver', () => {
    doTo(ground, order, 'delivered', ({ amazonId }) => control.deliverOrder(amazonId))
  })
}
