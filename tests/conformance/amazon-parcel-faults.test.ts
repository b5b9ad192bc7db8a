/** What goes wrong around confirmShipment, and how a confirmed parcel moves on to DELIVERED. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FaultKind } from '../../simulators/kit/fault-plane.ts'
import { type AmazonHost, firstError, openAmazon } from './amazon-host.ts'
import { confirmOn, type Parcels, placeParcels } from './amazon-parcels.ts'

let amazon: AmazonHost
let parcels: Parcels
beforeEach(async () => {
  amazon = await openAmazon()
  parcels = placeParcels(amazon)
})
afterEach(() => amazon.close())

describe('confirmShipment under a fault', () => {
  const fault = (kind: FaultKind, delayMs = 60_000) =>
    amazon.simulator.faults.add({ on: confirmOn, fault: kind, delayMs })

  it('answer-lost: the parcel is there, and the repeat is an edit without a second effect', async () => {
    fault('answer-lost')
    await expect(parcels.confirm(parcels.detail())).rejects.toThrow()
    expect(parcels.record().status).toBe('SHIPPED')
    expect((await parcels.confirm(parcels.detail())).status).toBe(204)
    expect(parcels.record().order.packages).toHaveLength(1)
    const effects = amazon.simulator.journal.entries({ on: confirmOn, withEffect: true })
    expect(effects.map((entry) => entry.status)).toEqual(['lost', 204])
  })

  it('applied-late: nothing at first, the parcel later, with its own line in the journal', async () => {
    fault('applied-late')
    await expect(parcels.confirm(parcels.detail())).rejects.toThrow()
    expect(parcels.record().status).toBe('UNSHIPPED')
    await amazon.simulator.control.advance(60_000)
    expect(parcels.record().status).toBe('SHIPPED')
    const late = amazon.simulator.journal.entries({ on: `${confirmOn}.late` })
    expect(late.map((entry) => entry.effect)).toEqual([`confirmed package 1 of ${parcels.orderId}`])
  })

  it('silently-dropped: a 204, and never a parcel', async () => {
    fault('silently-dropped')
    const answer = await parcels.confirm(parcels.detail())
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 204, body: {} })
    await amazon.simulator.control.advance(600_000)
    expect(parcels.record().order.packages).toEqual([])
  })

  it('refused: PackageToUpdateNotFound although the order is open', async () => {
    fault('refused')
    const answer = await parcels.confirm(parcels.detail())
    expect(answer.status).toBe(400)
    expect(firstError(answer.body).message).toMatch(/PackageToUpdateNotFound/)
    expect(parcels.record().status).toBe('UNSHIPPED')
  })

  it('throttled: 429 and no effect', async () => {
    fault('throttled')
    const { status, body } = await parcels.confirm(parcels.detail())
    expect({ status, code: firstError(body).code }).toEqual({ status: 429, code: 'QuotaExceeded' })
    expect(parcels.record().status).toBe('UNSHIPPED')
  })
})

describe('a parcel on its way', () => {
  const states = () => parcels.record().order.packages?.map((one) => one.packageStatus?.status)

  it('moves by a control verb, one or all', async () => {
    await parcels.confirm(parcels.detail([2, 0]))
    await parcels.confirm(parcels.detail([1, 1], { packageReferenceId: '2' }))
    await amazon.verb('orders/move-package', {
      orderId: parcels.orderId,
      packageReferenceId: '2',
      status: 'IN_TRANSIT',
      detailedStatus: 'OUT_FOR_DELIVERY',
    })
    expect(states()).toEqual(['SHIPPED', 'IN_TRANSIT'])
    await amazon.verb('orders/deliver', { orderId: parcels.orderId })
    expect(states()).toEqual(['DELIVERED', 'DELIVERED'])
  })

  it('moves by time where the settings say so', async () => {
    const dayMs = 86_400_000
    amazon.simulator.control.changeSettings({
      inTransitAfterMs: dayMs,
      deliveredAfterMs: 3 * dayMs,
    })
    await parcels.confirm(parcels.detail())
    await amazon.simulator.control.advance(dayMs)
    expect(states()).toEqual(['IN_TRANSIT'])
    await amazon.simulator.control.advance(2 * dayMs)
    expect(states()).toEqual(['DELIVERED'])
  })
})
