/**
 * Reads the shop's variants into the local map: once whole at connect and by night, one product when
 * its webhook comes. Orders that wait for the catalogue or for a SKU are marked when it is there.
 */
import type { VariantGid } from '../../core/ids.ts'
import {
  forgetMissingVariants,
  readCatalogueState,
  saveCatalogueState,
  saveVariants,
} from '../../store/catalogue.ts'
import { ordersHeldFor, ordersWaitingFor } from '../../store/outcomes.ts'
import type { Database } from '../../store/pool.ts'
import type { Held } from '../../work/held.ts'
import { mark } from '../../work/mark.ts'
import type { Account, ReconcileDeps, VariantPage } from '../account.ts'
import { notReached } from '../act/not-reached.ts'
import { readDeadlines } from '../deadlines.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { orderKey } from '../keys.ts'

const pagesMax = 2_000
const replayMax = 5_000
/** Codes that a change of the catalogue may resolve. */
const catalogueHolds = ['SKU_UNMAPPED', 'SKU_AMBIGUOUS']

export async function readCatalogue(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const state = await readCatalogueState(deps.db, account.accountId)
    const asked = await ask(deps, account, held, 'variantsPage', () =>
      account.shopify.pageVariants(state.cursor, readDeadlines(deps.monotonic)),
    )
    if (asked.is === 'stopped') return asked.outcome
    const page: VariantPage = asked.answer
    const complete = page.cursor === null
    await deps.db.transaction().execute(async (trx) => {
      const skus = await saveVariants(trx, account.accountId, page.variants)
      await saveCatalogueState(trx, account.accountId, { cursor: page.cursor, complete })
      await replay(trx, account, skus)
      if (complete) await replayWaiting(trx, account)
    })
    if (complete) return { held, is: 'done', next: null }
  }
  return { held, is: 'done', next: { dueAtMs: 0 } }
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
    limit: replayMax,
  })
  await mark(
    trx,
    held.map((orderId) => orderKey(account.accountId, orderId, 'intake')),
  )
}

async function replayWaiting(trx: Database, account: Account): Promise<void> {
  const waiting = await ordersWaitingFor(trx, account.accountId, 'CATALOGUE_NOT_READ', replayMax)
  await mark(
    trx,
    waiting.map((orderId) => orderKey(account.accountId, orderId, 'intake')),
  )
}

type Asked<T> =
  | { readonly is: 'answer'; readonly answer: T }
  | { readonly is: 'stopped'; readonly outcome: KeyOutcome }

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
    return { is: 'stopped', outcome: { held, is: 'parked', bucket, notBeforeMs, amount } }
  }
  try {
    return { is: 'answer', answer: await call() }
  } catch (error) {
    const outcome = notReached(held, error)
    if (outcome.is === 'go-on') throw error
    return { is: 'stopped', outcome }
  }
}
