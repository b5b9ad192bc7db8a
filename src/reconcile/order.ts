/**
 * The loop of an order: look, decide with a pure function, do one thing, record, look again. It takes
 * a batch of keys so that their reads and commits are shared; each order still takes one step at a
 * time, and one that cannot go on leaves the others running.
 */
import { type AmazonOrderId, id } from '../core/ids.ts'
import { chooseStep, wakeAt } from '../core/orders/choose-step.ts'
import { unreachable } from '../core/unreachable.ts'
import { saveConcerns } from '../store/order-concerns.ts'
import { saveOutcomes } from '../store/outcomes.ts'
import type { Held } from '../work/held.ts'
import type { Account } from './account.ts'
import { recordEffect } from './act/act-on-life.ts'
import { lookAtAmazon, lookAtCatalogue } from './act/ask-intake.ts'
import { actOnCancellation } from './act/cancellation.ts'
import { createShopifyOrders } from './act/create-order.ts'
import { lookAtShopify } from './act/look-at-shop.ts'
import { moveFulfillmentOrder } from './act/move-order.ts'
import { actOnPurge } from './act/purge.ts'
import { readFinances } from './act/read-finances.ts'
import { readShopLife } from './act/read-life.ts'
import { readShopPersonal } from './act/read-shop-personal.ts'
import { recordShopifyOrder } from './act/record-order.ts'
import { actOnRefund } from './act/refund.ts'
import { actOnReturn } from './act/return.ts'
import { actOnShipment } from './act/shipment.ts'
import { actOnSolicitation } from './act/solicitation.ts'
import type { CreateTask, Decided, OrderDeps } from './decided.ts'
import { goOn, type KeyOutcome, type Progress, type ViewAfter } from './key-outcome.ts'
import { type Carried, nothingCarried, type Observed, observeOrders } from './observe.ts'
import { concernsOf, outcomeOf } from './outcome-of.ts'

/** Runs the loop for keys of one kind `order` until each rests, waits, holds or is parked. */
export async function reconcileOrders(
  deps: OrderDeps,
  held: readonly Held[],
): Promise<KeyOutcome[]> {
  const outcomes: KeyOutcome[] = []
  for (const accountId of new Set(held.map((one) => one.accountId))) {
    const account = await deps.account(accountId)
    const mine = held.filter((one) => one.accountId === accountId)
    outcomes.push(...(await reconcileAccount(deps, account, mine)))
  }
  return outcomes
}

async function reconcileAccount(
  deps: OrderDeps,
  account: Account,
  held: readonly Held[],
): Promise<KeyOutcome[]> {
  const outcomes: KeyOutcome[] = []
  let active: readonly Held[] = held
  let carried = nothingCarried
  for (let round = 1; active.length > 0; round += 1) {
    if (round > deps.limits.roundsMax) {
      // Something never settles: a bug of ours. It fails, backs off and is seen.
      outcomes.push(
        ...active.map((one) => ({ held: one, is: 'failed', code: 'NEVER_SETTLES' }) as const),
      )
      break
    }
    const ids = active.map((one) => id('AmazonOrderId', one.key))
    const observed = await observeOrders(deps.db, account, ids, carried)
    const decided = decideAll(deps, account, observed, active, outcomes)
    const progress = await act(deps, account, observed, decided)
    for (const one of progress) {
      if (one.is !== 'go-on') outcomes.push(one)
    }
    const going = progress.filter((one) => one.is === 'go-on')
    active = going.map((one) => one.held)
    carried = { rows: observed.rows, views: viewsAfter(going) }
  }
  return outcomes
}

function viewsAfter(going: readonly Progress[]): Carried['views'] {
  const views = new Map<AmazonOrderId, ViewAfter>()
  for (const one of going) {
    if (one.is !== 'go-on' || one.viewAfter === undefined) continue
    views.set(id('AmazonOrderId', one.held.key), one.viewAfter)
  }
  return views
}

function decideAll(
  deps: OrderDeps,
  account: Account,
  observed: Observed,
  active: readonly Held[],
  outcomes: KeyOutcome[],
): Decided[] {
  const decided: Decided[] = []
  const policy = { ...account.policy, backfills: observed.shop.running }
  for (const held of active) {
    const orderId = id('AmazonOrderId', held.key)
    const view = observed.views.get(orderId)
    // A key without a row: nothing was ever heard of it, or it was purged.
    if (view === undefined) outcomes.push({ held, is: 'done', next: null })
    else {
      const steps = deps.decide(view, policy, observed.nowMs)
      decided.push({ held, orderId, view, steps, step: chooseStep(steps) })
    }
  }
  return decided
}

async function act(
  deps: OrderDeps,
  account: Account,
  observed: Observed,
  decided: readonly Decided[],
): Promise<Progress[]> {
  const creates: CreateTask[] = []
  const others: Decided[] = []
  for (const one of decided) {
    const { step } = one
    if (step.do === 'write' && step.write.kind === 'create-shopify-order') {
      creates.push({ ...one, write: step.write })
    } else others.push(one)
  }
  const record = (some: readonly Decided[]) => recordDecisions(deps, account, observed, some)
  await record(others)
  const acted = others.map((one) => actOnOne(deps, account, one))
  // A create that leaves tells its decision with its intent, and is projected by what comes of it.
  const created = await createShopifyOrders(deps, account, creates, record)
  return [...created, ...(await Promise.all(acted))]
}

async function actOnOne(deps: OrderDeps, account: Account, one: Decided): Promise<Progress> {
  const { step, held } = one
  switch (step.do) {
    case 'rest':
    case 'hold':
    case 'wait': {
      const dueAtMs = wakeAt(one.steps)
      return { held, is: 'done', next: dueAtMs === null ? null : { dueAtMs } }
    }
    case 'look':
      switch (step.look.at) {
        case 'amazon-order':
          return lookAtAmazon(deps, account, one)
        case 'catalogue':
          return lookAtCatalogue(deps, account, one)
        case 'shopify-look-up':
        case 'shopify-order':
          return lookAtShopify(deps, account, one, step.look)
        case 'shopify-life':
          return readShopLife(deps, account, one, step.look.gid)
        case 'shopify-personal':
          return readShopPersonal(deps, account, one, step.look.gid)
        case 'amazon-finances':
          return readFinances(deps, account, one)
        default:
          return unreachable(step.look)
      }
    case 'write':
      switch (step.write.kind) {
        case 'record-shopify-order':
          return recordShopifyOrder(deps, account, one, step.write)
        case 'move-fulfillment-order':
          return moveFulfillmentOrder(deps, account, one, step.write)
        case 'create-shopify-order':
          return goOn(held)
        case 'record-effect':
          return recordEffect(deps, account, one, step.write)
        case 'shipment':
          return actOnShipment(deps, account, one, step.write)
        case 'cancellation':
          return actOnCancellation(deps, account, one, step.write)
        case 'refund':
          return actOnRefund(deps, account, one, step.write)
        case 'return':
          return actOnReturn(deps, account, one, step.write)
        case 'solicitation':
          return actOnSolicitation(deps, account, one, step.write)
        case 'purge':
          return actOnPurge(deps, account, one, step.write)
        default:
          return unreachable(step.write)
      }
    default:
      return unreachable(step)
  }
}

/** Writes the projection and, where the decision is new, its line in the trace. */
async function recordDecisions(
  deps: OrderDeps,
  account: Account,
  observed: Observed,
  decided: readonly Decided[],
): Promise<void> {
  const concerns = decided.flatMap((one) =>
    concernsOf(one, observed.concerns.get(one.orderId) ?? []),
  )
  await saveConcerns(deps.db, account.accountId, concerns)
  const outcomes = decided.map((one) => outcomeOf(one, observed))
  const changed = outcomes.filter((outcome) => {
    const row = observed.rows.get(outcome.orderId)
    return (
      row?.outcome !== outcome.outcome || row.reason !== outcome.reason || outcome.detail !== null
    )
  })
  if (changed.length === 0) return
  await saveOutcomes(deps.db, account.accountId, changed)
  for (const outcome of changed) {
    if (outcome.outcome === 'imported' && outcome.reason === 'IMPORTED') {
      const heard = observed.rows.get(outcome.orderId)
      deps.report.imported(
        outcome.orderId,
        heard === undefined ? null : observed.nowMs - heard.firstSeenMs,
      )
    }
  }
}
