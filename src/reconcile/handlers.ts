/** Joins the kinds of work keys with what is done for them. */
import { type AccountId, id } from '../core/ids.ts'
import { appNowMs } from '../store/pool.ts'
import type { Handlers, Outcome } from '../work/handler.ts'
import type { Held } from '../work/held.ts'
import { backoffMs, failuresMax } from '../work/limits.ts'
import { isOutage } from '../work/outage.ts'
import type { Account } from './account.ts'
import { readListingDetails } from './catalogue-details.ts'
import { readListings } from './catalogue-listings.ts'
import type { OrderDeps } from './decided.ts'
import { workAmazonDesk } from './desks/amazon-orders.ts'
import { workFeedDesk } from './desks/feeds.ts'
import { workStockDesk } from './desks/stock.ts'
import { runBackfill } from './intake/backfill.ts'
import { nightly, purge } from './intake/nightly.ts'
import { pollAmazon } from './intake/poll-amazon.ts'
import { pollShop } from './intake/poll-shop.ts'
import { readCatalogue, readProduct } from './intake/read-catalogue.ts'
import { readReturns } from './intake/read-returns.ts'
import { readShopOrder } from './intake/read-shop-order.ts'
import { watchStock } from './intake/watch-stock.ts'
import type { KeyOutcome } from './key-outcome.ts'
import { isPeriodic, kinds } from './keys.ts'
import { reconcileOrders } from './order.ts'
import { reconcileSkus } from './stock.ts'
import { auditStock } from './stock-audit.ts'
import { readFbaNews, readFbaStock } from './stock-fba.ts'
import { decideFirstFigures } from './stock-first.ts'
import { markAllSkus, markMissedSkus } from './stock-sweep.ts'

export type HandlerOptions = {
  readonly ordersAtOnce: number
  /** Tells the merchant what happened; answers when to look again. The notices are none of reconcile's. */
  readonly notices?: (accountId: AccountId) => Promise<{ readonly againAtMs: number }>
}

/** SKUs that share their readings: a call reads the stock of a hundred variants. */
const skusAtOnce = 100

/** What a worker is given; the work table knows nothing of orders. */
export function createHandlers(deps: OrderDeps, options: HandlerOptions): Handlers {
  const single = (run: (account: Account, held: Held) => Promise<KeyOutcome>) => ({
    batchLimit: 1,
    handle: async (held: readonly Held[]) => {
      const outcomes: KeyOutcome[] = []
      for (const one of held) outcomes.push(await runOne(deps, one, run))
      return settleInOrder(deps, held, outcomes)
    },
  })
  return {
    [kinds.order]: {
      batchLimit: options.ordersAtOnce,
      handle: async (held) => {
        const outcomes = await reconcileOrders(deps, held)
        deps.ordersRan?.(held.length)
        return settleInOrder(deps, held, outcomes)
      },
    },
    [kinds.sku]: {
      batchLimit: skusAtOnce,
      handle: async (held) => settleInOrder(deps, held, await reconcileSkus(deps, held)),
    },
    [kinds.desk]: single((account, held) => workDesk(deps, account, held)),
    [kinds.poll]: single((account, held) =>
      held.key === 'amazon-orders'
        ? pollAmazon(deps, account, held)
        : pollShop(deps, account, held),
    ),
    [kinds.sweep]: single((account, held) =>
      held.key === 'notices' ? tellMerchant(options, held) : sweep(deps, account, held),
    ),
    [kinds.backfill]: single((account, held) => runBackfill(deps, account, held)),
  }
}

async function runOne(
  deps: OrderDeps,
  held: Held,
  run: (account: Account, held: Held) => Promise<KeyOutcome>,
): Promise<KeyOutcome> {
  try {
    const outcome = await run(await deps.account(held.accountId), held)
    return outcome.is === 'failed' && mustGoOn(held) ? pause(deps, held, outcome.code) : outcome
  } catch (error) {
    if (isOutage(error) || !mustGoOn(held)) throw error
    return pause(deps, held, error instanceof Error ? error.name : 'THROWN')
  }
}

/**
 * True where one failure more would end what is periodic. Nobody else asks for it, so a bad day of a
 * platform would end the intake for good: from then on it comes back after the longest pause.
 */
function mustGoOn(held: Held): boolean {
  return isPeriodic(held) && held.failures >= failuresMax - 1
}

function pause(deps: OrderDeps, held: Held, code: string): KeyOutcome {
  deps.report.problem(code, `${held.kind} ${held.key}`)
  return { held, is: 'released', againInMs: backoffMs(failuresMax) }
}

function workDesk(deps: OrderDeps, account: Account, held: Held): Promise<KeyOutcome> {
  if (held.key === 'stock') return workStockDesk(deps, account, held)
  const type = held.key.startsWith('feed:') ? held.key.slice(5) : ''
  if (type === 'POST_ORDER_ACKNOWLEDGEMENT_DATA' || type === 'POST_PAYMENT_ADJUSTMENT_DATA') {
    return workFeedDesk(deps, account, held, type)
  }
  return workAmazonDesk(deps, account, held)
}

function sweep(deps: OrderDeps, account: Account, held: Held): Promise<KeyOutcome> {
  const { key } = held
  if (key === 'catalogue') return readCatalogue(deps, account, held)
  if (key === 'listings') return readListings(deps, account, held)
  if (key === 'listing-details') return readListingDetails(deps, account, held)
  if (key === 'nightly') return nightly(deps, account, held)
  if (key === 'purge') return purge(deps, held)
  if (key === 'returns') return readReturns(deps, account, held)
  if (key === 'stock-all') return markAllSkus(deps, account, held)
  if (key === 'fba-stock') return readFbaStock(deps, account, held)
  if (key === 'fba-news') return readFbaNews(deps, account, held)
  if (key === 'stock-audit') return auditStock(deps, account, held)
  if (key === 'stock-first') return decideFirstFigures(deps, account, held)
  if (key === 'stock-missed') return markMissedSkus(deps, account, held)
  if (key === 'held-stock') return watchStock(deps, account, held)
  if (key.startsWith('product:')) return readProduct(deps, account, held, key.slice(8))
  if (key.startsWith('shop-order:')) {
    return readShopOrder(deps, account, held, id('ShopifyOrderGid', key.slice(11)))
  }
  return Promise.resolve({ held, is: 'failed', code: 'UNKNOWN_SWEEP' })
}

async function tellMerchant({ notices }: HandlerOptions, held: Held): Promise<KeyOutcome> {
  const { againAtMs } = (await notices?.(held.accountId)) ?? { againAtMs: Number.POSITIVE_INFINITY }
  const next = Number.isFinite(againAtMs) ? { dueAtMs: againAtMs } : null
  return { held, is: 'done', next }
}

async function settleInOrder(
  deps: OrderDeps,
  held: readonly Held[],
  outcomes: readonly KeyOutcome[],
): Promise<Outcome[]> {
  await deps.failpoint('before-settle')
  const byToken = new Map(outcomes.map((outcome) => [outcome.held.token, outcome]))
  const waits = outcomes.some((outcome) => outcome.is === 'released')
  const nowMs = waits ? await appNowMs(deps.db) : 0
  return held.map((one) => {
    const outcome = byToken.get(one.token)
    return outcome === undefined ? { kind: 'failed', code: 'NO_OUTCOME' } : settled(outcome, nowMs)
  })
}

function settled(outcome: KeyOutcome, nowMs: number): Outcome {
  switch (outcome.is) {
    case 'done':
      return outcome.next === null ? { kind: 'done' } : { kind: 'done', next: outcome.next }
    case 'failed':
      return { kind: 'failed', code: outcome.code }
    case 'parked': {
      const { bucket, notBeforeMs, amount } = outcome
      return { kind: 'parked', bucket, notBeforeMs, amount }
    }
    case 'released':
      return { kind: 'released', retryAtMs: nowMs + outcome.againInMs }
    case 'lost':
      // The lease is another's: whatever is written is fenced out.
      return { kind: 'released' }
  }
}
