/**
 * Goods of an order that another app made, of which nobody can say which Amazon item they are: what left of
 * them on one side is not known to the other, and no parcel can be told.
 */
import { unnamedGoods } from '../life/adopted-lines.ts'
import { stepsOf } from '../life/steps.ts'
import type { Step } from '../step.ts'
import { knownPackages, unitsLeft } from './packages.ts'
import { type ShipmentContext, said } from './shipment-context.ts'

const { hold } = stepsOf('shipment')

const code = 'ADOPTED_LINES_UNKNOWN'
const subject = 'adopted-lines'

/** Nothing while both sides agree: all has left on each, or on none. */
export function decideUnnamed(context: ShipmentContext): Step[] {
  const { adopted, shop, order, life } = context
  const goods = adopted ? unnamedGoods(shop) : []
  if (goods.length === 0 || said(context, 'dismiss', subject, code)) return []
  const isOf = ({ lineGid }: { readonly lineGid: string }) =>
    goods.some((one) => one.lineGid === lineGid)
  const leftHere = shop.fulfillments.some(
    ({ status, lines }) => status === 'SUCCESS' && lines.some(isOf),
  )
  const openHere = shop.fulfillmentOrders.some(({ lines }) =>
    lines.some((line) => isOf(line) && line.remaining > 0),
  )
  const leftThere = knownPackages(context).length > 0 || order.status === 'SHIPPED'
  const openThere = [...unitsLeft({ order, life }).values()].some((units) => units > 0)
  const differs = (leftHere && openThere) || (leftThere && openHere)
  return differs ? [hold(code, { lines: goods.map(({ title }) => title), subject })] : []
}
