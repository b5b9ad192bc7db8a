/**
 * A refund in Shopify that takes back units which never left (restock type CANCEL): on Amazon these are a
 * cancellation by quantity, without money. When the whole order is cancelled in Shopify, the cancellation
 * concern does it and this one never.
 */
import { followMessage } from '../cancellations/follow-message.ts'
import { type AmazonItemId, type EffectKey, id } from '../ids.ts'
import { tailOf } from '../life/life-events.ts'
import { effectOf } from '../life/settle-effect.ts'
import { stepsOf } from '../life/steps.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { LifeRefund } from '../orders/shop-life.ts'
import { unitsLeft } from '../shipments/packages.ts'
import { said } from '../shipments/shipment-context.ts'
import type { Step } from '../step.ts'
import type { Asked } from './allocate.ts'
import { cutUnits, shippedUnits } from './ledger.ts'
import { unitsOfBody } from './refund-body.ts'
import type { RefundContext } from './refund-context.ts'
import { isOfCancellation, unitsRefunded } from './shop-refunds.ts'
import { unitsToCut } from './units-to-cut.ts'

const { look, write, hold, rest } = stepsOf('refund')

type Books = Omit<RefundContext, 'view' | 'pairs' | 'ledger'>

/** What cancels units on Amazon; without a clear answer nobody knows which are left. */
const cancelling: ReadonlySet<string> = new Set([
  'acknowledge-failure',
  'cancel-order',
  'cancel-units',
])

/** What is left of the refund once its units that never left are told of; or what to do first. */
export type RestOfRefund = { readonly rest: Asked } | { readonly step: Step }

export function cancelRefundedUnits(
  refund: LifeRefund,
  asked: Asked,
  context: Books,
): RestOfRefund {
  const { order, shop, life } = context
  const cut = refund.lines.filter(({ restockType }) => restockType === 'CANCEL')
  if (cut.length === 0 || isOfCancellation(refund, shop)) return { rest: asked }
  const key = id('EffectKey', `cancel:${order.orderId}/refund-${tailOf(refund.gid)}`)
  if (life.queued.includes(key)) return { step: rest('REFUND_ON_THE_DESK') }
  if (said(context, 'dismiss', key, 'REFUND_PART_OF_KIT')) return { rest: withoutCut(asked, cut) }
  const known = effectOf(life.effects, key)
  const tried = known?.attempts[0]?.state ?? 'disproved'
  if (tried === 'disproved' || tried === 'refused') {
    const everUnits = (itemId: AmazonItemId) => {
      const item = order.items.find((one) => one.itemId === itemId)
      return (item?.quantityOrdered ?? 0) + cutUnits(life, itemId)
    }
    const refunded = unitsRefunded(cut, shop, everUnits)
    if (refunded === undefined) return { step: hold('REFUND_PART_OF_KIT', { subject: key }) }
    const units = unitsToCut(refunded, order, shop, everUnits)
    // Amazon took them away itself: here the refund only follows.
    if (refunded.size > 0 && units.size === 0 && !isGone(refunded, order)) {
      return { rest: withoutCut(asked, cut) }
    }
    const left = unitsLeft({ order, life })
    const open = [...units].every(([itemId, count]) => (left.get(itemId) ?? 0) >= count)
    // They left on Amazon meanwhile: then it is money like any other.
    if (isGone(refunded, order) || units.size === 0) return { rest: asked }
    return { step: sendOrAsk(key, units, open, context) }
  }
  const shown = [...unitsOfBody(known?.body)].every(([itemId]) => isShown(itemId, key, context))
  if (tried === 'done' && shown) return { rest: withoutCut(asked, cut) }
  const followed = followMessage(key, context)
  return followed === undefined
    ? { rest: withoutCut(asked, cut) }
    : { step: { ...followed, concern: 'refund' } }
}

/** All units of these items have left on Amazon. */
function isGone(units: ReadonlyMap<AmazonItemId, number>, order: AmazonOrder): boolean {
  return [...units.keys()].every((itemId) => {
    const item = order.items.find((one) => one.itemId === itemId)
    return item !== undefined && shippedUnits(item, order) === item.quantityOrdered
  })
}

function sendOrAsk(
  key: EffectKey,
  units: ReadonlyMap<AmazonItemId, number>,
  open: boolean,
  context: Books,
): Step {
  const { order, life, amazonAsOfMs, shopAsOfMs } = context
  const followed = followMessage(key, context)
  if (followed !== undefined) return { ...followed, concern: 'refund' }
  const asked = life.effects.some(
    ({ kind, attempts }) => cancelling.has(kind) && attempts[0]?.state === 'unclear',
  )
  const queued = life.queued.some((one) => one.startsWith('cancel:'))
  if (asked || queued) return rest('REFUND_ON_THE_DESK')
  if (amazonAsOfMs < shopAsOfMs) return look({ at: 'amazon-order' }, 'READ_AMAZON')
  if (!open) return hold('REFUND_PART_OF_KIT', { subject: key })
  const left = unitsLeft({ order, life })
  const items = [...units].map(([itemId, quantityCancelled]) => ({
    itemId,
    reason: 'CustomerCancel',
    adjustmentId: `${order.orderId}-${itemId}-${tailOf(key)}`,
    components: [] as const,
    quantityCancelled,
  }))
  const body = {
    units: [...units].map(([itemId, quantityCancelled]) => ({
      itemId,
      quantityCancelled,
      leftBefore: left.get(itemId) ?? 0,
    })),
  }
  const [newest] = effectOf(life.effects, key)?.attempts ?? []
  const act = { do: 'cancel-units', message: { orderId: order.orderId, items } } as const
  const base = { kind: 'cancellation', key, effect: 'cancel-units', repeats: false } as const
  const disproves = newest?.state === 'unclear' ? newest.attemptId : null
  return write({ ...base, disproves, uses: null, body, act }, 'CANCEL_REFUNDED_UNITS')
}

/** Amazon expects no more of the item than it did, less what was taken away. */
function isShown(itemId: AmazonItemId, key: EffectKey, { order, life }: Books): boolean {
  const body = effectOf(life.effects, key)?.body as
    | { units?: readonly { itemId: string; quantityCancelled: number; leftBefore?: number }[] }
    | undefined
  const own = body?.units?.find((one) => one.itemId === itemId)
  if (own?.leftBefore === undefined) return true
  return (unitsLeft({ order, life }).get(itemId) ?? 0) <= own.leftBefore - own.quantityCancelled
}

/** The money of units that never left is nobody's to give back: Amazon did not charge it. */
function withoutCut(asked: Asked, cut: LifeRefund['lines']): Asked {
  const lines = asked.lines.filter((line) => !cut.includes(line))
  const withTax = cut.reduce(
    (all, line) => all + line.subtotal.amountMinor + line.tax.amountMinor,
    0,
  )
  const bare = cut.reduce((all, { subtotal }) => all + subtotal.amountMinor, 0)
  const isInside = asked.amountMinor < withTax || isTaxInside(asked)
  const amountMinor = Math.max(0, asked.amountMinor - (isInside ? bare : withTax))
  return { ...asked, lines, amountMinor }
}

function isTaxInside({ amountMinor, lines, shipping }: Asked): boolean {
  const bare = lines.reduce((all, { subtotal }) => all + subtotal.amountMinor, 0)
  return bare + (shipping?.amount.amountMinor ?? 0) === amountMinor
}
