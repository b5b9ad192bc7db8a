/**
 * confirmShipment over the wire (model ordersV0; developer-docs "Confirm the shipment status"; models#5037, #5094;
 * jlevers#489): 204, parcels, edits, refusals, quota, lag, faults.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OrderRecord } from '../../simulators/amazon/order-shape.ts'
import { type AmazonHost, type Answer, firstError, openAmazon } from './amazon-host.ts'
import { modelFaults } from './amazon-model.ts'

const germany = 'A1PA6795UKMFR9'
let amazon: AmazonHost
let orderId: string
beforeEach(async () => {
  amazon = await openAmazon()
  orderId = place()
})
afterEach(() => amazon.close())

function place(spec: Parameters<AmazonHost['simulator']['control']['placeOrder']>[0] = {}): string {
  const lines = [
    { quantity: 3, unitPrice: '10.00' },
    { quantity: 1, unitPrice: '5.00' },
  ]
  return amazon.simulator.control.placeOrder({ createdAgoMs: 600_000, lines, ...spec })
}

function record(): OrderRecord {
  const found = amazon.simulator.control.order(orderId)
  if (found === undefined) throw new Error('no order')
  return found
}

const itemIds = () => record().order.orderItems.map((item) => item.orderItemId)
const quantities = () =>
  record().order.orderItems.map(({ fulfillment }) => [
    fulfillment?.quantityFulfilled,
    fulfillment?.quantityUnfulfilled,
  ])

type Detail = Record<string, unknown>

function detail(quantitiesByItem: readonly number[] = [3, 1], more: Detail = {}): Detail {
  const orderItems = quantitiesByItem.flatMap((quantity, at) =>
    quantity === 0 ? [] : [{ orderItemId: itemIds()[at], quantity }],
  )
  return {
    packageReferenceId: '1',
    carrierCode: 'DHL',
    trackingNumber: '00340434161094042557',
    shipDate: '2026-11-22T09:55:00Z',
    orderItems,
    ...more,
  }
}

const confirm = (packageDetail: Detail, marketplaceId = germany): Promise<Answer> =>
  amazon.send('POST', `/orders/v0/orders/${orderId}/shipmentConfirmation`, {
    marketplaceId,
    packageDetail,
  })

async function read(): Promise<Record<string, unknown>> {
  const path = `/orders/2026-01-01/orders/${orderId}?includedData=PACKAGES,FULFILLMENT`
  return (await amazon.get(path)).body.order as Record<string, unknown>
}

describe('confirmShipment', () => {
  it('answers 204 without a body, with rate and request id, and the whole order is SHIPPED', async () => {
    const answer = await confirm(detail())
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 204, body: {} })
    expect(answer.headers.get('x-amzn-ratelimit-limit')).toBe('2')
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    expect(record().status).toBe('SHIPPED')
  })

  it('ships in parts: PARTIALLY_SHIPPED, quantities by item, then SHIPPED with two parcels', async () => {
    await confirm(detail([2, 0]))
    expect(record().status).toBe('PARTIALLY_SHIPPED')
    expect(quantities()).toEqual([
      [2, 1],
      [0, 1],
    ])
    await confirm(detail([1, 1], { packageReferenceId: '2', trackingNumber: 'B' }))
    expect(record().status).toBe('SHIPPED')
    expect(record().order.packages?.map((one) => one.packageReferenceId)).toEqual(['1', '2'])
  })

  it('shows parcel and status in getOrder only after the lag, as the model says', async () => {
    await confirm(detail([2, 1], { shippingMethod: 'DHL Paket' }))
    const before = await read()
    expect(before.packages).toEqual([])
    expect(before.fulfillment).toMatchObject({ fulfillmentStatus: 'UNSHIPPED' })
    await amazon.simulator.control.advance(120_000)
    const after = await read()
    expect(modelFaults(after)).toEqual([])
    expect(after.fulfillment).toMatchObject({ fulfillmentStatus: 'PARTIALLY_SHIPPED' })
    expect(after.packages).toMatchObject([
      {
        packageReferenceId: '1',
        carrier: 'DHL',
        shippingService: 'DHL Paket',
        trackingNumber: '00340434161094042557',
        shipTime: '2026-11-22T09:55:00.000Z',
        packageStatus: { status: 'SHIPPED' },
        packageItems: [
          { orderItemId: itemIds()[0], quantity: 2 },
          { orderItemId: itemIds()[1], quantity: 1 },
        ],
      },
    ])
    const search = '/orders/2026-01-01/orders?lastUpdatedAfter=2026-11-22T09:59:00Z'
    const { body } = await amazon.get(`${search}&includedData=PACKAGES`)
    expect((body.orders as Record<string, unknown>[])[0]?.packages).toEqual(after.packages)
  })

  it('edits the parcel of a reference that is there: tracking and quantities are those of the last call', async () => {
    await confirm(detail([3, 1]))
    expect((await confirm(detail([2, 1], { trackingNumber: 'NEW' }))).status).toBe(204)
    expect(quantities()).toEqual([
      [2, 1],
      [1, 0],
    ])
    expect(record().order.packages).toHaveLength(1)
    expect(record().order.packages?.[0]?.trackingNumber).toBe('NEW')
    expect(record().status).toBe('PARTIALLY_SHIPPED')
  })

  it('names the carrier of Other by its name', async () => {
    await confirm(detail([1, 0], { carrierCode: 'Other', carrierName: 'Postbud' }))
    expect(record().order.packages?.[0]?.carrier).toBe('Postbud')
  })

  it('tells subscribers with the words of Orders v0, at once; an edit tells nobody', async () => {
    amazon.simulator.control.subscribe()
    await confirm(detail([1, 0]))
    await confirm(detail([1, 0], { trackingNumber: 'NEW' }))
    expect(amazon.simulator.control.queueDepth().ready).toBe(1)
  })

  it('lets 10 calls through at once and refuses the eleventh with 429', async () => {
    const calls = Array.from({ length: 11 }, () => confirm(detail([1, 0])))
    const statuses = (await Promise.all(calls)).map((answer) => answer.status)
    expect(statuses.sort()).toEqual([...Array.from({ length: 10 }, () => 204), 429])
  })

  it('keeps a journal of effects by reference', async () => {
    await confirm(detail([1, 0]))
    await confirm(detail([1, 0]))
    const effects = amazon.simulator.journal.entries({ withEffect: true, on })
    expect(effects.map((entry) => entry.effect)).toEqual([
      `confirmed package 1 of ${orderId}`,
      `edited package 1 of ${orderId}`,
    ])
  })
})

const on = 'amazon.confirmShipment'

describe('confirmShipment refuses', () => {
  const bad = async (answer: Promise<Answer>, code: string, words: RegExp, status = 400) => {
    const { body, status: got } = await answer
    expect({ status: got, code: firstError(body).code }).toEqual({ status, code })
    expect(firstError(body).message).toMatch(words)
  }
  const matching = /PackageToUpdateNotFound/

  it('a reference that is a bare number, naming the field', () =>
    bad(
      confirm(detail([1, 0], { packageReferenceId: 1 })),
      'InvalidInput',
      /invalid type \[packageDetail\.packageReferenceId\]/,
    ))

  it.each(['0', '-1', 'P1', '1.5', ''])('the reference %o', (packageReferenceId) =>
    bad(
      confirm(detail([1, 0], { packageReferenceId })),
      'InvalidInput',
      /^PackageReferenceId: is invalid, must be a positive numeric value\.$/,
    ),
  )

  it.each(['02/21/2022', '2026-11-22'])('the ship date %s, with a space in the code', (shipDate) =>
    bad(confirm(detail([1, 0], { shipDate })), 'Invalid Input', /^Invalid Input$/),
  )

  it.each(['packageReferenceId', 'carrierCode', 'trackingNumber', 'shipDate', 'orderItems'])(
    'a body without %s',
    (name) => bad(confirm(detail([1, 0], { [name]: undefined })), 'InvalidInput', new RegExp(name)),
  )

  it('Other without a name', () =>
    bad(confirm(detail([1, 0], { carrierCode: 'Other' })), 'InvalidInput', /CarrierName/))

  it('a ship date in the future and one before the order, unless the setting says otherwise', async () => {
    const future = detail([1, 0], { shipDate: '2026-11-22T10:05:00Z' })
    const early = detail([1, 0], { shipDate: '2026-11-22T09:45:00Z' })
    await bad(confirm(future), 'InvalidInput', /future/)
    await bad(confirm(early), 'InvalidInput', /before/)
    amazon.simulator.control.changeSettings({ checksShipDate: false })
    expect((await confirm(early)).status).toBe(204)
  })

  it('an item that is not of the order', () =>
    bad(
      confirm(detail([], { orderItems: [{ orderItemId: '1', quantity: 1 }] })),
      'InvalidInput',
      /OrderItemId {2}is invalid/,
    ))

  it('more than is left, and with PackageToUpdateNotFound when nothing is left', async () => {
    await bad(confirm(detail([4, 0])), 'InvalidInput', /greater than what is left/)
    await confirm(detail([3, 0]))
    await bad(confirm(detail([1, 0], { packageReferenceId: '2' })), 'InvalidInput', matching)
    await confirm(detail([0, 1], { packageReferenceId: '3' }))
    await bad(confirm(detail([1, 1], { packageReferenceId: '4' })), 'InvalidInput', matching)
    expect(record().order.packages).toHaveLength(2)
  })

  it.each([
    ['an FBA order', { fulfilledBy: 'AMAZON' }],
    ['an FBM Ship+ order', { programs: ['FBM_SHIP_PLUS'] }],
    ['a pending order', { status: 'PENDING' }],
    ['a cancelled order', { status: 'CANCELLED' }],
  ] as const)('%s', async (_, spec) => {
    orderId = place({ ...spec, programs: 'programs' in spec ? [...spec.programs] : [] })
    await bad(confirm(detail([1, 0])), 'InvalidInput', /./)
    expect(record().order.packages ?? []).toEqual([])
  })

  it('an order of another marketplace, and one that is not there', async () => {
    await bad(confirm(detail([1, 0]), 'A1F83G8C2ARO7P'), 'InvalidInput', /marketplace/)
    const path = '/orders/v0/orders/111-1111111-1111111/shipmentConfirmation'
    const body = { marketplaceId: germany, packageDetail: detail([1, 0]) }
    await bad(amazon.send('POST', path, body), 'NotFound', /not found/, 404)
  })
})

describe('confirmShipment under a fault', () => {
  const fault = (
    kind: Parameters<typeof amazon.simulator.faults.add>[0]['fault'],
    delayMs = 60_000,
  ) => amazon.simulator.faults.add({ on, fault: kind, delayMs })

  it('answer-lost: the parcel is there, and the repeat is an edit without a second effect', async () => {
    fault('answer-lost')
    await expect(confirm(detail())).rejects.toThrow()
    expect(record().status).toBe('SHIPPED')
    expect((await confirm(detail())).status).toBe(204)
    expect(record().order.packages).toHaveLength(1)
    const effects = amazon.simulator.journal.entries({ on, withEffect: true })
    expect(effects.map((entry) => entry.status)).toEqual(['lost', 204])
  })

  it('applied-late: nothing at first, the parcel later, with its own line in the journal', async () => {
    fault('applied-late')
    await expect(confirm(detail())).rejects.toThrow()
    expect(record().status).toBe('UNSHIPPED')
    await amazon.simulator.control.advance(60_000)
    expect(record().status).toBe('SHIPPED')
    const late = amazon.simulator.journal.entries({ on: `${on}.late` })
    expect(late.map((entry) => entry.effect)).toEqual([`confirmed package 1 of ${orderId}`])
  })

  it('silently-dropped: a 204, and never a parcel', async () => {
    fault('silently-dropped')
    const answer = await confirm(detail())
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 204, body: {} })
    await amazon.simulator.control.advance(600_000)
    expect(record().order.packages).toEqual([])
  })

  it('refused: PackageToUpdateNotFound although the order is open', async () => {
    fault('refused')
    const answer = await confirm(detail())
    expect(answer.status).toBe(400)
    expect(firstError(answer.body).message).toMatch(/PackageToUpdateNotFound/)
    expect(record().status).toBe('UNSHIPPED')
  })

  it('throttled: 429 and no effect', async () => {
    fault('throttled')
    const { status, body } = await confirm(detail())
    expect({ status, code: firstError(body).code }).toEqual({ status: 429, code: 'QuotaExceeded' })
    expect(record().status).toBe('UNSHIPPED')
  })
})

describe('a parcel on its way', () => {
  const states = () => record().order.packages?.map((one) => one.packageStatus?.status)

  it('moves by a control verb, one or all', async () => {
    await confirm(detail([2, 0]))
    await confirm(detail([1, 1], { packageReferenceId: '2' }))
    await amazon.verb('orders/move-package', {
      orderId,
      packageReferenceId: '2',
      status: 'IN_TRANSIT',
      detailedStatus: 'OUT_FOR_DELIVERY',
    })
    expect(states()).toEqual(['SHIPPED', 'IN_TRANSIT'])
    await amazon.verb('orders/deliver', { orderId })
    expect(states()).toEqual(['DELIVERED', 'DELIVERED'])
  })

  it('moves by time where the settings say so', async () => {
    const dayMs = 86_400_000
    amazon.simulator.control.changeSettings({
      inTransitAfterMs: dayMs,
      deliveredAfterMs: 3 * dayMs,
    })
    await confirm(detail())
    await amazon.simulator.control.advance(dayMs)
    expect(states()).toEqual(['IN_TRANSIT'])
    await amazon.simulator.control.advance(2 * dayMs)
    expect(states()).toEqual(['DELIVERED'])
  })
})
