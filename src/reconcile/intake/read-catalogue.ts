/**
 * Reads the shop's variants into the local map: once whole at connect and by night, one product when
 * its webhook comes. Orders that wait for the catalogue or for a SKU are marked when it is there.
 */
import type { VariantGid } from '../../core/ids.ts'
import { PlatformError } from '../../core/platform-error.ts'
import {
  type CatalogueState,
  forgetMissingVariants,
  forgetUnlisted,
  readBulkPass,
  readCatalogueState,
  saveCatalogueState,
  saveVariants,
} from '../../store/catalogue.ts'
import { ordersHeldFor, ordersWaitingFor } from '../../store/outcomes.ts'
import { appNowMs, type Database } from '../../store/pool.ts'
import type { Held } from '../../work/held.ts'
import { lockLease } from '../../work/lock-leases.ts'
import { mark } from '../../work/mark.ts'
import type { Account, ReconcileDeps, VariantPage } from '../account.ts'
import { notReached } from '../act/not-reached.ts'
import { type CatalogueFollow, readBulkCatalogue } from '../catalogue-bulk.ts'
import { readDeadlines } from '../deadlines.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { amazonPollKey } from '../keys.ts'
import { markOrders } from './mark-orders.ts'

const pagesMax = 2_000
/** Codes that a change of the catalogue may resolve. */
const catalogueHolds = ['SKU_UNMAPPED', 'SKU_AMBIGUOUS']

/** From here on pages would cost more of the budget of points than orders can spare. */
const bulkFromVariants = 10_000

/** By pages; a large shop at once by a bulk operation, which costs nothing of Shopify's rate limit. */
export async function readCatalogue(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  const large = await isLarge(deps, account, held)
  if (typeof large !== 'boolean') return large
  if (large) {
    const read = await readBulkCatalogue({ deps, account, held, follow: followOf(account) })
    if (read !== 'pages') return read
  }
  return readPages(deps, account, held)
}

/** A pass that began by pages ends by pages, and a bulk operation that runs is waited for. */
async function isLarge(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
): Promise<boolean | KeyOutcome> {
  if ((await readBulkPass(deps.db, account.accountId)) !== null) return true
  const { cursor } = await readCatalogueState(deps.db, account.accountId)
  if (cursor !== null) return false
  const counted = await ask(deps, account, held, 'catalogueSize', () =>
    account.catalogue.countVariants(readDeadlines(deps.monotonic)),
  )
  if (counted.is === 'answer') return counted.answer >= bulkFromVariants
  return counted.refused ? false : counted.outcome
}

function followOf(account: Account): CatalogueFollow {
  return {
    changed: (trx, skus) => replay(trx, account, skus),
    complete: (trx) => complete(trx, account, []),
  }
}

async function complete(trx: Database, account: Account, skus: readonly string[]): Promise<void> {
  const { completeAtMs } = await readCatalogueState(trx, account.accountId)
  const state = { cursor: null, afterNumber: null, complete: true }
  await saveCatalogueState(trx, account.accountId, state)
  await replay(trx, account, skus)
  await replayWaiting(trx, account)
  // The first poll of Amazon waits for the first pass.
  if (completeAtMs === null) await mark(trx, [amazonPollKey(account.accountId)])
}

async function readPages(deps: ReconcileDeps, account: Account, held: Held): Promise<KeyOutcome> {
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const state = await readCatalogueState(deps.db, account.accountId)
    const askedAtMs = await appNowMs(deps.db)
    const asked = await ask(deps, account, held, 'variantsPage', () =>
      account.shopify.pageVariants(state.cursor, readDeadlines(deps.monotonic)),
    )
    if (asked.is === 'stopped') {
      if (asked.refused && state.cursor !== null) await beginAgain(deps, account, held)
      return asked.outcome
    }
    if (!(await keepPage(deps, account, held, { page: asked.answer, state, askedAtMs }))) {
      return { held, is: 'lost' }
    }
    if (asked.answer.cursor === null) return { held, is: 'done', next: null }
  }
  return { held, is: 'done', next: { dueAtMs: 0 } }
}

/** One page and the place that it reached, only by whoever holds the lease: two readers do not mix. */
async function keepPage(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
  read: {
    readonly page: VariantPage
    readonly state: CatalogueState
    readonly askedAtMs: number
  },
): Promise<boolean> {
  const { accountId } = account
  const { page, state, askedAtMs } = read
  const isLast = page.cursor === null
  const present = page.variants.map((variant) => variant.variantGid)
  const last = Math.max(state.afterNumber ?? 0, ...present.map(numberOf))
  return deps.db.transaction().execute(async (trx) => {
    if (!(await lockLease(trx, held))) return false
    const skus = await saveVariants(trx, accountId, page.variants)
    // A shop that shows nothing at all is taken for a mistake, not for empty.
    if (last > 0) {
      const bounds = { afterNumber: state.afterNumber, upToNumber: isLast ? null : last }
      await forgetUnlisted(trx, accountId, { ...bounds, present, askedAtMs })
    }
    if (isLast) await complete(trx, account, skus)
    else {
      await saveCatalogueState(trx, accountId, { ...reached(page, last), complete: false })
      await replay(trx, account, skus)
    }
    return true
  })
}

function reached(page: VariantPage, last: number) {
  return { cursor: page.cursor, afterNumber: last }
}

function numberOf(gid: VariantGid): number {
  return Number(/\d+$/.exec(gid)?.[0] ?? 0)
}

/** A cursor that Shopify no longer takes begins the pass again; nothing is skipped. */
async function beginAgain(deps: ReconcileDeps, account: Account, held: Held): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    if (!(await lockLease(trx, held))) return
    const start = { cursor: null, afterNumber: null, complete: false }
    await saveCatalogueState(trx, account.accountId, start)
  })
}

export async function readProduct(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
  productGid: string,
): Promise<KeyOutcome> {
  const asked = await ask(deps, account, held, 'productVariants', () =>
    account.shopify.variantsOfProduct(productGid, readDeadlines(deps.monotonic)),
  )
  if (asked.is === 'stopped') return asked.outcome
  const variants = asked.answer
  const present: VariantGid[] = variants.map((variant) => variant.variantGid)
  await deps.db.transaction().execute(async (trx) => {
    const skus = await saveVariants(trx, account.accountId, variants)
    await forgetMissingVariants(trx, account.accountId, productGid, present)
    await replay(trx, account, skus)
  })
  return { held, is: 'done', next: null }
}

/** Marks the orders that hold for one of these SKUs; a title may match too, so SKU-less ones as well. */
async function replay(trx: Database, account: Account, skus: readonly string[]): Promise<void> {
  if (skus.length === 0) return
  const held = await ordersHeldFor(trx, account.accountId, {
    codes: catalogueHolds,
    skus: null,
    limit: null,
  })
  await markOrders(trx, account.accountId, held)
}

async function replayWaiting(trx: Database, account: Account): Promise<void> {
  const waiting = await ordersWaitingFor(trx, account.accountId, 'CATALOGUE_NOT_READ')
  await markOrders(trx, account.accountId, waiting)
}

type Asked<T> =
  | { readonly is: 'answer'; readonly answer: T }
  /** `refused`: Shopify said no to the question itself. */
  | { readonly is: 'stopped'; readonly outcome: KeyOutcome; readonly refused: boolean }

async function ask<T>(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
  operation: string,
  call: () => Promise<T>,
): Promise<Asked<T>> {
  const bucket = account.buckets.shopify
  const amount = account.shopifyCost(operation)
  const grant = await deps.take({
    bucket,
    lane: held.lane,
    amount,
    count: 1,
    waited: held.waited,
  })
  if (grant.granted < 1) {
    const notBeforeMs = grant.notBeforeMs ?? 0
    const outcome = { held, is: 'parked', bucket, notBeforeMs, amount } as const
    return { is: 'stopped', outcome, refused: false }
  }
  try {
    return { is: 'answer', answer: await call() }
  } catch (error) {
    const outcome = notReached(held, error)
    if (outcome.is === 'go-on') throw error
    const refused = error instanceof PlatformError && error.facts.kind === 'rejected'
    return { is: 'stopped', outcome, refused }
  }
}
