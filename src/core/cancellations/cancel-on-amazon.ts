/**
 * A cancellation made in Shopify, for Amazon: decided by what has left. Nothing: the whole order is
 * cancelled (whole-order.ts). A part: its open units, by an adjustment. An acknowledgement after
 * anything was shipped would refund everything, so it is never sent then.
 */
import { type EffectKey, id } from '../ids.ts'
import { clearanceOf, unsettledEcho } from '../life/clearance.ts'
import { cancelEventId } from '../life/life-events.ts'
import { effectOf } from '../life/settle-effect.ts'
import { stepsOf } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import { unitsLeft } from '../shipments/packages.ts'
import { parcelsOf } from '../shipments/parcels.ts'
import { said } from '../shipments/shipment-context.ts'
import type { LifeWrite, Step } from '../step.ts'
import type { CancelContext } from './cancel-context.ts'
import { followMessage } from './follow-message.ts'
import { cancelWhole, followWhole } from './whole-order.ts'
import type { CancellationWrite } from './writes.ts'

const { look, write, hold, rest } = stepsOf('cancellation')

/** Amazon's reasons for a seller's cancel; what is not known there is a general adjustment. */
const reasons: Readonly<Record<string, string>> = {
  INVENTORY: 'NoInventory',
  CUSTOMER: 'BuyerCanceled',
  FRAUD: 'RiskAssessmentInformationNotValid',
  DECLINED: 'RiskAssessmentInformationNotValid',
}

/** The order is cancelled in Shopify, by somebody else than us, and open on Amazon. */
export function decideCancelOnAmazon(context: CancelContext): Step {
  const { order, life, shop, shopAsOfMs, amazonAsOfMs } = context
  const eventId = cancelEventId(shop.gid)
  const clearance = clearanceOf(life, eventId)
  if (clearance.is === 'dismissed') return rest('CANCELLATION_DISMISSED')
  if (clearance.is === 'quarantined') {
    return hold('MONEY_QUARANTINED', {
      event: 'The cancellation in Shopify',
      why: clearance.why,
      subject: eventId,
    })
  }
  const echo = unsettledEcho(life)
  if (echo !== undefined) return hold('OWN_EFFECT_UNSETTLED', { effect: echo.key })
  const items = reasonsOf(order, shop.cancelReason)
  const left = unitsHere(context)
  const nothingLeft = [...left.values()].every((units) => units === 0)
  const somethingShipped = order.items.some(
    ({ itemId, quantityOrdered }) => (left.get(itemId) ?? 0) < quantityOrdered,
  )
  const key = unitsKey(order, left)
  const followed = somethingShipped ? followMessage(key, context) : followWhole(context)
  if (followed !== undefined) return followed
  if (nothingLeft) return rest('NO_CANCELLATION_DUE')
  if (amazonAsOfMs < shopAsOfMs) return look({ at: 'amazon-order' }, 'READ_PACKAGES')
  // B40: a cancellation without money would leave the buyer without goods and without refund.
  const unpaid = shop.refunded.amountMinor === 0 && shop.total.amountMinor > 0
  if (unpaid && !said(context, 'approve', eventId, 'CANCELLED_WITHOUT_REFUND')) {
    const shipBy = order.shipByMs === null ? 'soon' : new Date(order.shipByMs).toISOString()
    return hold('CANCELLED_WITHOUT_REFUND', { shipBy, subject: eventId })
  }
  return somethingShipped
    ? write(cancelUnits(key, order, left, shop.cancelReason, context), 'CANCEL_UNITS_ON_AMAZON')
    : cancelWhole(items, context)
}

/** Units that have left neither side: what stands as shipped in Shopify is gone, told to Amazon or not. */
function unitsHere({ order, life, shop }: CancelContext): ReturnType<typeof unitsLeft> {
  const left = new Map(unitsLeft({ order, life }))
  const gone = new Map<string, number>()
  for (const { itemId, quantity } of parcelsOf(order, shop).flatMap(({ units }) => units)) {
    gone.set(itemId, (gone.get(itemId) ?? 0) + quantity)
  }
  for (const { itemId, quantityOrdered } of order.items) {
    const here = Math.max(0, quantityOrdered - (gone.get(itemId) ?? 0))
    left.set(itemId, Math.min(left.get(itemId) ?? 0, here))
  }
  return left
}

function unitsKey(order: AmazonOrder, left: ReadonlyMap<string, number>): EffectKey {
  const units = [...left].filter(([, quantity]) => quantity > 0)
  const names = units.map(([itemId, quantity]) => `${itemId}*${quantity}`).toSorted()
  return id('EffectKey', `cancel:${order.orderId}/${names.join('+')}`)
}

type Item = { readonly itemId: AmazonOrder['items'][number]['itemId']; readonly reason: string }

function reasonsOf(order: AmazonOrder, shopReason: string | null): Item[] {
  return order.items.map(({ itemId, cancelRequested }) => ({
    itemId,
    reason: cancelRequested ? 'BuyerCanceled' : reasonOf(shopReason),
  }))
}

function reasonOf(shopReason: string | null): string {
  const known = shopReason !== null && Object.hasOwn(reasons, shopReason)
  return (known ? reasons[shopReason] : undefined) ?? 'GeneralAdjustment'
}

/** The attempt that a person gave up by asking again. */
function disprovedBy(key: EffectKey, { life }: Pick<CancelContext, 'life'>) {
  const [newest] = effectOf(life.effects, key)?.attempts ?? []
  return newest?.state === 'unclear' ? newest.attemptId : null
}

function cancelUnits(
  key: EffectKey,
  order: AmazonOrder,
  left: ReadonlyMap<string, number>,
  shopReason: string | null,
  context: CancelContext,
): LifeWrite<'cancellation', CancellationWrite> {
  const reason = shopReason === 'INVENTORY' ? 'NoInventory' : 'CustomerCancel'
  const items = order.items.flatMap(({ itemId }) => {
    const quantityCancelled = left.get(itemId) ?? 0
    if (quantityCancelled === 0) return []
    const adjustmentId = `${order.orderId}-${itemId}-c`
    return [{ itemId, reason, adjustmentId, components: [], quantityCancelled } as const]
  })
  const units = items.map(({ itemId, quantityCancelled }) => ({ itemId, quantityCancelled }))
  const disproves = disprovedBy(key, context)
  const base = { kind: 'cancellation', key, effect: 'cancel-units', repeats: false } as const
  const act = { do: 'cancel-units', message: { orderId: order.orderId, items } } as const
  return { ...base, disproves, uses: null, body: { units }, act }
}
