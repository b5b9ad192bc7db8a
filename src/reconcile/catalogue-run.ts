/** One run of the reading of listings: what it carries, and what it may write under its lease. */
import type { MarketplaceId } from '../core/ids.ts'
import { forgetUnseenListings } from '../store/listings.ts'
import { type ListingsPass, restingPass, saveListingsPass } from '../store/listings-pass.ts'
import type { Database } from '../store/pool.ts'
import type { Held } from '../work/held.ts'
import { lockLease } from '../work/lock-leases.ts'
import type { Account, ReconcileDeps } from './account.ts'

export type ListingsRun = {
  readonly deps: ReconcileDeps
  readonly account: Account
  readonly held: Held
  readonly sellerId: string
  readonly marketplaceId: MarketplaceId
  readonly nowMs: number
}

/** A seller who shows nothing at all is taken for a mistake, not for empty. */
export async function forgetUnseen(
  trx: Database,
  { account, marketplaceId }: ListingsRun,
  pass: ListingsPass,
): Promise<void> {
  if (pass.rowsDone === 0 || pass.begunAtMs === null) return
  await forgetUnseenListings(trx, account.accountId, marketplaceId, pass.begunAtMs)
}

/** The pass is over: what it did not show can be forgotten, and the next whole reading is counted from it. */
export function endOf(pass: ListingsPass, nowMs: number): ListingsPass {
  return { ...restingPass, completeAtMs: pass.begunAtMs ?? nowMs }
}

/** A role or a feature that is missing is told at each look, and stops no other marketplace. */
export function refused({ deps, marketplaceId }: ListingsRun, code: string): undefined {
  deps.report.problem(code, `listings of ${marketplaceId}`)
}

export function keep(run: ListingsRun, pass: ListingsPass): Promise<boolean> {
  return underLease(run, (trx) =>
    saveListingsPass(trx, run.account.accountId, run.marketplaceId, pass),
  )
}

/** False when the lease is another's now: nothing was written then. */
export function underLease(
  { deps, held }: Pick<ListingsRun, 'deps' | 'held'>,
  write: (trx: Database) => Promise<void>,
): Promise<boolean> {
  return deps.db.transaction().execute(async (trx) => {
    if (!(await lockLease(trx, held))) return false
    await write(trx)
    return true
  })
}
