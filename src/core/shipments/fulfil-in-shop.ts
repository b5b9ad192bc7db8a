/**
 * Parcels that left on Amazon and are not in Shopify: written down there with their tracking, once, and
 * only for units that Shopify still has open. Also what Amazon says of their delivery.
 */
import { type EffectKey, id } from '../ids.ts'
import { tailOf } from '../life/life-events.ts'
import type { EffectRecord } from '../life/life-view.ts'
import { isUnsettled, readAfter, triesMax } from '../life/settle-again.ts'
import { effectOf, settleByReading } from '../life/settle-effect.ts'
import { stepsOf } from '../life/steps.ts'
import type { AmazonPackage } from '../orders/amazon-order.ts'
import type { LifeFulfillment } from '../orders/shop-life.ts'
import type { Step } from '../step.ts'
import { shopifyCarrier } from './carriers.ts'
import { type Parts, partsOf, type Written } from './fulfil-parts.ts'
import { knownPackages, newestTold, showsParcel } from './packages.ts'
import { mayBeRepeated, type ShipmentContext } from './shipment-context.ts'
import { sameTracking } from './tracking.ts'

const { look, write, wait, hold, rest } = stepsOf('shipment')

export function decideFulfilInShop(context: ShipmentContext): Step[] {
  return knownPackages(context).flatMap((known) => {
    const part = nextPart(known, context)
    const standing = context.shop.fulfillments.filter(
      (one) => one.status === 'SUCCESS' && hasTracking(one, known),
    )
    const mine = standing.find(({ gid }) => !part.gids.has(gid))
    const found = mine === undefined ? undefined : recordOurs(part, mine, context)
    if (found !== undefined) return found
    if (mine === undefined) {
      const step = decidePackage(known, part, context)
      if (step !== undefined) return step
    }
    return standing.flatMap((one) => decideDelivered(known, one, context) ?? [])
  })
}

/** A package that leaves from several locations is a fulfilment at each, one after the other. */
type Part = {
  readonly key: EffectKey
  /** Of the fulfilments that we made of the package before. */
  readonly gids: ReadonlySet<string>
}

function nextPart(known: AmazonPackage, { order, life }: ShipmentContext): Part {
  const gids = new Set<string>()
  for (let number = 1; ; number += 1) {
    const key = id('EffectKey', `fulfil:${order.orderId}/${known.packageId}#${number}`)
    const effect = effectOf(life.effects, key)
    if (effect === undefined || effect.doneAtMs === null) return { key, gids }
    gids.add(effect.platformId ?? key)
  }
}

/** Our own call of which no answer came had arrived: it is ours, and no longer in doubt. */
function recordOurs(
  { key }: Part,
  mine: LifeFulfillment,
  { life }: ShipmentContext,
): Step | undefined {
  const effect = effectOf(life.effects, key)
  const isOpen = effect?.platformId === null && effect.attempts[0]?.state === 'unclear'
  if (!isOpen) return undefined
  const found = { kind: 'record-effect', key, effect: 'fulfil-in-shop' } as const
  return write({ ...found, platformId: mine.gid }, 'FOUND_EFFECT')
}

function hasTracking(fulfillment: LifeFulfillment, known: AmazonPackage): boolean {
  return fulfillment.trackings.some(({ number }) => sameTracking(number, known.trackingNumber))
}

function decidePackage(
  known: AmazonPackage,
  { key, gids }: Part,
  context: ShipmentContext,
): Step | undefined {
  const { life, shop, nowMs } = context
  // What we told Amazon came from Shopify.
  if (newestTold(life).some((parcel) => isSame(parcel, known))) return undefined
  if (known.status === 'PENDING' || known.items.length === 0) return undefined
  const before = shop.fulfillments.filter(({ gid }) => gids.has(gid))
  // What we made is not in the reading yet, or it was taken back by a person.
  if (before.length < gids.size || before.some(({ status }) => status !== 'SUCCESS'))
    return undefined
  const parts = partsOf(known, context, unitsOf(before))
  if (gids.size > 0 && parts.length === 0) return undefined
  const effect = effectOf(life.effects, key)
  const own =
    shop.fulfillments.find((one) => !gids.has(one.gid) && hasTracking(one, known)) ??
    withoutNumber(effect, context)
  const settled = settleByReading(effect, own?.gid ?? null, nowMs)
  switch (settled.is) {
    case 'done':
      return undefined
    case 'found': {
      const found = { kind: 'record-effect', key, effect: 'fulfil-in-shop' } as const
      return write({ ...found, platformId: settled.platformId }, 'FOUND_EFFECT')
    }
    case 'wait':
      return wait(settled.untilMs, 'SETTLE_EFFECT')
    case 'look':
      return look({ at: 'shopify-life', gid: shop.gid }, 'SETTLE_EFFECT')
    case 'refused':
      if (!mayBeRepeated(context, key, settled.atMs)) {
        const text = effect?.attempts[0]?.code ?? ''
        return hold('SHOP_FULFILMENT_REFUSED', { code: settled.code, text, subject: key })
      }
      break
    case 'free':
      break
  }
  if (parts.length === 0) return rest('SHIPPED_ON_BOTH_SIDES')
  const tracking = {
    company: shopifyCarrier(known.carrier),
    number: known.trackingNumber,
    url: null,
  }
  const disproves = settled.is === 'free' ? settled.disproves : null
  const act = { do: 'fulfil-in-shop', parts, tracking } as const
  const body = { packageId: known.packageId, units: known.items, ...marksOf(parts, shop) }
  const base = { kind: 'shipment', key, effect: 'fulfil-in-shop', repeats: false } as const
  return write({ ...base, disproves, uses: null, body, act }, 'FULFIL_IN_SHOP')
}

function unitsOf(fulfillments: readonly LifeFulfillment[]): Written {
  const units = new Map<string, number>()
  for (const { lineGid, quantity } of fulfillments.flatMap(({ lines }) => lines)) {
    units.set(lineGid, (units.get(lineGid) ?? 0) + quantity)
  }
  return units
}

/** What a call without a number is known by: its units, and that it was not there before. */
type Marks = {
  readonly lines: readonly { readonly lineGid: string; readonly quantity: number }[]
  readonly before: readonly string[]
}

function marksOf(
  parts: Parts,
  { fulfillmentOrders, fulfillments }: ShipmentContext['shop'],
): Marks {
  const lineOf = new Map(
    fulfillmentOrders.flatMap(({ lines }) => lines.map((one) => [one.foLineGid, one.lineGid])),
  )
  const lines = parts.flatMap((part) =>
    part.lines.map(({ foLineGid, quantity }) => ({
      lineGid: lineOf.get(foLineGid) ?? foLineGid,
      quantity,
    })),
  )
  return { lines, before: fulfillments.map(({ gid }) => gid) }
}

/** The call of which no answer came had arrived: its units stand, no number does, and nobody else's are they. */
function withoutNumber(
  effect: EffectRecord | undefined,
  { shop, life }: ShipmentContext,
): LifeFulfillment | undefined {
  const { lines, before } = (effect?.body ?? {}) as Partial<Marks>
  if (lines === undefined || before === undefined) return undefined
  const known = new Set<string>([
    ...before,
    ...life.effects.flatMap(({ platformId }) => platformId ?? []),
  ])
  return shop.fulfillments.find(
    (one) =>
      one.status === 'SUCCESS' &&
      !known.has(one.gid) &&
      one.trackings.every(({ number }) => (number ?? '').trim() === '') &&
      inUnits(one.lines) === inUnits(lines),
  )
}

function inUnits(lines: Marks['lines']): string {
  const sums = new Map<string, number>()
  for (const { lineGid, quantity } of lines) {
    sums.set(lineGid, (sums.get(lineGid) ?? 0) + quantity)
  }
  return [...sums]
    .map(([lineGid, quantity]) => `${lineGid}*${quantity}`)
    .toSorted()
    .join()
}

function isSame(parcel: ReturnType<typeof newestTold>[number], known: AmazonPackage): boolean {
  return parcel.reference === known.packageId || showsParcel(known, parcel)
}

function decideDelivered(
  known: AmazonPackage,
  mine: LifeFulfillment,
  { order, life, shop, nowMs }: ShipmentContext,
): Step | undefined {
  if (known.status !== 'DELIVERED') return undefined
  const key = id('EffectKey', `delivered:${order.orderId}/${tailOf(mine.gid)}#1`)
  const effect = effectOf(life.effects, key)
  const isShown = mine.displayStatus === 'DELIVERED'
  if (effect !== undefined && isUnsettled(effect)) {
    const found = { kind: 'record-effect', key, effect: effect.kind, platformId: key } as const
    if (isShown) return write(found, 'FOUND_EFFECT')
    const reading = { orderGid: shop.gid, concern: 'shipment', life, nowMs } as const
    const first = readAfter(effect, reading)
    if (first !== undefined || effect.attempts.length >= triesMax) return first
    // The buyer sees nothing of it: one answer is enough, whatever it says.
  } else if (isShown || (effect?.attempts.length ?? 0) > 0) return undefined
  const act = { do: 'tell-delivered', fulfillmentGid: mine.gid, atMs: nowMs } as const
  const base = { kind: 'shipment', key, effect: 'tell-delivered', repeats: true } as const
  return write({ ...base, disproves: null, uses: null, body: null, act }, 'TELL_DELIVERED')
}
