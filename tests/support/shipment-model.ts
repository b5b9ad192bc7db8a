/**
 * A model of both sides for the shipment concern alone: Amazon takes, drops, loses or refuses what it is
 * told; a merchant and Amazon ship in any order. What is asked for is applied and written down.
 */
import { type AmazonItemId, id } from '../../src/core/ids.ts'
import type { EffectAttempt, EffectRecord } from '../../src/core/life/life-view.ts'
import type { AmazonPackage } from '../../src/core/orders/amazon-order.ts'
import type { LifeFulfillment } from '../../src/core/orders/shop-life.ts'
import { seen } from '../../src/core/seen.ts'
import { decideShipment } from '../../src/core/shipments/decide-shipment.ts'
import type { ShipmentWrite } from '../../src/core/shipments/writes.ts'
import type { LifeWrite, Step } from '../../src/core/step.ts'
import {
  fulfillment,
  importedView,
  lifeLine,
  lifeView,
  livePolicy,
  shopLife,
} from './life-samples.ts'
import {
  amazonItem,
  amazonOrder,
  mainLocation,
  minuteMs,
  noonMs,
  shopGid,
} from './order-samples.ts'

export type Fate = 'done' | 'dropped' | 'lost' | 'lost-before' | 'refused'

export type Happening =
  | {
      readonly is: 'fulfil'
      readonly item: number
      readonly units: number
      readonly number: number
    }
  | { readonly is: 'track'; readonly at: number; readonly number: number }
  | { readonly is: 'cancel'; readonly at: number }
  | {
      readonly is: 'amazon-ships'
      readonly item: number
      readonly units: number
      readonly number: number
    }

export type Confirmed = Extract<ShipmentWrite, { do: 'confirm-parcel' }>['parcel']

type World = {
  readonly ordered: readonly number[]
  readonly fates: readonly Fate[]
  nowMs: number
  told: number
  fulfillments: LifeFulfillment[]
  packages: AmazonPackage[]
  shown: readonly AmazonPackage[]
  amazonAsOfMs: number
  effects: EffectRecord[]
  last: Step | null
}

/** `ordered`: units of each item. `fates`: what becomes of each confirmation, in turn. */
export function createShipmentModel(ordered: readonly number[], fates: readonly Fate[]) {
  const world: World = {
    ...{ ordered, fates, nowMs: noonMs, told: 0, amazonAsOfMs: noonMs - minuteMs },
    ...{ fulfillments: [], packages: [], shown: [], effects: [], last: null },
  }
  return {
    happen: (happening: Happening) => happen(world, happening),
    /** Decides and acts until it rests or holds; answers the number of steps. */
    settle(max: number): number {
      for (let count = 1; count <= max; count += 1) {
        world.last = decide(world)
        if (!act(world, world.last)) return count
      }
      return max + 1
    },
    effects: () => world.effects,
    items: ordered.map((_, at) => at + 1),
    inShop: (item: number) => inShop(world, item),
    onAmazon: (item: number) => onAmazon(world, itemId(item)),
  }
}

function standing({ fulfillments }: World): LifeFulfillment[] {
  return fulfillments.filter(({ status }) => status === 'SUCCESS')
}

function inShop(world: World, item: number): number {
  const lines = standing(world).flatMap((one) => one.lines)
  return unitsOf(lines.filter(({ lineGid }) => lineGid === lineOf(item)))
}

function onAmazon({ packages }: World, item: AmazonItemId): number {
  return unitsOf(packages.flatMap((one) => one.items).filter((one) => one.itemId === item))
}

function unitsOf(rows: readonly { readonly quantity: number }[]): number {
  return rows.reduce((sum, { quantity }) => sum + quantity, 0)
}

function openInShop(world: World, item: number): number {
  return orderedOf(world, item) - inShop(world, item)
}

function orderedOf({ ordered }: World, item: number): number {
  return ordered[item - 1] ?? 0
}

function happen(world: World, happening: Happening): void {
  world.nowMs += minuteMs
  if (happening.is === 'track') {
    change(world, happening.at, { trackings: [tracking(happening.number)] })
  } else if (happening.is === 'cancel') change(world, happening.at, { status: 'CANCELLED' })
  else {
    const item = (happening.item % world.ordered.length) + 1
    const left = orderedOf(world, item) - onAmazon(world, itemId(item))
    const open = happening.is === 'fulfil' ? openInShop(world, item) : left
    const quantity = Math.min(happening.units, open)
    if (quantity <= 0) return
    if (happening.is === 'amazon-ships') arrive(world, happening.number, item, quantity)
    else leave(world, [{ lineGid: lineOf(item), quantity }], happening.number)
  }
}

/** As Amazon counts: the next number, whoever else may be about to use it. */
function arrive(world: World, number: number, item: number, quantity: number): void {
  const ids = world.packages.map(({ packageId }) => Number(packageId))
  const made: AmazonPackage = {
    ...{ packageId: String(Math.max(0, ...ids) + 1), carrier: 'UPS', status: 'SHIPPED' },
    ...{ trackingNumber: trackingOf(number), shippedAtMs: world.nowMs },
    items: [{ itemId: itemId(item), quantity }],
  }
  world.packages = [...world.packages, made]
}

type Left = { readonly lineGid: string; readonly quantity: number }

function leave(world: World, lines: readonly Left[], number: number): void {
  const next = world.fulfillments.length + 1
  const more = { createdAtMs: world.nowMs, trackings: [tracking(number)] }
  const held = lines.map((line) => ({ ...line, fulfillmentLineGid: `${line.lineGid}/${next}` }))
  world.fulfillments = [...world.fulfillments, fulfillment(next, { ...more, lines: held })]
}

function change(world: World, at: number, over: Partial<LifeFulfillment>): void {
  const all = standing(world)
  const target = all[at % Math.max(1, all.length)]
  world.fulfillments = world.fulfillments.map((one) => (one === target ? { ...one, ...over } : one))
}

function decide(world: World): Step {
  const { ordered, shown, amazonAsOfMs, nowMs, effects } = world
  const items = ordered.map((quantityOrdered, at) =>
    amazonItem({ itemId: itemId(at + 1), quantityOrdered }),
  )
  const order = amazonOrder({ packages: shown, items })
  const read = readShop(world)
  const life = lifeView({ read, effects, shop: seen(read, nowMs) })
  const view = { ...importedView({ order }), amazon: seen(order, amazonAsOfMs) }
  return decideShipment(view, life, livePolicy, nowMs)
}

function readShop(world: World): ReturnType<typeof shopLife> {
  const { ordered, fulfillments } = world
  const lines = ordered.map((quantity, at) => {
    const variantGid = id('VariantGid', `gid://shopify/ProductVariant/${at + 1}`)
    const of = { lineGid: lineOf(at + 1), itemId: itemId(at + 1), variantGid }
    return lifeLine({ ...of, quantity, currentQuantity: quantity })
  })
  const part = {
    gid: id('FulfillmentOrderGid', 'gid://shopify/FulfillmentOrder/1'),
    ...{ status: 'OPEN', requestStatus: 'UNSUBMITTED', locationGid: mainLocation },
    ...{ fulfillByMs: null, holds: [] },
    lines: ordered.map((total, at) => ({
      ...{ foLineGid: `gid://shopify/FulfillmentOrderLineItem/${at + 1}`, total },
      ...{ lineGid: lineOf(at + 1), remaining: openInShop(world, at + 1) },
    })),
  }
  return shopLife({ gid: shopGid(1), lines, fulfillments, fulfillmentOrders: [part] })
}

/** False when there is nothing to do any more. */
function act(world: World, step: Step): boolean {
  if (step.do === 'hold' || step.do === 'rest') return false
  if (step.do === 'wait') world.nowMs = step.untilMs
  else if (step.do === 'look') {
    world.nowMs += 1_000
    world.amazonAsOfMs = world.nowMs
    world.shown = world.packages
  } else write(world, step.write)
  return true
}

function write(world: World, asked: Extract<Step, { do: 'write' }>['write']): void {
  if (asked.kind === 'record-effect') {
    world.effects = world.effects.map((one) =>
      one.key === asked.key ? { ...one, platformId: asked.platformId, doneAtMs: world.nowMs } : one,
    )
  } else if (asked.kind === 'shipment' && asked.act.do === 'confirm-parcel') {
    record(world, asked, confirm(world, asked.act.parcel), asked.act.parcel.reference)
  } else if (asked.kind === 'shipment' && asked.act.do === 'fulfil-in-shop') {
    const number = Number(asked.act.tracking?.number?.replace('TRACK', '') ?? 0) - 1000
    const units = asked.act.parts.flatMap(({ lines }) => lines)
    const lines = units.map(({ foLineGid, quantity }) => ({
      lineGid: lineOf(Number(foLineGid.slice(foLineGid.lastIndexOf('/') + 1))),
      quantity,
    }))
    leave(world, lines, number)
    record(world, asked, 'done', world.fulfillments.at(-1)?.gid ?? '')
  } else throw new Error(`not modelled: ${asked.kind}`)
}

function confirm(world: World, parcel: Confirmed): Fate {
  const fate = world.fates[world.told % Math.max(1, world.fates.length)] ?? 'done'
  world.told += 1
  if (fate === 'dropped' || fate === 'lost-before' || fate === 'refused') return fate
  const others = world.packages.filter(({ packageId }) => packageId !== parcel.reference)
  const held = { packageId: parcel.reference, carrier: parcel.carrierCode, status: 'SHIPPED' }
  const more = { trackingNumber: parcel.trackingNumber, shippedAtMs: parcel.shipDateMs }
  world.packages = [...others, { ...held, ...more, items: parcel.items }]
  return fate
}

const states: Readonly<Record<Fate, EffectAttempt['state']>> = {
  ...{ done: 'done', dropped: 'done', refused: 'refused' },
  ...{ lost: 'unclear', 'lost-before': 'unclear' },
}

function record(
  world: World,
  asked: LifeWrite<string, unknown>,
  fate: Fate,
  platformId: string,
): void {
  const { nowMs, told } = world
  const state = states[fate]
  const attempt: EffectAttempt = {
    ...{ attemptId: id('AttemptId', `attempt-${told}-${asked.key}`), state, atMs: nowMs },
    ...{ code: state === 'refused' ? 'REFUSED' : null, settledAtMs: nowMs + 2 * minuteMs },
    shopReadAfterSettle: false,
  }
  const old = world.effects.find(({ key }) => key === asked.key)
  const closed = (old?.attempts ?? []).map(
    (one): EffectAttempt => (one.state === 'unclear' ? { ...one, state: 'disproved' } : one),
  )
  const isDone = state === 'done'
  const made: EffectRecord = {
    ...{ key: asked.key, kind: asked.effect, body: asked.body },
    platformId: old?.platformId ?? (isDone ? platformId : null),
    doneAtMs: old?.doneAtMs ?? (isDone ? nowMs : null),
    attempts: [attempt, ...closed],
  }
  world.effects = [made, ...world.effects.filter((one) => one !== old)]
}

function lineOf(item: number): string {
  return `gid://shopify/LineItem/${item}`
}

function itemId(item: number): AmazonItemId {
  return id('AmazonItemId', String(item))
}

function trackingOf(number: number): string {
  return `TRACK${1000 + number}`
}

function tracking(number: number) {
  return { company: 'DHL', number: trackingOf(number), url: null }
}
