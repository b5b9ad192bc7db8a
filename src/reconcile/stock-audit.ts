/**
 * The audit: reads all SKUs on both sides anew, page by page, and writes down each figure that differs with the
 * sum and the likely cause. It changes nothing on either side; a person repairs, or the loop of the SKU does.
 */
import type { SellerSku } from '../core/ids.ts'
import { causeOfDrift, type DriftFacts } from '../core/inventory/drift.ts'
import { figureOf } from '../core/inventory/figure.ts'
import { ruleFor } from '../core/inventory/stock-policy.ts'
import { openIncident } from '../store/outcomes.ts'
import { appNowMs } from '../store/pool.ts'
import {
  type Drift,
  noteGroupsRead,
  runningAudit,
  type StockAudit,
  saveAuditPage,
} from '../store/stock-audits.ts'
import { wantedFigures } from '../store/stock-figures.ts'
import { newestForeign } from '../store/stock-history.ts'
import { nextSkus } from '../store/stock-views.ts'
import type { Held } from '../work/held.ts'
import { lockLease } from '../work/lock-leases.ts'
import type { Account } from './account.ts'
import type { OrderDeps } from './decided.ts'
import { judgeDesk } from './desks/stock.ts'
import type { KeyOutcome } from './key-outcome.ts'
import { markChanged } from './stock-heard.ts'
import { listingsPerCall, readAmazonListings, readShopStock } from './stock-look.ts'
import { type ObservedSku, observeSkus } from './stock-observe.ts'

const pagesMax = 100_000
/** Calls for which a page is woken at once: what Amazon's burst leaves. */
const wakeCalls = 4

export async function auditStock(
  deps: OrderDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  const { accountId } = account
  const isHeld = await guardHolds(deps, account)
  for (let page = 0; page < pagesMax; page += 1) {
    const audit = await runningAudit(deps.db, accountId)
    const pageSize = pageSizeOf(account)
    const skus = await nextSkus(deps.db, accountId, audit.afterSku, pageSize)
    const before = await observeSkus(deps.db, accountId, skus)
    const all = [...before.skus.values()].flat().filter(({ row }) => row.fulfilledBy !== 'AMAZON')
    const stopped = await readBothSides(deps, account, held, { all, audit })
    if (stopped !== undefined) return stopped
    const after = await observeSkus(deps.db, accountId, skus)
    const foreign = await newestForeign(deps.db, accountId, skus)
    const read = [...after.skus.values()].flat().filter(({ row }) => row.fulfilledBy !== 'AMAZON')
    // Where the page had to wait for its turn, what was shown before is what was decided then.
    const isFresh = ({ row }: ObservedSku) => (row.shownAtMs ?? 0) >= audit.atMs
    const shown = new Map(
      all.map((one) => [placeOf(one.row), isFresh(one) ? one.row.quantity : one.row.shown]),
    )
    const compared = read.map((one) => compare(account, one, { isHeld, foreign, shown }))
    const drifts = compared.flatMap(({ drift }) => drift ?? [])
    const unknown = compared.filter(({ known }) => !known).length
    const isLast = skus.length < pageSize
    const afterSku = skus.at(-1) ?? audit.afterSku
    const saved = await deps.db.transaction().execute(async (trx) => {
      if (!(await lockLease(trx, held))) return null
      const sums = { skus: compared.length, unknown, drifts, afterSku, isLast }
      const whole = await saveAuditPage(trx, audit.auditNo, sums)
      // Where nothing is sent yet, nothing is expected to agree.
      const isLive = account.stock.policy.lane === 'live'
      if (isLast && isLive && whole.drifts >= account.stock.alarmFrom) {
        const detail = { audit: whole.auditNo, drifts: whole.drifts, skus: whole.skus }
        await openIncident(trx, accountId, { orderId: null, code: 'STOCK_DRIFT', detail })
      }
      return whole
    })
    if (saved === null) return { held, is: 'lost' }
    if (isLast) break
  }
  const dueAtMs = (await appNowMs(deps.db)) + account.stock.auditEveryMs
  return { held, is: 'done', next: { dueAtMs } }
}

/**
 * Amazon grants a handful of calls at once and a page needs more: what was read of it is counted, and a page that
 * had to wait goes on there.
 */
async function readBothSides(
  deps: OrderDeps,
  account: Account,
  held: Held,
  { all, audit }: { readonly all: readonly ObservedSku[]; readonly audit: StockAudit },
): Promise<KeyOutcome | undefined> {
  const groups = groupsOf(all)
  for (let at = audit.groupsRead; at < groups.length; at += 1) {
    const skus = (groups[at] ?? []).map(({ view }) => view.amazonSku)
    const marketplaceId = groups[at]?.[0]?.view.marketplaceId
    if (marketplaceId === undefined) continue
    const amazon = await readAmazonListings(deps, account, held, marketplaceId, skus)
    if (amazon?.is === 'parked') {
      return { ...amazon, amount: Math.min(wakeCalls, groups.length - at) }
    }
    if (amazon !== undefined) return amazon
    await noteGroupsRead(deps.db, audit.auditNo, at + 1)
  }
  const parts = all.flatMap(({ view }) => view.components)
  return readShopStock(deps, account, held, parts, markChanged(account.accountId))
}

function groupsOf(all: readonly ObservedSku[]): ObservedSku[][] {
  const byPlace = Map.groupBy(all, ({ view }) => view.marketplaceId)
  return [...byPlace.values()].flatMap((some) =>
    Array.from({ length: Math.ceil(some.length / listingsPerCall) }, (_none, at) =>
      some.slice(at * listingsPerCall, (at + 1) * listingsPerCall),
    ),
  )
}

/** Read in one burst of calls, where that can be: what is compared is of one moment. */
function pageSizeOf({ policy }: Account): number {
  const calls = Math.floor(wakeCalls / Math.max(1, policy.marketplaces.length))
  return listingsPerCall * Math.max(1, calls)
}

type Known = {
  readonly isHeld: boolean
  readonly foreign: ReadonlyMap<SellerSku, number>
  /** What Amazon showed before it was read anew. */
  readonly shown: ReadonlyMap<string, number | null>
}

function placeOf({ amazonSku, marketplaceId }: ObservedSku['row']): string {
  return `${marketplaceId} ${amazonSku}`
}

function compare(
  { stock }: Account,
  { view, row }: ObservedSku,
  { isHeld, foreign, shown }: Known,
): { readonly known: boolean; readonly drift?: Drift } {
  const { amazonSku, marketplaceId, amazon, sent } = view
  const rule = ruleFor(stock.policy, amazonSku, marketplaceId)
  const figure = figureOf(view, rule, stock.policy.locations)
  if (figure.is === 'unknown' || amazon.is !== 'seen') return { known: false }
  const facts: DriftFacts = {
    amazon: amazon.value,
    formula: figure.quantity,
    before: row.quantity,
    shownBefore: shown.get(placeOf(row)) ?? null,
    isWatched: stock.policy.lane === 'watch',
    isWaiting: row.wantedSinceMs !== null,
    isHeld: isHeld && row.wantedSinceMs !== null,
    refusedQuantity: row.refusedQuantity,
    sent: sent === null ? null : { quantity: sent.quantity, open: sent.open },
    foreignQuantity: foreign.get(amazonSku) ?? null,
  }
  const cause = causeOfDrift(facts)
  if (cause === undefined) return { known: true }
  const { sum, quantity: formula } = figure
  const drift = { amazonSku, marketplaceId, amazon: amazon.value, formula, sum, cause }
  return { known: true, drift }
}

async function guardHolds(deps: OrderDeps, account: Account): Promise<boolean> {
  const wanted = await wantedFigures(deps.db, account.accountId, 25_000)
  return (await judgeDesk(deps.db, account, wanted)).verdict.stops
}
