/** Telling Amazon of a parcel: what goes over the wire, and what each refusal means. */
import { afterEach, describe, expect, it } from 'vitest'
import { id } from '../../src/core/ids.ts'
import type { ParcelDraft as Parcel } from '../../src/core/shipments/parcel-draft.ts'
import { failure, openAmazon, refusal } from './amazon-host.ts'
import { type Asked, soon, type Told } from './loopback.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function open(api: (asked: Asked) => Told) {
  const opened = await openAmazon(api)
  closers.push(opened.close)
  return opened
}

const parcel: Parcel = {
  orderId: id('AmazonOrderId', '302-1234567-7654321'),
  marketplaceId: id('MarketplaceId', 'A1PA6795UKMFR9'),
  reference: '12',
  carrierCode: 'DHL',
  carrierName: null,
  shippingMethod: null,
  trackingNumber: 'JD0140',
  shipDateMs: Date.UTC(2026, 10, 20, 9, 30),
  items: [{ itemId: id('AmazonItemId', '00123456789012'), quantity: 2 }],
}

describe('a parcel', () => {
  it('is told as Amazon wants it, and 204 is done', async () => {
    const { amazon, calls } = await open(() => ({ status: 204 }))
    expect(await amazon.life.confirmShipment(parcel, soon())).toEqual({ kind: 'done' })
    const [asked] = calls()
    expect(`${asked?.method} ${asked?.path}`).toBe(
      'POST /orders/v0/orders/302-1234567-7654321/shipmentConfirmation',
    )
    expect(asked?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-amz-access-token': 'token-1',
    })
    expect(JSON.parse(asked?.body ?? '')).toEqual({
      marketplaceId: 'A1PA6795UKMFR9',
      packageDetail: {
        packageReferenceId: '12',
        carrierCode: 'DHL',
        trackingNumber: 'JD0140',
        shipDate: '2026-11-20T09:30:00.000Z',
        orderItems: [{ orderItemId: '00123456789012', quantity: 2 }],
      },
    })
  })

  it('by a carrier without a code goes with its name and method', async () => {
    const { amazon, calls } = await open(() => ({ status: 204 }))
    const other = { ...parcel, carrierCode: 'Other', carrierName: 'Bote', shippingMethod: 'Rad' }
    await amazon.life.confirmShipment(other, soon())
    expect(JSON.parse(calls()[0]?.body ?? '').packageDetail).toMatchObject({
      carrierCode: 'Other',
      carrierName: 'Bote',
      shippingMethod: 'Rad',
    })
  })

  it('is never sent with a reference that Amazon does not take', async () => {
    const { amazon, calls } = await open(() => ({ status: 204 }))
    for (const reference of ['0', '-1', 'A1', '1.5', '']) {
      await expect(amazon.life.confirmShipment({ ...parcel, reference }, soon())).rejects.toThrow(
        /positive number/,
      )
    }
    expect(calls()).toEqual([])
  })
})

describe('what Amazon refuses', () => {
  const cases: [number, string, string, string][] = [
    [
      400,
      'InvalidInput',
      'Failed to create package due to not finding a matching package or order already fulfilled. PackageToUpdateNotFound',
      'NOTHING_LEFT_TO_SHIP',
    ],
    [400, 'InvalidInput', 'Order is part of FBM_SHIP_PLUS', 'SHIP_PLUS'],
    [400, 'InvalidInput', 'Order is fulfilled by Amazon', 'FULFILLED_BY_AMAZON'],
    [400, 'InvalidInput', 'The quantity is larger than what is open', 'QUANTITY'],
    [400, 'InvalidInput', 'Order has been canceled', 'ORDER_CANCELLED'],
    [
      400,
      'InvalidInput',
      'PackageReferenceId: is invalid, must be a positive numeric value.',
      'PACKAGE_REFERENCE',
    ],
    [400, 'InvalidInput', 'Ship date is in the future', 'SHIP_DATE'],
    [400, 'Invalid Input', 'Invalid Input', 'SHIPMENT_REFUSED'],
    [404, 'NotFound', 'No such order', 'ORDER_NOT_FOUND'],
  ]
  it.each(cases)('%d %s: %s', async (status, code, message, told) => {
    const { amazon } = await open(() => refusal(status, code, message))
    expect(await amazon.life.confirmShipment(parcel, soon())).toEqual({
      kind: 'refused',
      code: told,
      text: message,
    })
  })

  it('is kept without what could be personal', async () => {
    const { amazon } = await open(() => refusal(400, 'InvalidInput', 'Not for jane@example.com'))
    const answer = await amazon.life.confirmShipment(parcel, soon())
    expect(answer).toMatchObject({ kind: 'refused', text: 'Not for …' })
  })

  const thrown: [number, string][] = [
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [413, 'rejected'],
    [415, 'rejected'],
    [429, 'throttled'],
    [302, 'unclear'],
    [408, 'unclear'],
    [500, 'unclear'],
    [503, 'unclear'],
  ]
  it.each(thrown)('%d is no refusal of the parcel: %s', async (status, kind) => {
    const { amazon } = await open(() => refusal(status, 'Code', 'canary'))
    const error = await failure(amazon.life.confirmShipment(parcel, soon()))
    expect(error.facts).toMatchObject({ kind, operation: 'confirmShipment', status })
    expect(error.stack).not.toMatch(/canary/)
  })
})
