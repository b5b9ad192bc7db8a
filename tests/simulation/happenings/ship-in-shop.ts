/** The merchant ships in Shopify: whole, in parts, without a number, with changes afterwards. */
import { type Ground, minuteMs } from './happening.ts'
import { atTimes, doTo, doToOne, type LivingOrder } from './living-orders.ts'

const ways = [
  'whole',
  'whole',
  'whole',
  'two parcels',
  'two parcels',
  'part',
  'numbered later',
  'renumbered',
  'renumbered',
  'taken back',
  'taken back and again',
  'two numbers',
] as const

export function shipInShop(ground: Ground): void {
  atTimes(ground, { min: 3, max: 6 }, 'ship in Shopify', () => shipOne(ground))
}

export function shipOne(ground: Ground): void {
  const { random } = ground
  const way = random.pick(ways)
  const lines = way === 'two parcels' || way === 'part' ? 'first' : 'all'
  const numbers = way === 'numbered later' ? 0 : way === 'two numbers' ? 2 : 1
  let fulfillmentId = ''
  const order = doToOne(ground, `shipped in Shopify: ${way}`, (one) => {
    fulfillmentId = fulfil(ground, one, lines, numbers)
  })
  if (order === undefined || fulfillmentId === '') return
  const { control } = ground.shop.shopify
  const then = (label: string, deed: (one: LivingOrder) => void) =>
    ground.later(ground.clock.nowMs() + random.int(1, 240) * minuteMs, label, () => {
      doTo(ground, order, label, deed)
    })
  const again = (one: LivingOrder) => void fulfil(ground, one, 'all', 1)
  const take = ({ id }: LivingOrder) =>
    control.merchantCancelFulfilment({ orderId: id, fulfillmentId })
  const renumber = ({ id }: LivingOrder) => {
    const trackingNumbers = [newNumber(ground)]
    const company = { trackingCompany: random.pick(carriers) }
    control.merchantTrack({
      orderId: id,
      fulfillmentId,
      ...company,
      trackingNumbers,
      notify: false,
    })
  }
  switch (way) {
    case 'two parcels':
      then('shipped the rest', again)
      return
    case 'numbered later':
    case 'renumbered':
      then('renumbered', renumber)
      return
    case 'taken back':
      then('taken back', take)
      return
    case 'taken back and again':
      then('taken back', (one) => {
        take(one)
        again(one)
      })
      return
    default:
      return
  }
}

const carriers = ['DHL', 'UPS', 'Royal Mail', 'A carrier of the valley'] as const

function newNumber({ random }: Ground): string {
  return `JJD${random.digits(14)}`
}

function fulfil(
  ground: Ground,
  { id: orderId, lines }: LivingOrder,
  what: 'first' | 'all',
  numbers: number,
): string {
  const { control } = ground.shop.shopify
  const [first] = lines
  const units =
    what === 'first' && first?.sku != null ? { lines: [{ sku: first.sku, quantity: 1 }] } : {}
  const trackingNumbers = Array.from({ length: numbers }, () => newNumber(ground))
  const tracking = numbers === 0 ? {} : { trackingCompany: ground.random.pick(carriers) }
  const { fulfillmentIds } = control.merchantFulfil({
    ...{ orderId, ...units, ...tracking, trackingNumbers, notify: false },
  })
  return fulfillmentIds[0] ?? ''
}
