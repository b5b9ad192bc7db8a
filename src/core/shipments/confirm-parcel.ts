/**
 * One parcel of Shopify against Amazon's packages: told once, corrected under the same reference, read
 * back, repeated once when Amazon dropped it (docs/rules/shipments.md).
 */
import { type EffectKey, id } from '../ids.ts'
import type { EffectRecord } from '../life/life-view.ts'
import { readBackDue } from '../life/read-back.ts'
import { stepsOf } from '../life/steps.ts'
import type { Step } from '../step.ts'
import { amazonCarrier } from './carriers.ts'
import { unlessDismissed } from './dismissed-parcel.ts'
import { knownPackages, type PackageBooks, sameUnits, showsParcel, unitsLeft } from './packages.ts'
import type { Parcel } from './parcels.ts'
import { shipDateMs } from './ship-date.ts'
import { mayBeRepeated, type ShipmentContext, said } from './shipment-context.ts'
import { amazonMethod } from './shipping-methods.ts'
import { readTracking, sameTracking } from './tracking.ts'
import type { ConfirmedParcel } from './writes.ts'

const { look, write, wait, hold, rest } = stepsOf('shipment')

const sendsMax = 2
/** Without a clear answer it is sent again under the same reference, at doubling distances. */
const unclearPauseMs = 30_000
const unclearMax = 7

export function decideParcel(parcel: Parcel, context: ShipmentContext): Step {
  const told = revisionsOf(parcel, context)
  if (told.length === 0 && isKnownWithoutNumber(parcel, context)) {
    return rest('SHIPPED_ON_BOTH_SIDES')
  }
  const wanted = wantedOf(parcel, context, told[0]?.body)
  if (wanted.is === 'step') return wanted.step
  const [newest] = told
  if (newest !== undefined && sameParcel(newest.body, wanted.body)) {
    return settle(parcel, newest, wanted.body, context)
  }
  if (knownPackages(context).some((known) => showsParcel(known, wanted.body))) {
    return rest('SHIPPED_ON_BOTH_SIDES')
  }
  const fresh = readFirst(context)
  if (fresh !== undefined) return fresh
  const took = outsideOf(parcel, wanted.body, context)
  if (took !== undefined) return took
  return confirm(parcel, wanted.body, newest, context)
}

type Revision = {
  readonly effect: EffectRecord
  readonly body: ConfirmedParcel
  readonly number: number
}

/** Newest first. */
export function revisionsOf(parcel: Pick<Parcel, 'name'>, context: PackageBooks): Revision[] {
  const prefix = `confirm:${context.order.orderId}/${parcel.name}#`
  return context.life.effects
    .filter(({ key }) => key.startsWith(prefix))
    .map((effect) => ({
      effect,
      body: effect.body as ConfirmedParcel,
      number: Number(effect.key.slice(prefix.length)),
    }))
    .toSorted((a, b) => b.number - a.number)
}

/** It has no number and Amazon has its units shipped: an order that came to Shopify as fulfilled. */
function isKnownWithoutNumber(parcel: Parcel, context: ShipmentContext): boolean {
  if ((parcel.tracking?.number ?? '').trim() !== '') return false
  const left = unitsLeft(context)
  return parcel.units.every(({ itemId }) => left.get(itemId) === 0)
}

type Wanted =
  | { readonly is: 'step'; readonly step: Step }
  | { readonly is: 'wanted'; readonly body: ConfirmedParcel }

/** What Amazon is to know of the parcel, or why it cannot be told. */
function wantedOf(parcel: Parcel, context: ShipmentContext, before?: ConfirmedParcel): Wanted {
  const held = (step: Step): Wanted => ({ is: 'step', step: unlessDismissed(step, context) })
  const fulfillment = `fulfilment ${parcel.name}`
  const split = 'TRACKING_SPLIT_UNKNOWN'
  if (!parcel.unitsKnown && !said(context, 'approve', parcel.name, split)) {
    const units = parcel.units.reduce((sum, { quantity }) => sum + quantity, 0)
    const numbers = context.shop.fulfillments.find(({ gid }) => gid === parcel.fulfillmentGid)
    const detail = {
      fulfillment,
      subject: parcel.name,
      units,
      numbers: numbers?.trackings.length ?? 0,
    }
    return held(hold(split, detail))
  }
  const number = (parcel.tracking?.number ?? '').trim()
  const tracking = number === '' ? withoutTracking(context) : readTracking(number)
  if (tracking === undefined) {
    const why = number === '' ? 'TRACKING_MISSING' : 'TRACKING_UNREADABLE'
    const shipBy = new Date(context.order.shipByMs ?? parcel.shippedAtMs).toISOString()
    return held(hold(why, { fulfillment, shipBy, subject: parcel.name }))
  }
  const carrier = amazonCarrier(
    parcel.tracking?.company ?? null,
    context.order.marketplaceId,
    context.policy.ship.carriers,
  ) ?? { code: 'Other', name: 'Other' }
  const reference = before?.reference ?? referenceFor(parcel, context)
  const { code, name } = carrier
  const written = name === null ? code : `${code}:${name}`
  const { units } = parcel
  return {
    is: 'wanted',
    body: { parcel: parcel.name, reference, tracking, carrier: written, units },
  }
}

/** What stands in place of a number where the seller confirms without one. */
function withoutTracking({ policy }: ShipmentContext): string | undefined {
  return policy.ship.withoutTracking === 'confirm' ? 'NOT-TRACKED' : undefined
}

/**
 * A number above every one that was seen or used. A parcel that takes the place of a cancelled fulfilment
 * keeps its reference, so that Amazon's parcel is corrected and none is added.
 */
function referenceFor(parcel: Parcel, context: ShipmentContext): string {
  const cancelled = context.cancelledParcels.find(({ units }) => sameUnits(units, parcel.units))
  if (cancelled !== undefined) return cancelled.reference
  const used = context.life.effects.flatMap(({ kind, body }) =>
    kind === 'confirm-parcel' ? [(body as ConfirmedParcel).reference] : [],
  )
  const seen = knownPackages(context).map(({ packageId }) => packageId)
  const numbers = [...used, ...seen].filter((text) => /^\d{1,15}$/.test(text)).map(Number)
  return String(Math.max(0, ...numbers) + 1)
}

function sameParcel(one: ConfirmedParcel, other: ConfirmedParcel): boolean {
  const { tracking, carrier } = other
  return one.tracking === tracking && one.carrier === carrier && sameUnits(one.units, other.units)
}

/** Before the first word about a parcel, Amazon's packages are read later than Shopify's. */
function readFirst({ amazonAsOfMs, shopAsOfMs }: ShipmentContext): Step | undefined {
  return amazonAsOfMs < shopAsOfMs ? look({ at: 'amazon-order' }, 'READ_PACKAGES') : undefined
}

/** Amazon has these units shipped already, under another parcel; undefined when there is room. */
function outsideOf(
  parcel: Parcel,
  { reference, units }: ConfirmedParcel,
  context: ShipmentContext,
): Step | undefined {
  const left = unitsLeft(context, reference)
  const over = units.some(({ itemId, quantity }) => quantity > (left.get(itemId) ?? 0))
  if (!over && !isAnothers(reference, context)) return undefined
  const known = knownPackages(context).map(({ packageId }) => packageId)
  const detail = { fulfillment: `fulfilment ${parcel.name}`, known, subject: parcel.name }
  return unlessDismissed(hold('SHIPPED_ELSEWHERE', detail), context)
}

/** Amazon has another's parcel under the reference: telling ours would overwrite it. */
function isAnothers(reference: string, context: ShipmentContext): boolean {
  const known = knownPackages(context).find(({ packageId }) => packageId === reference)
  const ours = context.life.effects.flatMap(({ kind, body }) =>
    kind === 'confirm-parcel' ? [body as ConfirmedParcel] : [],
  )
  return (
    known !== undefined &&
    !ours.some(
      (one) =>
        one.reference === reference && sameTracking(one.tracking, known.trackingNumber ?? null),
    )
  )
}

function confirm(
  parcel: Parcel,
  body: ConfirmedParcel,
  before: Revision | undefined,
  context: ShipmentContext,
): Step {
  const { order, policy } = context
  const [code = 'Other', name] = body.carrier.split(/:(.*)/s)
  const prime = order.programs.includes('PRIME') && policy.ship.primeForeignLabel === 'ask'
  if (prime && !said(context, 'approve', parcel.name, 'PRIME_FOREIGN_LABEL')) {
    const fulfillment = `fulfilment ${parcel.name}`
    const detail = { fulfillment, carrier: name ?? code, subject: parcel.name }
    return unlessDismissed(hold('PRIME_FOREIGN_LABEL', detail), context)
  }
  if (order.marketplaceId === null) return hold('SHIPMENT_REFUSED', { code: 'NO_MARKETPLACE' })
  const number = (before?.number ?? 0) + 1
  const key = id('EffectKey', `confirm:${order.orderId}/${parcel.name}#${number}`)
  const reason = before === undefined ? 'CONFIRM_PARCEL' : 'CORRECT_PARCEL'
  return write(send(key, body, parcel, context, { code, name: name ?? null }), reason)
}

function send(
  key: EffectKey,
  body: ConfirmedParcel,
  parcel: Parcel,
  { order, shop, policy, nowMs }: ShipmentContext,
  carrier: { readonly code: string; readonly name: string | null },
) {
  const { reference, tracking, units } = body
  return {
    kind: 'shipment',
    key,
    effect: 'confirm-parcel',
    repeats: true,
    disproves: null,
    uses: null,
    body,
    act: {
      do: 'confirm-parcel',
      parcel: {
        orderId: order.orderId,
        marketplaceId: order.marketplaceId ?? id('MarketplaceId', ''),
        reference,
        carrierCode: carrier.code,
        carrierName: carrier.name,
        shippingMethod: amazonMethod(shop.shippingTitle ?? null, order, policy.ship.methods),
        trackingNumber: tracking,
        shipDateMs: shipDateMs(parcel, order, nowMs),
        items: units,
      },
    },
  } as const
}

/** The parcel was told: does Amazon show it? */
function settle(
  parcel: Parcel,
  { effect, body }: Revision,
  wanted: ConfirmedParcel,
  context: ShipmentContext,
): Step {
  const { amazonAsOfMs, nowMs } = context
  const [newest] = effect.attempts
  const shown = knownPackages(context).some((known) => showsParcel(known, body))
  if (shown) {
    if (effect.doneAtMs !== null) return rest('SHIPPED_ON_BOTH_SIDES')
    const found = { kind: 'record-effect', key: effect.key, effect: effect.kind } as const
    return write({ ...found, platformId: body.reference }, 'FOUND_EFFECT')
  }
  const [code = 'Other', name = null] = body.carrier.split(/:(.*)/s)
  const again = (reason: 'REPEAT_DROPPED_CONFIRMATION' | 'CONFIRM_PARCEL') =>
    outsideOf(parcel, wanted, context) ??
    write(send(effect.key, wanted, parcel, context, { code, name }), reason)
  if (newest === undefined || newest.state === 'disproved') return again('CONFIRM_PARCEL')
  const repeat = mayBeRepeated(context, effect.key, newest.atMs)
  const notTaken = (times: number) => {
    const detail = { times, parcel: body.reference, subject: effect.key }
    return hold('SHIPMENT_NOT_TAKEN', detail)
  }
  if (newest.state === 'unclear') {
    const tries = effect.attempts.filter(({ state }) => state !== 'done').length
    if (tries >= unclearMax && !repeat) return notTaken(tries)
    const dueMs = newest.atMs + unclearPauseMs * 2 ** (tries - 1)
    if (nowMs < dueMs && !repeat) return wait(dueMs, 'SETTLE_EFFECT')
    const fresh = amazonAsOfMs >= dueMs || (repeat && amazonAsOfMs > newest.atMs)
    return fresh ? again('CONFIRM_PARCEL') : look({ at: 'amazon-order' }, 'READ_PACKAGES')
  }
  if (newest.state === 'refused') {
    if (amazonAsOfMs <= newest.atMs) return look({ at: 'amazon-order' }, 'READ_PACKAGES')
    const refusal = newest.code ?? 'REFUSED'
    const detail = { code: refusal, subject: effect.key }
    return repeat ? again('CONFIRM_PARCEL') : hold('SHIPMENT_REFUSED', detail)
  }
  const due = readBackDue(Math.max(newest.atMs, effect.doneAtMs ?? 0), amazonAsOfMs, context)
  if (due !== undefined) {
    return nowMs < due ? wait(due, 'READ_BACK') : look({ at: 'amazon-order' }, 'READ_BACK')
  }
  const sends = effect.attempts.filter(({ state }) => state === 'done').length
  if (sends < sendsMax || repeat) return again('REPEAT_DROPPED_CONFIRMATION')
  return notTaken(sends)
}
