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

const lineOf = (item: number) => `gid://shopify/LineItem/${item}`
const itemId = (item: number) => id('AmazonItemId', String(item))
const trackingOf = (number: number) => `TRACK${1000 + number}`

/** `ordered`: units of each item. `fates`: what becomes of each confirmation, in turn. */
export function createShipmentModel(ordered: readonly number[], fates: readonly Fate[]) {
  const items = ordered.map((_, at) => at + 1)
  let nowMs = noonMs
  let told = 0
  let fulfillments: LifeFulfillment[] = []
  let packages: AmazonPackage[] = []
  let shownPackages: readonly AmazonPackage[] = []
  let amazonAsOfMs = noonMs - minuteMs
  const effects: EffectRecord[] = []
  const confirms: Confirmed[] = []
  const steps: Step[] = []

  const standing = () => fulfillments.filter(({ status }) => status === 'SUCCESS')
  const inShop = (item: number) =>
    standing()
      .flatMap(({ lines }) => lines)
      .filter(({ lineGid }) => lineGid === lineOf(item))
      .reduce((sum, { quantity }) => sum + quantity, 0)
  const onAmazon = (item: AmazonItemId) =>
    packages
      .flatMap((one) => one.items)
      .filter((one) => one.itemId === item)
      .reduce((sum, { quantity }) => sum + quantity, 0)
  const openInShop = (item: number) => (ordered[item - 1] ?? 0) - inShop(item)

  function happen(happening: Happening): void {
    nowMs += minuteMs
    if (happening.is === 'fulfil') {
      const item = (happening.item % items.length) + 1
      const quantity = Math.min(happening.units, openInShop(item))
      if (quantity > 0) leave([{ lineGid: lineOf(item), quantity }], happening.number)
    } else if (happening.is === 'amazon-ships') {
      const item = (happening.item % items.length) + 1
      const open = (ordered[item - 1] ?? 0) - onAmazon(itemId(item))
      const quantity = Math.min(happening.units, open)
      if (quantity > 0) arrive(nextId(), happening.number, item, quantity)
    } else if (happening.is === 'track') {
      change(happening.at, { trackings: [tracking(happening.number)] })
    } else change(happening.at, { status: 'CANCELLED' })
  }

  /** As Amazon counts: the next number, whoever else may be about to use it. */
  function nextId(): string {
    return String(Math.max(0, ...packages.map(({ packageId }) => Number(packageId))) + 1)
  }

  function tracking(number: number) {
    return { company: 'DHL', number: trackingOf(number), url: null }
  }

  function leave(lines: readonly { lineGid: string; quantity: number }[], number: number): void {
    const next = fulfillments.length + 1
    const more = { createdAtMs: nowMs, trackings: [tracking(number)] }
    const held = lines.map((line) => ({ ...line, fulfillmentLineGid: `${line.lineGid}/${next}` }))
    fulfillments = [...fulfillments, fulfillment(next, { ...more, lines: held })]
  }

  function arrive(packageId: string, number: number, item: number, quantity: number): void {
    const held = { packageId, carrier: 'UPS', trackingNumber: trackingOf(number) }
    const more = {
      shippedAtMs: nowMs,
      status: 'SHIPPED',
      items: [{ itemId: itemId(item), quantity }],
    }
    packages = [...packages, { ...held, ...more }]
  }

  function change(at: number, over: Partial<LifeFulfillment>): void {
    const target = standing()[at % Math.max(1, standing().length)]
    fulfillments = fulfillments.map((one) => (one === target ? { ...one, ...over } : one))
  }

  function decide(): Step {
    const order = amazonOrder({
      packages: shownPackages,
      items: items.map((item) =>
        amazonItem({ itemId: itemId(item), quantityOrdered: ordered[item - 1] ?? 0 }),
      ),
    })
    const lines = items.map((item) => {
      const variantGid = id('VariantGid', `gid://shopify/ProductVariant/${item}`)
      const quantity = ordered[item - 1] ?? 0
      const of = { lineGid: lineOf(item), itemId: itemId(item), variantGid }
      return lifeLine({ ...of, quantity, currentQuantity: quantity })
    })
    const part = {
      gid: id('FulfillmentOrderGid', 'gid://shopify/FulfillmentOrder/1'),
      ...{ status: 'OPEN', requestStatus: 'UNSUBMITTED', locationGid: mainLocation },
      ...{ fulfillByMs: null, holds: [] },
      lines: items.map((item) => ({
        ...{ foLineGid: `gid://shopify/FulfillmentOrderLineItem/${item}`, lineGid: lineOf(item) },
        ...{ total: ordered[item - 1] ?? 0, remaining: openInShop(item) },
      })),
    }
    const read = shopLife({ gid: shopGid(1), lines, fulfillments, fulfillmentOrders: [part] })
    const life = lifeView({ read, effects, shop: seen(read, nowMs) })
    const view = { ...importedView({ order }), amazon: seen(order, amazonAsOfMs) }
    return decideShipment(view, life, livePolicy, nowMs)
  }

  function apply(parcel: Confirmed): Fate {
    const fate = fates[told % Math.max(1, fates.length)] ?? 'done'
    told += 1
    if (fate === 'dropped' || fate === 'lost-before' || fate === 'refused') return fate
    const others = packages.filter(({ packageId }) => packageId !== parcel.reference)
    const held = { packageId: parcel.reference, carrier: parcel.carrierCode, status: 'SHIPPED' }
    const more = { trackingNumber: parcel.trackingNumber, shippedAtMs: parcel.shipDateMs }
    packages = [...others, { ...held, ...more, items: parcel.items }]
    return fate
  }

  function record(write: LifeWrite<string, unknown>, fate: Fate, platformId: string): void {
    const state = { done: 'done', dropped: 'done', refused: 'refused' } as const
    const is = fate === 'lost' || fate === 'lost-before' ? 'unclear' : state[fate]
    const attempt: EffectAttempt = {
      ...{ attemptId: id('AttemptId', `attempt-${told}-${write.key}`), state: is, atMs: nowMs },
      ...{ code: is === 'refused' ? 'REFUSED' : null, settledAtMs: nowMs + 2 * minuteMs },
      shopReadAfterSettle: false,
    }
    const before = effects.findIndex(({ key }) => key === write.key)
    const old = effects[before]
    const done =
      is === 'done' ? { platformId, doneAtMs: nowMs } : { platformId: null, doneAtMs: null }
    const closed = (old?.attempts ?? []).map((one) =>
      one.state === 'unclear' ? { ...one, state: 'disproved' as const } : one,
    )
    const fresh = { key: write.key, kind: write.effect, body: write.body, ...done }
    const merged = {
      ...fresh,
      ...(old?.doneAtMs == null ? {} : old),
      attempts: [attempt, ...closed],
    }
    if (before >= 0) effects.splice(before, 1)
    effects.unshift(merged)
  }

  function act(step: Step): boolean {
    if (step.do === 'hold' || step.do === 'rest') return false
    if (step.do === 'wait') nowMs = step.untilMs
    else if (step.do === 'look') {
      nowMs += 1_000
      amazonAsOfMs = nowMs
      shownPackages = packages
    } else write(step.write)
    return true
  }

  function write(asked: Extract<Step, { do: 'write' }>['write']): void {
    if (asked.kind === 'record-effect') {
      const at = effects.findIndex(({ key }) => key === asked.key)
      const old = effects[at]
      if (old === undefined) throw new Error('nothing to record')
      const attempts = old.attempts.map((one) => ({ ...one, state: 'done' as const }))
      effects[at] = { ...old, platformId: asked.platformId, doneAtMs: nowMs, attempts }
    } else if (asked.kind === 'shipment' && asked.act.do === 'confirm-parcel') {
      confirms.push(asked.act.parcel)
      record(asked, apply(asked.act.parcel), asked.act.parcel.reference)
    } else if (asked.kind === 'shipment' && asked.act.do === 'fulfil-in-shop') {
      const number = Number(asked.act.tracking?.number?.replace('TRACK', '') ?? 0) - 1000
      const units = asked.act.parts.flatMap(({ lines }) => lines)
      leave(
        units.map(({ foLineGid, quantity }) => ({
          lineGid: lineOf(Number(foLineGid.slice(foLineGid.lastIndexOf('/') + 1))),
          quantity,
        })),
        number,
      )
      record(asked, 'done', fulfillments.at(-1)?.gid ?? '')
    } else throw new Error(`not modelled: ${asked.kind}`)
  }

  return {
    happen,
    /** Decides and acts until it rests or holds; answers the number of steps. */
    settle(max: number): number {
      for (let count = 1; count <= max; count += 1) {
        const step = decide()
        steps.push(step)
        if (!act(step)) return count
      }
      return max + 1
    },
    last: () => steps.at(-1),
    confirms: () => confirms,
    effects: () => effects,
    inShop,
    onAmazon: (item: number) => onAmazon(itemId(item)),
    items,
  }
}
