/** Control of shipping: what the merchant does with parcels and fulfilment orders, and what carriers tell. */
import { changeOrder } from '../orders/committed-change.ts'
import type { OrderRecord } from '../records.ts'
import { recordEvent, setTracking, takeBack } from '../shipping/change-fulfillment.ts'
import { divide } from '../shipping/divide.ts'
import { liftHolds, putHold } from '../shipping/hold-fulfillment-order.ts'
import { move } from '../shipping/move-fulfillment-order.ts'
import { type Pick as Picked, ship } from '../shipping/ship.ts'
import { trackingFrom } from '../shipping/tracking.ts'
import type { ShopWorld } from '../shop-world.ts'
import type { LifeControl, MerchantFulfil, MerchantSplit } from './life-types.ts'
import {
  existing,
  lineOf,
  locationNamed,
  merchantAdmin,
  openOnes,
  shipmentOf,
} from './order-parts.ts'

type ShippingVerbs = Pick<
  LifeControl,
  | 'merchantFulfil'
  | 'merchantCancelFulfilment'
  | 'merchantTrack'
  | 'carrierEvent'
  | 'merchantHold'
  | 'merchantReleaseHold'
  | 'merchantMove'
  | 'merchantSplit'
>

export function shippingVerbs(worldNow: () => ShopWorld): ShippingVerbs {
  return {
    merchantFulfil: (spec) => fulfil(worldNow(), spec),
    merchantCancelFulfilment(spec) {
      const world = worldNow()
      const order = existing(world, spec.orderId)
      changeOrder(world, order, (one, after) => takeBack(world, one, shipmentOf(one, spec), after))
    },
    merchantTrack(spec) {
      const world = worldNow()
      const tracking = trackingFrom({
        company: spec.trackingCompany ?? null,
        numbers: spec.trackingNumbers,
      })
      changeOrder(world, existing(world, spec.orderId), (one, after) => {
        setTracking(world, shipmentOf(one, spec), tracking, after)
        if (spec.notify ?? true) after.mails.push('tracking-notice')
      })
    },
    carrierEvent(spec) {
      const world = worldNow()
      changeOrder(world, existing(world, spec.orderId), (one, after) => {
        recordEvent(world, shipmentOf(one, spec), spec, after)
      })
    },
    merchantHold(spec) {
      const world = worldNow()
      const holdIds: string[] = []
      changeOrder(world, existing(world, spec.orderId), (one, after) => {
        const input = { reason: spec.reason ?? 'OTHER', reasonNotes: spec.notes ?? null }
        for (const row of openOnes(one, spec)) {
          holdIds.push(putHold(world, row, input, merchantAdmin, after).id)
        }
      })
      return { holdIds }
    },
    merchantReleaseHold(spec) {
      const world = worldNow()
      changeOrder(world, existing(world, spec.orderId), (one, after) => {
        for (const row of openOnes(one, spec)) liftHolds(world, row, undefined, after)
      })
    },
    merchantMove(spec) {
      const world = worldNow()
      const { numericId } = locationNamed(world, spec.location)
      changeOrder(world, existing(world, spec.orderId), (one, after) => {
        for (const row of openOnes(one, spec)) move(world, one, row.id, numericId, [], after)
      })
    },
    merchantSplit: (spec) => split(worldNow(), spec),
  }
}

/** One shipment a fulfilment order; held ones stay where they are. */
function fulfil(world: ShopWorld, spec: MerchantFulfil): { fulfillmentIds: string[] } {
  const order = existing(world, spec.orderId)
  const numbers = spec.trackingNumbers ?? (spec.trackingNumber ? [spec.trackingNumber] : [])
  const tracking = trackingFrom({ company: spec.trackingCompany ?? null, numbers })
  const fulfillmentIds: string[] = []
  const notify = spec.notify ?? true
  if (picksOf(world, order, spec).length === 0) return { fulfillmentIds }
  changeOrder(world, order, (one, after) => {
    const picks = picksOf(world, one, spec)
    for (const own of Map.groupBy(picks, (pick) => pick.from.id).values()) {
      const shipment = { picks: own, tracking, notify, by: merchantAdmin }
      fulfillmentIds.push(ship(world, one, shipment, after).id)
    }
  })
  return { fulfillmentIds }
}

function picksOf(world: ShopWorld, order: OrderRecord, spec: MerchantFulfil): Picked[] {
  const placeId = spec.location && locationNamed(world, spec.location).numericId
  const open = order.fulfillmentOrders
    .filter((one) => one.status === 'OPEN' || one.status === 'IN_PROGRESS')
    .filter((one) => placeId === undefined || one.locationId === placeId)
  const wanted = spec.lines?.map((units) => ({ line: lineOf(order, units), left: units.quantity }))
  const picks: Picked[] = []
  for (const from of open) {
    for (const row of from.lines) {
      const want = wanted?.find((one) => one.line.id === row.lineId)
      const quantity = Math.min(row.remainingQuantity, wanted ? (want?.left ?? 0) : Infinity)
      if (quantity <= 0) continue
      if (want) want.left -= quantity
      picks.push({ from, line: row, quantity })
    }
  }
  const short = wanted?.find((one) => one.left > 0)
  if (short) throw new Error(`${short.left} of ${short.line.sku} cannot be shipped`)
  return picks
}

function split(world: ShopWorld, spec: MerchantSplit): { fulfillmentOrderIds: string[] } {
  const order = existing(world, spec.orderId)
  const fulfillmentOrderIds: string[] = []
  changeOrder(world, order, (one) => {
    for (const units of spec.lines) {
      const line = lineOf(one, units)
      const from = openOnes(one, { orderId: spec.orderId }).find((each) =>
        each.lines.some((row) => row.lineId === line.id && row.remainingQuantity >= units.quantity),
      )
      const row = from?.lines.find((each) => each.lineId === line.id)
      if (from === undefined || row === undefined) throw new Error('nothing to split')
      const parts = [{ id: row.id, quantity: units.quantity }]
      fulfillmentOrderIds.push(divide(world, one, from, parts).id)
    }
  })
  return { fulfillmentOrderIds }
}
