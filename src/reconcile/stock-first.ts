/**
 * The first figures of SKUs that have none, page by page, without a work row each: a shop that was just connected
 * has a hundred thousand of them. While orders are worked on it takes its time. What is not plain at once goes
 * the way of its own key.
 */
import { id, type SellerSku } from '../core/ids.ts'
import { decideSku } from '../core/inventory/decide-sku.ts'
import { readWatermark, saveWatermark } from '../store/intake.ts'
import { appNowMs } from '../store/pool.ts'
import {
  decidedSkus,
  ordersAreBusy,
  saveFirstFigures,
  undecidedSkus,
} from '../store/stock-first.ts'
import { skusOfItems } from '../store/stock-views.ts'
import type { Held } from '../work/held.ts'
import { LeaseLost, lockLease, unlessLost } from '../work/lock-leases.ts'
import { mark } from '../work/mark.ts'
import type { Account } from './account.ts'
import type { OrderDeps } from './decided.ts'
import type { KeyOutcome } from './key-outcome.ts'
import { skuKey, stockDeskKey } from './keys.ts'
import { type Decided, figureRowOf } from './stock.ts'
import { type OnChanged, readShopStock } from './stock-look.ts'
import { observeSkus } from './stock-observe.ts'

/** As many as one call reads the stock of. */
const pageSize = 100
/** Between two pages while an order is worked on. */
const yieldMs = 1_000
const stream = 'stock-first'

export async function decideFirstFigures(
  deps: OrderDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  const { accountId } = account
  const place = await readWatermark(deps.db, accountId, stream)
  const after = place.pageToken === null ? null : id('SellerSku', place.pageToken)
  const skus = await undecidedSkus(deps.db, accountId, after, pageSize)
  const decided = await decidePage(deps, account, held, skus)
  if ('is' in decided) return decided
  const plain = decided.filter(isPlain)
  const open = new Set(decided.filter((one) => !isPlain(one)).map(({ view }) => view.amazonSku))
  const isLast = skus.length < pageSize
  const kept = await unlessLost(
    deps.db.transaction().execute(async (trx) => {
      const first = plain.filter(({ view }) => !open.has(view.amazonSku))
      await saveFirstFigures(trx, accountId, first.map(figureRowOf))
      const pageToken = isLast ? null : (skus.at(-1) ?? null)
      await saveWatermark(trx, accountId, stream, { ...place, pageToken })
      if (!(await lockLease(trx, held))) throw new LeaseLost()
      const sends = first.some(({ step }) => step.do === 'write')
      await mark(trx, [
        ...[...open].map((sku) => skuKey(accountId, sku)),
        ...(sends ? [stockDeskKey(accountId)] : []),
      ])
    }),
  )
  if (kept === 'lost') return { held, is: 'lost' }
  if (isLast) return { held, is: 'done', next: null }
  const pauseMs = (await ordersAreBusy(deps.db)) ? yieldMs : 0
  return { held, is: 'done', next: { dueAtMs: (await appNowMs(deps.db)) + pauseMs } }
}

async function decidePage(
  deps: OrderDeps,
  account: Account,
  held: Held,
  skus: readonly SellerSku[],
): Promise<Decided[] | KeyOutcome> {
  const { accountId, stock } = account
  const known = await observeSkus(deps.db, accountId, skus)
  const unread = [...known.skus.values()]
    .flat()
    .flatMap(({ view }) => view.components)
    .filter(({ reading }) => reading === null || reading.stale)
  const stopped = await readShopStock(deps, account, held, unread, markOthers(account, skus))
  if (stopped !== undefined) return stopped
  const observed = unread.length === 0 ? known : await observeSkus(deps.db, accountId, skus)
  const decide = deps.decideSku ?? decideSku
  return [...observed.skus.values()]
    .flat()
    .map((one) => ({ ...one, ...decide(one.view, stock.policy, observed.nowMs), held }))
}

/** What a reading shows anew concerns SKUs that have a figure already; the page's own are decided here. */
function markOthers({ accountId }: Account, own: readonly SellerSku[]): OnChanged {
  const mine = new Set(own)
  return async (trx, items) => {
    const skus = (await skusOfItems(trx, accountId, items)).filter((sku) => !mine.has(sku))
    const decided = await decidedSkus(trx, accountId, skus)
    await mark(
      trx,
      decided.map((sku) => skuKey(accountId, sku)),
    )
  }
}

/** Nothing is left to look at, to alarm about or to come back for. */
function isPlain({ step, figure }: Decided): boolean {
  if (figure.is === 'known' && figure.short.length > 0) return false
  if (step.do === 'hold') return step.againAtMs === null
  return step.do === 'write' || step.do === 'rest'
}
