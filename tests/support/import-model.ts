/**
 * A small world that answers the looks and writes of one order's import, with lost answers, late
 * effects, an index that lags, people and another app. It counts what really happened in the shop and
 * fails on a second order of ours. The simulators are the faithful world; this one is fast.
 */
import { type AttemptId, id, type ShopifyOrderGid } from '../../src/core/ids.ts'
import type { AmazonOrder } from '../../src/core/orders/amazon-order.ts'
import type { next } from '../../src/core/orders/next.ts'
import type { ImportPolicy } from '../../src/core/orders/policy.ts'
import type { Evidence, ShopifyOrder } from '../../src/core/orders/shopify-order.ts'
import type { AttemptView, LookUp, OrderView, PersonInput } from '../../src/core/orders/view.ts'
import { type Seen, seen, unknown } from '../../src/core/seen.ts'
import type { Look, Step, Write } from '../../src/core/step.ts'
import {
  amazonOrder,
  attempt,
  minuteMs,
  noonMs,
  person,
  shopGid,
  shopifyOrder,
  stockRefusal,
  view,
} from './order-samples.ts'

/** What becomes of one create. `late` has its effect a minute after the answer was given up. */
export type CreateFate = 'done' | 'lost' | 'never sent' | 'late' | 'stock' | 'limit' | 'refused'

export type ModelEvent =
  | 'stock came'
  | 'answer came after all'
  | 'cancelled on Amazon'
  | 'shipped on Amazon'
  | PersonInput['kind']

export type ModelPlan = {
  readonly creates: readonly CreateFate[]
  readonly events: readonly ModelEvent[]
  readonly foreign: 'none' | 'same order' | 'other total' | 'note'
  readonly index: 'fresh' | 'stale' | 'incomplete'
  readonly policy: ImportPolicy
}

export type ModelResult = {
  readonly last: Step
  readonly steps: readonly Step[]
  readonly ownOrders: number
  readonly creates: number
}

const answerMs = 10_000
const settleMs = 120_000
const lateMs = 60_000
/** How far the shop's search is behind; less than the settle time, or nothing could ever be proved. */
const lagMs = 45_000
const stepsMax = 60

type ShopRow = { readonly order: ShopifyOrder; readonly visibleMs: number; readonly own: boolean }

type World = {
  nowMs: number
  amazon: AmazonOrder
  readAmazon: boolean
  readCatalogue: boolean
  readonly shop: ShopRow[]
  readonly known: Set<ShopifyOrderGid>
  attempts: AttemptView[]
  readonly applied: Map<AttemptId, ShopifyOrderGid>
  readonly lookUps: Map<LookUp['kind'], LookUp>
  person: PersonInput[]
  stockChangedMs: number | null
  platform: Pick<OrderView['effect'], 'platformId' | 'how'>
  shopify: Seen<ShopifyOrder>
  creates: number
}

/** Runs until the order rests or is held and no event is left. Throws on a second order of ours. */
export function runModel(plan: ModelPlan, decide: typeof next): ModelResult {
  const world = newWorld(plan)
  const events = [...plan.events]
  const fates = [...plan.creates]
  const steps: Step[] = []
  let quiet = 0
  for (;;) {
    const step = decide(viewOf(world, plan), plan.policy, world.nowMs)
    steps.push(step)
    quiet += 1
    if (quiet > stepsMax) throw new Error(`never settles: ${step.do}`)
    if (step.do === 'rest' || step.do === 'hold') {
      const event = events.shift()
      if (event === undefined) return resultOf(world, step, steps)
      apply(world, event)
      quiet = 0
    } else if (step.do === 'wait') world.nowMs = Math.max(step.untilMs, world.nowMs + 1)
    else if (step.do === 'look') look(world, step.look)
    else write(world, step.write, fates)
    const own = world.shop.filter((row) => row.own).length
    if (own > 1) throw new Error('two orders of ours')
  }
}

function newWorld(plan: ModelPlan): World {
  const rows: Record<ModelPlan['foreign'], ShopifyOrder[]> = {
    none: [],
    'same order': [shopifyOrder(50, ['source-identifier'])],
    'other total': [shopifyOrder(50, ['tag'], { total: { amountMinor: 1, currency: 'EUR' } })],
    note: [shopifyOrder(50, ['note'])],
  }
  const foreign = rows[plan.foreign]
  // A complete index knows it; otherwise only a look-up finds it.
  const indexed = plan.index === 'incomplete' ? [] : foreign.map(({ gid }) => gid)
  return {
    nowMs: noonMs,
    amazon: amazonOrder(),
    readAmazon: false,
    readCatalogue: false,
    shop: foreign.map((order) => ({ order, visibleMs: 0, own: false })),
    known: new Set(indexed),
    attempts: [],
    applied: new Map(),
    lookUps: new Map(),
    person: [],
    stockChangedMs: null,
    platform: { platformId: null, how: null },
    shopify: unknown,
    creates: 0,
  }
}

function viewOf(world: World, plan: ModelPlan): OrderView {
  const known = world.shop.filter(({ order }) => world.known.has(order.gid))
  const base = view()
  const agesMs = { fresh: 0, stale: 60 * minuteMs, incomplete: 0 }
  return {
    ...base,
    amazon: world.readAmazon ? seen(world.amazon, world.nowMs) : unknown,
    catalogue: world.readCatalogue ? base.catalogue : unknown,
    foreign: {
      ...base.foreign,
      complete: plan.index !== 'incomplete',
      asOfMs: world.nowMs - agesMs[plan.index],
    },
    shopify: world.shopify,
    candidates: known.map(({ order }) => order),
    person: world.person,
    stockChangedMs: world.stockChangedMs,
    effect: {
      ...base.effect,
      ...world.platform,
      attempts: world.attempts,
      lookUps: [...world.lookUps.values()].map((one) => ({
        ...one,
        afterSettle: settled(world, one),
      })),
    },
  }
}

function settled(world: World, lookUp: LookUp): boolean {
  const unsettled = world.attempts.find(({ state }) => state === 'unclear')
  return unsettled === undefined || lookUp.atMs >= unsettled.settledAtMs
}

const evidenceOf: Record<LookUp['kind'], Evidence> = {
  identifier: 'our-metafield',
  source: 'source-identifier',
  tag: 'tag',
}

function look(world: World, what: Look): void {
  const atMs = world.nowMs
  world.nowMs += 1_000
  if (what.at === 'amazon-order') world.readAmazon = true
  else if (what.at === 'catalogue') world.readCatalogue = true
  else if (what.at === 'shopify-order') {
    const row = world.shop.find(({ order }) => order.gid === what.gid)
    if (row !== undefined) world.known.add(row.order.gid)
    if (row !== undefined) world.shopify = seen(row.order, atMs)
  } else if (what.at === 'shopify-look-up') {
    const visible = world.shop.filter(
      ({ order, visibleMs }) =>
        visibleMs <= atMs && order.amazonIds.some(({ where }) => where === evidenceOf[what.by]),
    )
    const found = visible.map(({ order }) => order.gid)
    for (const gid of found) world.known.add(gid)
    world.lookUps.set(what.by, { kind: what.by, found, atMs, afterSettle: false })
  }
}

function write(world: World, what: Write, fates: CreateFate[]): void {
  world.nowMs += 1_000
  if (what.kind !== 'create-shopify-order' && what.kind !== 'record-shopify-order') return
  world.person = world.person.filter(({ inputId }) => inputId !== what.uses)
  if (what.kind === 'record-shopify-order') {
    world.platform = { platformId: what.gid, how: what.how }
    const ended = what.how === 'found' ? 'done' : 'disproved'
    world.attempts = world.attempts.map((one) =>
      one.state === 'unclear' ? { ...one, state: ended } : one,
    )
    return
  }
  world.creates += 1
  const fate = fates.shift() ?? 'done'
  const attemptId = id('AttemptId', `attempt-${world.creates}`)
  const made = makeAttempt(world, fate, attemptId, what.draft.inventory)
  world.attempts = [
    made,
    ...world.attempts.map((one) =>
      one.attemptId === what.disproves ? { ...one, state: 'disproved' as const } : one,
    ),
  ]
  if (world.attempts.filter(({ state }) => state === 'unclear').length > 1) {
    throw new Error('a create while another is unsettled')
  }
}

function makeAttempt(
  world: World,
  fate: CreateFate,
  attemptId: AttemptId,
  inventory: NonNullable<AttemptView['inventory']>,
): AttemptView {
  const settledAtMs = world.nowMs + answerMs + settleMs
  const base = { attemptId, atMs: world.nowMs, settledAtMs, inventory }
  switch (fate) {
    case 'stock':
      return { ...stockRefusal(base) }
    case 'limit':
      return attempt('refused', { ...base, refusal: { kind: 'too-many-orders' } })
    case 'refused':
      return attempt('refused', {
        ...base,
        refusal: { kind: 'other', code: 'INVALID', field: '', text: 'no' },
      })
    case 'never sent':
      return attempt('unclear', base)
    default: {
      const gid = addOwn(world, fate === 'late' ? lateMs : 0)
      world.applied.set(attemptId, gid)
      if (fate !== 'done') return attempt('unclear', base)
      world.known.add(gid)
      world.platform = { platformId: gid, how: 'created' }
      return attempt('done', base)
    }
  }
}

function addOwn(world: World, afterMs: number): ShopifyOrderGid {
  const order = shopifyOrder(100 + world.creates, ['our-metafield', 'source-identifier'])
  world.shop.push({ order, visibleMs: world.nowMs + afterMs + lagMs, own: true })
  return shopGid(100 + world.creates)
}

function apply(world: World, event: ModelEvent): void {
  world.nowMs += minuteMs
  switch (event) {
    case 'stock came':
      world.stockChangedMs = world.nowMs
      return
    case 'answer came after all':
      answerLate(world)
      return
    case 'cancelled on Amazon':
      world.amazon = { ...world.amazon, status: 'CANCELLED' }
      return
    case 'shipped on Amazon':
      if (world.amazon.status !== 'CANCELLED') world.amazon = { ...world.amazon, status: 'SHIPPED' }
      return
    default: {
      const inputId = `${event}-${world.nowMs}`
      world.person = [...world.person, person(event, { inputId, atMs: world.nowMs })]
    }
  }
}

/** `done` with a platform id always wins, however late it is recorded. */
function answerLate(world: World): void {
  for (const [attemptId, gid] of world.applied) {
    const known = world.attempts.some((one) => one.attemptId === attemptId && one.state !== 'done')
    if (!known || world.platform.platformId !== null) continue
    world.platform = { platformId: gid, how: 'created' }
    world.attempts = world.attempts.map((one) =>
      one.attemptId === attemptId ? { ...one, state: 'done' } : one,
    )
  }
}

function resultOf(world: World, last: Step, steps: readonly Step[]): ModelResult {
  const ownOrders = world.shop.filter(({ own }) => own).length
  return { last, steps, ownOrders, creates: world.creates }
}
