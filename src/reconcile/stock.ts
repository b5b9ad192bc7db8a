/**
 * The loop of a SKU: look at both sides, decide with a pure function, put the figure on the desk or wait, and
 * look again. A batch shares its readings; what cannot go on leaves the others running.
 */
import { id, type SellerSku } from '../core/ids.ts'
import { decideSku, type SkuDecision } from '../core/inventory/decide-sku.ts'
import { settleShown } from '../store/stock-desk.ts'
import { type DecidedFigure, lockFigures, saveFigures } from '../store/stock-figures.ts'
import { listedSkus } from '../store/stock-readings.ts'
import type { Held } from '../work/held.ts'
import { LeaseLost, unlessLost } from '../work/lock-leases.ts'
import { mark } from '../work/mark.ts'
import type { Account } from './account.ts'
import type { OrderDeps } from './decided.ts'
import type { KeyOutcome } from './key-outcome.ts'
import { skuKey, stockDeskKey } from './keys.ts'
import { listingsPerCall, readAmazonListings, readShopStock } from './stock-look.ts'
import { type ObservedSku, type ObservedSkus, observeSkus } from './stock-observe.ts'
import { alarmOversold, findOversold, type Short } from './stock-oversold.ts'

/** Rounds of looking before a batch counts as one that never settles. */
const roundsMax = 6

export type Decided = ObservedSku & SkuDecision & { readonly held: Held }

export async function reconcileSkus(deps: OrderDeps, held: readonly Held[]): Promise<KeyOutcome[]> {
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
  let active = held
  for (let round = 1; active.length > 0; round += 1) {
    if (round > roundsMax) {
      const failed = active.map(
        (one) => ({ held: one, is: 'failed', code: 'NEVER_SETTLES' }) as const,
      )
      return [...outcomes, ...failed]
    }
    const asked = active.map(({ key }) => id('SellerSku', key))
    const observed = await observeSkus(deps.db, account.accountId, asked)
    const decided = decideAll(deps, account, observed, active)
    const looks = await look(deps, account, decided)
    outcomes.push(...looks.stopped)
    const ready = decided.filter((one) => looks.rested.has(one.held))
    outcomes.push(...(await record(deps, account, observed, ready)))
    const unknown = active.filter((one) => !decided.some((each) => each.held === one))
    outcomes.push(...unknown.map((one) => ({ held: one, is: 'done', next: null }) as const))
    active = looks.goOn
  }
  return outcomes
}

function decideAll(
  deps: OrderDeps,
  account: Account,
  observed: ObservedSkus,
  active: readonly Held[],
): Decided[] {
  const decide = deps.decideSku ?? decideSku
  return active.flatMap((held) =>
    (observed.skus.get(id('SellerSku', held.key)) ?? []).map((one) => ({
      ...one,
      ...decide(one.view, account.stock.policy, observed.nowMs),
      held,
    })),
  )
}

type Looks = {
  readonly stopped: readonly KeyOutcome[]
  readonly goOn: readonly Held[]
  /** Nothing is left to look at. */
  readonly rested: ReadonlySet<Held>
}

async function look(
  deps: OrderDeps,
  account: Account,
  decided: readonly Decided[],
): Promise<Looks> {
  const at = (side: 'shop-stock' | 'amazon-listing') =>
    decided.filter(({ step }) => step.do === 'look' && step.at === side)
  const stopped = new Map<Held, KeyOutcome>()
  const stopAll = (some: readonly Decided[], outcome: KeyOutcome | undefined) => {
    if (outcome !== undefined) for (const { held } of some) stopped.set(held, { ...outcome, held })
  }
  const shop = at('shop-stock')
  const [first] = shop
  if (first !== undefined) {
    const parts = shop.flatMap(({ view }) => view.components)
    stopAll(shop, await readShopStock(deps, account, first.held, parts))
  }
  const amazon = at('amazon-listing').filter(({ held }) => !stopped.has(held))
  for (const group of inGroups(amazon)) {
    const [one] = group
    if (one === undefined) continue
    const skus = group.map(({ view }) => view.amazonSku)
    const { marketplaceId } = one.view
    stopAll(group, await readAmazonListings(deps, account, one.held, marketplaceId, skus))
  }
  const looking = new Set([...shop, ...amazon].map(({ held }) => held))
  const goOn = [...looking].filter((held) => !stopped.has(held))
  const rested = decided.map(({ held }) => held).filter((held) => !looking.has(held))
  return { stopped: [...stopped.values()], goOn, rested: new Set(rested) }
}

function inGroups(some: readonly Decided[]): Decided[][] {
  const byPlace = Map.groupBy(some, ({ view }) => view.marketplaceId)
  return [...byPlace.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / listingsPerCall) }, (_none, at) =>
      group.slice(at * listingsPerCall, (at + 1) * listingsPerCall),
    ),
  )
}

/** Decisions, their marks and their alarms in one transaction, under the leases of their keys. */
async function record(
  deps: OrderDeps,
  account: Account,
  observed: ObservedSkus,
  decided: readonly Decided[],
): Promise<KeyOutcome[]> {
  const [first] = decided
  if (first === undefined) return []
  const { accountId } = account
  const keys = [...new Set(decided.map(({ held }) => held))]
  const siblings = await listedSkus(deps.db, accountId, siblingsOf(observed, decided))
  const shorts = decided.flatMap((one) => shortOf(observed, one))
  const oversold = await findOversold(deps, account, first.held, shorts, observed.nowMs)
  const tokens = await keep(deps, account, decided, async (trx) => {
    await alarmOversold(trx, account, oversold)
    await settleShown(
      trx,
      accountId,
      decided.filter(isShown).map(({ view }) => view),
    )
    const desk = decided.some(({ step }) => step.do === 'write')
    await mark(trx, [
      ...siblings.map((sku) => skuKey(accountId, sku)),
      ...(desk ? [stockDeskKey(accountId)] : []),
    ])
  })
  return keys.map((held) => {
    if (!tokens.has(held.token)) return { held, is: 'lost' }
    // Another key of the batch was lost, and the transaction with it.
    if (tokens.size < keys.length) return { held, is: 'released', againInMs: 0 }
    const times = decided.flatMap((one) => (one.held === held ? (timeOf(one) ?? []) : []))
    return { held, is: 'done', next: times.length === 0 ? null : { dueAtMs: Math.min(...times) } }
  })
}

/** What was sent is what Amazon shows: whatever became of the answer, it was done. */
function isShown({ view, step }: Decided): boolean {
  return view.sent?.open === true && step.do === 'rest' && step.reason === 'IN_STEP'
}

/** Figures first, then the work rows, as everybody does; without all leases nothing is written. */
async function keep(
  deps: OrderDeps,
  { accountId }: Account,
  decided: readonly Decided[],
  then: (trx: OrderDeps['db']) => Promise<void>,
): Promise<ReadonlySet<string>> {
  const keys = [...new Set(decided.map(({ held }) => held))]
  const valid = new Set<string>()
  const write = deps.db.transaction().execute(async (trx) => {
    const figures = decided.map(figureRowOf)
    await lockFigures(trx, accountId, figures)
    await saveFigures(trx, accountId, figures)
    for (const token of await deps.lockLeases(trx, keys)) valid.add(token)
    if (valid.size < keys.length) throw new LeaseLost()
    await then(trx)
  })
  await unlessLost(write)
  return valid
}

function timeOf({ step }: Decided): number | null {
  if (step.do === 'wait') return step.untilMs
  return step.do === 'hold' ? step.againAtMs : null
}

/** What is stored of a decision. */
export function figureRowOf({ view, row, figure, step }: Decided): DecidedFigure {
  const { amazonSku, marketplaceId } = view
  if (view.fulfilledBy === 'AMAZON') return nothingFor(view, 'FULFILLED_BY_AMAZON')
  const isKnown = figure.is === 'known'
  const isOpen = view.sent?.open === true && step.do !== 'rest'
  const keeps = step.do === 'wait' ? step.untilMs : isOpen ? row.checkAtMs : null
  return {
    ...{ amazonSku, marketplaceId, cause: causeOf(row, figure) },
    quantity: isKnown ? figure.quantity : null,
    unknown: isKnown ? null : figure.why,
    sum: isKnown ? figure.sum : null,
    asOfMs: isKnown ? figure.asOfMs : null,
    wantedFrom: step.do === 'write' ? step.from : null,
    // What is unknown says so itself: most of it is not linked, or not sold by the shop.
    holdCode: step.do === 'hold' && step.code !== 'STOCK_UNKNOWN' ? step.code : null,
    checkAtMs: step.do === 'rest' && step.reason === 'IN_A_FEED' ? row.checkAtMs : keeps,
  }
}

function nothingFor(
  { amazonSku, marketplaceId }: ObservedSku['view'],
  unknown: string,
): DecidedFigure {
  const nothing = { quantity: null, sum: null, asOfMs: null, wantedFrom: null, checkAtMs: null }
  const at = { amazonSku, marketplaceId, unknown }
  return { ...at, ...nothing, cause: 'crossdock', holdCode: null }
}

/** Who changed it: the side whose part of the sum is another than last time. */
function causeOf({ sum }: ObservedSku['row'], figure: SkuDecision['figure']): string {
  if (figure.is === 'unknown' || sum === null) return 'crossdock'
  const differs = (part: 'available' | 'reserved' | 'units') =>
    figure.sum.parts.length !== sum.parts.length ||
    figure.sum.parts.some((one, at) => one[part] !== sum.parts[at]?.[part])
  if (differs('units')) return 'link'
  if (differs('reserved') && !differs('available')) return 'amazon-orders'
  if (differs('available')) return 'shop'
  return figure.quantity === sum.result ? 'crossdock' : 'settings'
}

function shortOf({ sharing }: ObservedSkus, { view, figure }: Decided): Short[] {
  if (figure.is === 'unknown' || view.fulfilledBy === 'AMAZON') return []
  return figure.short.map(({ variantGid, units }) => {
    const selling = [...sharing].filter(([, gids]) => gids.includes(variantGid))
    return { sku: view.amazonSku, variantGid, units, sharing: selling.map(([sku]) => sku) }
  })
}

/** SKUs that sell the same units look again when the units that orders claim have changed. */
function siblingsOf(observed: ObservedSkus, decided: readonly Decided[]): SellerSku[] {
  const changed = decided.filter(({ row, figure }) => {
    if (figure.is !== 'known' || row.fulfilledBy === 'AMAZON') return false
    return figure.sum.parts.some((part) => {
      const before = row.sum?.parts.find(({ variantGid }) => variantGid === part.variantGid)
      return part.reserved !== (before?.reserved ?? 0) || part.available !== before?.available
    })
  })
  const variants = new Set(
    changed.flatMap(({ view }) => view.components.map(({ variantGid }) => variantGid)),
  )
  const own = new Set<SellerSku>(decided.map(({ view }) => view.amazonSku))
  return [...observed.sharing].flatMap(([sku, gids]) =>
    !own.has(sku) && gids.some((gid) => variants.has(gid)) ? [sku] : [],
  )
}
