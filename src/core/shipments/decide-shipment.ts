/**
 * The shipment concern: what left in Shopify is told to Amazon once and read back; what left on Amazon is
 * written down in Shopify. Pure and total; one step at a time. Rules: docs/rules/shipments.md.
 */
import { tailOf } from '../life/life-events.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import { stepsOf, watched } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import { chooseStep } from '../orders/choose-step.ts'
import type { ShopLife } from '../orders/shop-life.ts'
import type { OrderView } from '../orders/view.ts'
import type { Step } from '../step.ts'
import { decideUnnamed } from './adopted-goods.ts'
import { decideBeforeShipping } from './before-shipping.ts'
import { decideParcel } from './confirm-parcel.ts'
import { tellFulfilBy } from './fulfil-by.ts'
import { decideFulfilInShop } from './fulfil-in-shop.ts'
import { newestTold, sameUnits } from './packages.ts'
import { parcelsOf } from './parcels.ts'
import { type ShipmentContext, said } from './shipment-context.ts'
import type { ConfirmedParcel } from './writes.ts'

const { look, hold, rest } = stepsOf('shipment')

export function decideShipment(
  view: OrderView,
  life: LifeView,
  policy: LifePolicy,
  nowMs: number,
): Step {
  const { amazon, shopify } = view
  if (amazon.is !== 'seen' || amazon.value.fulfilledBy !== 'MERCHANT')
    return rest('NO_SHIPMENT_DUE')
  if (shopify.is !== 'seen') return rest('NO_SHIPMENT_DUE')
  const order = amazon.value
  const over = order.status === 'CANCELLED' || shopify.value.cancelledAtMs !== null
  const asks = over ? undefined : decideBeforeShipping(order, shopify.value, life, policy, nowMs)
  const leftOnAmazon = order.packages.length > 0
  const steps: Step[] = asks === undefined ? [] : [asks]
  if (life.touched || leftOnAmazon) {
    if (life.shop.is === 'unknown') {
      return look({ at: 'shopify-life', gid: shopify.value.gid }, 'SHOP_ORDER_NOT_READ')
    }
    if (life.shop.is === 'seen') {
      const { value: shop, asOfMs: shopAsOfMs } = life.shop
      const cancelledParcels = cancelledOf(life, shop)
      const seen = { shop, shopAsOfMs, amazonAsOfMs: amazon.asOfMs, cancelledParcels }
      const adopted = view.effect.how === 'adopted'
      steps.push(...decideSides({ order, life, policy, nowMs, adopted, ...seen }))
    }
  }
  const [first = rest('NO_SHIPMENT_DUE'), ...others] = steps
  const chosen = chooseStep([first, ...others])
  if (chosen.do !== 'rest' && chosen.do !== 'hold') {
    return watched(chosen, policy.ship.lane, wordsOf(chosen))
  }
  return tellFulfilBy(chosen, order, shopify.value, life, policy, nowMs)
}

function decideSides(context: ShipmentContext): Step[] {
  const { order, shop } = context
  const parcels = parcelsOf(order, shop).filter((parcel) => !isOurs(parcel.fulfillmentGid, context))
  if (order.status === 'CANCELLED') {
    const [gone] = parcels.filter(
      ({ name }) => !said(context, 'dismiss', name, 'SHIPPED_HERE_CANCELLED_THERE'),
    )
    if (gone === undefined) return []
    const detail = { fulfillment: `fulfilment ${gone.name}`, subject: gone.name }
    return [hold('SHIPPED_HERE_CANCELLED_THERE', detail)]
  }
  const backwards = decideFulfilInShop(context)
  if (confirmsItself(order)) return [...backwards, rest('AMAZON_CONFIRMS_ITSELF')]
  const forwards = parcels.map((parcel) => decideParcel(parcel, context))
  const unknown = decideUnnamed(context)
  return [...unknown, ...forwards, ...backwards, ...decideCancelled(context, parcels)]
}

/** Amazon knows these by its own labels; confirming them is refused or doubles them. */
function confirmsItself(order: AmazonOrder): boolean {
  const own = ['FBM_SHIP_PLUS', 'AMAZON_EASY_SHIP', 'DELIVERY_BY_AMAZON']
  return order.programs.some((program) => own.includes(program))
}

/** A fulfilment that we wrote into Shopify because Amazon had the parcel. */
function isOurs(gid: string, { life }: ShipmentContext): boolean {
  return life.effects.some(
    ({ kind, platformId }) => kind === 'fulfil-in-shop' && platformId === gid,
  )
}

function cancelledOf(life: LifeView, shop: ShopLife): ConfirmedParcel[] {
  const standing = new Set(
    shop.fulfillments.filter(({ status }) => status === 'SUCCESS').map(({ gid }) => tailOf(gid)),
  )
  return newestTold(life).filter(({ parcel }) => !standing.has(parcel.split('-')[0] ?? parcel))
}

/** Told to Amazon, cancelled in Shopify since, and nothing took its place: a person settles it. */
function decideCancelled(
  context: ShipmentContext,
  parcels: readonly { readonly units: ConfirmedParcel['units'] }[],
): Step[] {
  return context.cancelledParcels.flatMap((gone) => {
    const replaced = parcels.some(({ units }) => sameUnits(units, gone.units))
    if (replaced || said(context, 'dismiss', gone.parcel, 'FULFILMENT_CANCELLED')) return []
    const detail = {
      fulfillment: `fulfilment ${gone.parcel}`,
      parcel: gone.reference,
      subject: gone.parcel,
    }
    return [hold('FULFILMENT_CANCELLED', detail)]
  })
}

function wordsOf(step: Step): string {
  return step.do === 'write' ? step.reason : ''
}
