/**
 * Reads the details of single listings, 20 in a call: what a report lacks, and what a notification named. What
 * Amazon does not show of those asked for is left as it was.
 */
import { dropWantedListings, saveListings, wantedListings } from '../store/listings.ts'
import { appNowMs } from '../store/pool.ts'
import type { Held } from '../work/held.ts'
import type { Account, ReconcileDeps } from './account.ts'
import { askFor } from './catalogue-ask.ts'
import { underLease } from './catalogue-run.ts'
import { readDeadlines } from './deadlines.ts'
import type { KeyOutcome } from './key-outcome.ts'

const skusPerCall = 20
const callsMax = 50
const refusedPauseMs = 6 * 3_600_000

export async function readListingDetails(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  const { accountId, sellerId } = account
  for (let calls = 0; calls < callsMax; calls += 1) {
    const wanted = await wantedListings(deps.db, accountId, skusPerCall)
    const [first] = wanted
    if (first === undefined || sellerId === null) return { held, is: 'done', next: null }
    const askedAtMs = await appNowMs(deps.db)
    // A comma separates them in the question: a SKU with one cannot be asked for so.
    const skus = wanted.map((one) => one.amazonSku).filter((sku) => !sku.includes(','))
    const budget = { bucket: account.buckets.searchListingsItems, amount: 1 }
    const question = { sellerId, marketplaceId: first.marketplaceId, token: null, skus }
    const asked =
      skus.length === 0
        ? ({ is: 'answer', answer: { listings: [] } } as const)
        : await askFor(deps, held, budget, () =>
            account.catalogue.searchListings(question, readDeadlines(deps.monotonic)),
          )
    if (asked.is === 'stopped') {
      if (asked.no === null) return asked.outcome
      deps.report.problem(asked.no, 'listing details')
      return { held, is: 'done', next: { dueAtMs: askedAtMs + refusedPauseMs } }
    }
    const kept = await underLease({ deps, held }, async (trx) => {
      await saveListings(trx, accountId, asked.answer.listings, askedAtMs)
      await dropWantedListings(trx, accountId, wanted, askedAtMs)
    })
    if (!kept) return { held, is: 'lost' }
  }
  return { held, is: 'done', next: { dueAtMs: 0 } }
}
