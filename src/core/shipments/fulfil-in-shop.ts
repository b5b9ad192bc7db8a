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
import { knownPackages, newestTold, showsParcel } from './packages.ts'
import { mayBeRepeated, type ShipmentContext } from './shipment-context.ts'
import { sameTracking } from './tracking.ts'

const { look, write, wait, hold, rest } = stepsOf('shipment')

export function decideFulfilInShop(context: ShipmentContext): Step[] {
  return knownPackages(context).flatMap((known) => {
    const mine = context.shop.fulfillments.find(
      (one) => one.status === 'SUCCESS' && hasTracking(one, known),
    )
    if (mine === undefined) return decidePackage(known, context) ?? []
    return recordOurs(known, mine, context) ?? decideDelivered(known, mine, context) ?? []
  })
}

/** Our own call of which no answer came had arrived: it is ours, and no longer in doubt. */
function recordOurs(
  known: AmazonPackage,
  mine: LifeFulfillment,
  { order, life }: ShipmentContext,
): Step | undefined {
  const key = fulfilKey(order.orderId, known)
  const effect = effectOf(life.effects, key)
  const isOpen = effect?.platformId === null && effect.attempts[0]?.state === 'unclear'
  if (!isOpen) return undefined
  const found = { kind: 'record-effect', key, effect: 'fulfil-in-shop' } as const
  return write({ ...found, platformId: mine.gid }, 'FOUND_EFFECT')
}

function fulfilKey(orderId: string, known: AmazonPackage): EffectKey {
  return id('EffectKey', `fulfil:${orderId}/${known.packageId}#1`)
}

function hasTracking(fulfillment: LifeFulfillment, known: AmazonPackage): boolean {
  return fulfillment.trackings.some(({ number }) => sameTracking(number, known.trackingNumber))
}

function decidePackage(known: AmazonPackage, context: ShipmentContext): Step | undefined {
  const { order, life, shop, nowMs } = context
  // What we told Amazon came from Shopify.
  if (newestTold(life).some((parcel) => isSame(parcel, known))) return undefined
  if (known.status === 'PENDING' || known.items.length === 0) return undefined
  const parts = partsOf(known, context)
  const key = fulfilKey(order.orderId, known)
  const effect = effectOf(life.effects, key)
  const own =
    shop.fulfillments.find((one) => hasTracking(one, known)) ?? withoutNumber(effect, context)
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

type Parts = Extract<
  Extract<Extract<Step, { do: 'write' }>['write'], { kind: 'shipment' }>['act'],
  { do: 'fulfil-in-shop' }
>['parts']

/** Open units of the package's items at one location; Shopify takes one location a fulfilment. */
function partsOf(known: AmazonPackage, { order, shop }: ShipmentContext): Parts {
  const wanted = new Map<string, number>()
  for (const { itemId, quantity } of known.items) {
    const item = order.items.find((one) => one.itemId === itemId)
    if (item === undefined || item.quantityOrdered === 0) continue
    for (const [lineGid, units] of shareOf(itemId, quantity, item.quantityOrdered, shop)) {
      wanted.set(lineGid, (wanted.get(lineGid) ?? 0) + units)
    }
  }
  const open = shop.fulfillmentOrders.filter(({ status }) => openStates.has(status))
  const location = open.find(({ lines }) =>
    lines.some(({ lineGid, remaining }) => remaining > 0 && (wanted.get(lineGid) ?? 0) > 0),
  )?.locationGid
  return open
    .filter(({ locationGid }) => locationGid === location)
    .flatMap((one) => {
      const lines = one.lines.flatMap(({ foLineGid, lineGid, remaining }) => {
        const quantity = Math.min(remaining, wanted.get(lineGid) ?? 0)
        if (quantity <= 0) return []
        wanted.set(lineGid, (wanted.get(lineGid) ?? 0) - quantity)
        return [{ foLineGid, quantity }]
      })
      return lines.length === 0 ? [] : [{ fulfillmentOrderGid: one.gid, lines }]
    })
}

const openStates: ReadonlySet<string> = new Set(['OPEN', 'IN_PROGRESS', 'SCHEDULED'])

/** Units of each Shopify line that so many Amazon units of an item are. */
function shareOf(
  itemId: string,
  quantity: number,
  ordered: number,
  shop: ShipmentContext['shop'],
): [string, number][] {
  const own = shop.lines.filter((line) => line.itemId === itemId && line.requiresShipping)
  const byVariant = Map.groupBy(own, (line) => line.variantGid ?? line.sku ?? line.title)
  return [...byVariant.values()].flatMap((same) => {
    const all = same.reduce((sum, line) => sum + line.quantity, 0)
    let needed = Math.ceil((all * quantity) / ordered)
    return same.flatMap((line): [string, number][] => {
      const open = shop.fulfillmentOrders
        .flatMap(({ lines }) => lines)
        .filter(({ lineGid }) => lineGid === line.lineGid)
        .reduce((sum, { remaining }) => sum + remaining, 0)
      const taken = Math.min(needed, open)
      needed -= taken
      return taken > 0 ? [[line.lineGid, taken]] : []
    })
  })
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
