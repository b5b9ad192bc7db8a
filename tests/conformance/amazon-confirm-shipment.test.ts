/**
 * confirmShipment over the wire (model ordersV0; developer-docs "Confirm the shipment status"; models#5037, #5094;
 * jlevers#489): 204, parcels, edits, refusals, quota, lag, faults.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AmazonHost, type Answer, firstError, openAmazon } from './amazon-host.ts'
import { modelFaults } from './amazon-model.ts'
import { confirmOn, germany, type Parcels, placeParcels } from './amazon-parcels.ts'

let amazon: AmazonHost
let parcels: Parcels
beforeEach(async () => {
  amazon = await openAmazon()
  parcels = placeParcels(amazon)
})
afterEach(() => amazon.close())

describe('confirmShipment', () => {
  it('answers 204 without a body, with rate and request id, and the whole order is SHIPPED', async () => {
    const answer = await parcels.confirm(parcels.detail())
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 204, body: {} })
    expect(answer.headers.get('x-amzn-ratelimit-limit')).toBe('2')
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    expect(parcels.record().status).toBe('SHIPPED')
  })

  it('ships in parts: PARTIALLY_SHIPPED, quantities by item, then SHIPPED with two parcels', async () => {
    await parcels.confirm(parcels.detail([2, 0]))
    expect(parcels.record().status).toBe('PARTIALLY_SHIPPED')
    expect(parcels.quantities()).toEqual([
      [2, 1],
      [0, 1],
    ])
    await parcels.confirm(parcels.detail([1, 1], { packageReferenceId: '2', trackingNumber: 'B' }))
    expect(parcels.record().status).toBe('SHIPPED')
    expect(parcels.record().order.packages?.map((one) => one.packageReferenceId)).toEqual([
      '1',
      '2',
    ])
  })

  it('shows parcel and status in getOrder only after the lag, as the model says', async () => {
    await parcels.confirm(parcels.detail([2, 1], { shippingMethod: 'DHL Paket' }))
    const before = await parcels.read()
    expect(before.packages).toEqual([])
    expect(before.fulfillment).toMatchObject({ fulfillmentStatus: 'UNSHIPPED' })
    await amazon.simulator.control.advance(120_000)
    const after = await parcels.read()
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
          { orderItemId: parcels.itemIds()[0], quantity: 2 },
          { orderItemId: parcels.itemIds()[1], quantity: 1 },
        ],
      },
    ])
    const search = '/orders/2026-01-01/orders?lastUpdatedAfter=2026-11-22T09:59:00Z'
    const { body } = await amazon.get(`${search}&includedData=PACKAGES`)
    expect((body.orders as Record<string, unknown>[])[0]?.packages).toEqual(after.packages)
  })

  it('edits the parcel of a reference that is there: tracking and quantities are those of the last call', async () => {
    await parcels.confirm(parcels.detail([3, 1]))
    expect((await parcels.confirm(parcels.detail([2, 1], { trackingNumber: 'NEW' }))).status).toBe(
      204,
    )
    expect(parcels.quantities()).toEqual([
      [2, 1],
      [1, 0],
    ])
    expect(parcels.record().order.packages).toHaveLength(1)
    expect(parcels.record().order.packages?.[0]?.trackingNumber).toBe('NEW')
    expect(parcels.record().status).toBe('PARTIALLY_SHIPPED')
  })

  it('names the carrier of Other by its name', async () => {
    await parcels.confirm(parcels.detail([1, 0], { carrierCode: 'Other', carrierName: 'Postbud' }))
    expect(parcels.record().order.packages?.[0]?.carrier).toBe('Postbud')
  })

  it('tells subscribers with the words of Orders v0, at once; an edit tells nobody', async () => {
    amazon.simulator.control.subscribe()
    await parcels.confirm(parcels.detail([1, 0]))
    await parcels.confirm(parcels.detail([1, 0], { trackingNumber: 'NEW' }))
    expect(amazon.simulator.control.queueDepth().ready).toBe(1)
  })

  it('lets 10 calls through at once and refuses the eleventh with 429', async () => {
    const calls = Array.from({ length: 11 }, () => parcels.confirm(parcels.detail([1, 0])))
    const statuses = (await Promise.all(calls)).map((answer) => answer.status)
    expect(statuses.sort()).toEqual([...Array.from({ length: 10 }, () => 204), 429])
  })

  it('keeps a journal of effects by reference', async () => {
    await parcels.confirm(parcels.detail([1, 0]))
    await parcels.confirm(parcels.detail([1, 0]))
    const effects = amazon.simulator.journal.entries({ withEffect: true, on: confirmOn })
    expect(effects.map((entry) => entry.effect)).toEqual([
      `confirmed package 1 of ${parcels.orderId}`,
      `edited package 1 of ${parcels.orderId}`,
    ])
  })
})

describe('confirmShipment refuses', () => {
  const bad = async (answer: Promise<Answer>, code: string, words: RegExp, status = 400) => {
    const { body, status: got } = await answer
    expect({ status: got, code: firstError(body).code }).toEqual({ status, code })
    expect(firstError(body).message).toMatch(words)
  }
  const matching = /PackageToUpdateNotFound/

  it('a reference that is a bare number, naming the field', () =>
    bad(
      parcels.confirm(parcels.detail([1, 0], { packageReferenceId: 1 })),
      'InvalidInput',
      /invalid type \[packageDetail\.packageReferenceId\]/,
    ))

  it.each(['0', '-1', 'P1', '1.5', ''])('the reference %o', (packageReferenceId) =>
    bad(
      parcels.confirm(parcels.detail([1, 0], { packageReferenceId })),
      'InvalidInput',
      /^PackageReferenceId: is invalid, must be a positive numeric value\.$/,
    ),
  )

  it.each(['02/21/2022', '2026-11-22'])('the ship date %s, with a space in the code', (shipDate) =>
    bad(parcels.confirm(parcels.detail([1, 0], { shipDate })), 'Invalid Input', /^Invalid Input$/),
  )

  it.each(['packageReferenceId', 'carrierCode', 'trackingNumber', 'shipDate', 'orderItems'])(
    'a body without %s',
    (name) =>
      bad(
        parcels.confirm(parcels.detail([1, 0], { [name]: undefined })),
        'InvalidInput',
        new RegExp(name),
      ),
  )

  it('Other without a name', () =>
    bad(
      parcels.confirm(parcels.detail([1, 0], { carrierCode: 'Other' })),
      'InvalidInput',
      /CarrierName/,
    ))

  it('a ship date in the future and one before the order, unless the setting says otherwise', async () => {
    const future = parcels.detail([1, 0], { shipDate: '2026-11-22T10:05:00Z' })
    const early = parcels.detail([1, 0], { shipDate: '2026-11-22T09:45:00Z' })
    await bad(parcels.confirm(future), 'InvalidInput', /future/)
    await bad(parcels.confirm(early), 'InvalidInput', /before/)
    amazon.simulator.control.changeSettings({ checksShipDate: false })
    expect((await parcels.confirm(early)).status).toBe(204)
  })

  it('an item that is not of the order', () =>
    bad(
      parcels.confirm(parcels.detail([], { orderItems: [{ orderItemId: '1', quantity: 1 }] })),
      'InvalidInput',
      /OrderItemId {2}is invalid/,
    ))

  it('more than is left, and with PackageToUpdateNotFound when nothing is left', async () => {
    await bad(parcels.confirm(parcels.detail([4, 0])), 'InvalidInput', /greater than what is left/)
    await parcels.confirm(parcels.detail([3, 0]))
    await bad(
      parcels.confirm(parcels.detail([1, 0], { packageReferenceId: '2' })),
      'InvalidInput',
      matching,
    )
    await parcels.confirm(parcels.detail([0, 1], { packageReferenceId: '3' }))
    await bad(
      parcels.confirm(parcels.detail([1, 1], { packageReferenceId: '4' })),
      'InvalidInput',
      matching,
    )
    expect(parcels.record().order.packages).toHaveLength(2)
  })

  it.each([
    ['an FBA order', { fulfilledBy: 'AMAZON' }],
    ['an FBM Ship+ order', { programs: ['FBM_SHIP_PLUS'] }],
    ['a pending order', { status: 'PENDING' }],
    ['a cancelled order', { status: 'CANCELLED' }],
  ] as const)('%s', async (_, spec) => {
    parcels = placeParcels(amazon, {
      ...spec,
      programs: 'programs' in spec ? [...spec.programs] : [],
    })
    await bad(parcels.confirm(parcels.detail([1, 0])), 'InvalidInput', /./)
    expect(parcels.record().order.packages ?? []).toEqual([])
  })

  it('an order of another marketplace, and one that is not there', async () => {
    await bad(
      parcels.confirm(parcels.detail([1, 0]), 'A1F83G8C2ARO7P'),
      'InvalidInput',
      /marketplace/,
    )
    const path = '/orders/v0/orders/111-1111111-1111111/shipmentConfirmation'
    const body = { marketplaceId: germany, packageDetail: parcels.detail([1, 0]) }
    await bad(amazon.send('POST', path, body), 'NotFound', /not found/, 404)
  })
})
