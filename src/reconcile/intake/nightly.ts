/**
 * By night both sides are compared: the last days of Amazon's list are read again, the catalogue is
 * refreshed, and orders that carry one Amazon id twice on the shop's side become incidents
 * (`doubled-elsewhere`). Personal data whose time is over is purged.
 */

import { doubledOrders, missingOrders } from '../../store/comparison.ts'
import { forgetOldDeliveries, readWatermark, saveWatermark } from '../../store/intake.ts'
import { openIncident } from '../../store/outcomes.ts'
import { purgePersonal } from '../../store/personal.ts'
import { appNowMs } from '../../store/pool.ts'
import { forgetOldSales } from '../../store/shop-sales.ts'
import { forgetOldHistory } from '../../store/stock-history.ts'
import type { Held } from '../../work/held.ts'
import { mark } from '../../work/mark.ts'
import type { Account, ReconcileDeps } from '../account.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { catalogueKey, listingsKey, orderKey, returnsKey, shopPollKey } from '../keys.ts'
import { readWindow } from './read-window.ts'

const dayMs = 86_400_000
const lookBackMs = 3 * dayMs
const nightHourUtc = 2
const purgeEveryMs = 3_600_000
const deliveriesKeptMs = 7 * dayMs
const historyKeptDays = 90
const purgeBatch = 5_000
const stream = 'nightly'

export async function nightly(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  const nowMs = await appNowMs(deps.db)
  const end = await readWindow(deps, account, held, {
    stream,
    source: 'sweep',
    family: 'updated',
    openOnly: false,
    fromMs: () => nowMs - lookBackMs,
    beforeMs: null,
  })
  if (end.is === 'stopped') return end.outcome
  await compare(deps, account)
  const swept = await readWatermark(deps.db, account.accountId, stream)
  await saveWatermark(deps.db, account.accountId, stream, { ...swept, pages: 0 })
  return { held, is: 'done', next: { dueAtMs: nextNight(nowMs) } }
}

async function compare(deps: ReconcileDeps, account: Account): Promise<void> {
  const { accountId } = account
  const doubled = await doubledOrders(deps.db, accountId)
  for (const { orderId, gids } of doubled) {
    await openIncident(deps.db, accountId, { orderId, code: 'DOUBLED_ELSEWHERE', detail: { gids } })
    deps.report.incident('DOUBLED_ELSEWHERE', orderId)
  }
  // Orders that should be in the shop and are not are looked at again: a lost mark would be a bug,
  // and this is what would find it.
  const missing = await missingOrders(deps.db, accountId)
  await mark(
    deps.db,
    missing.map((orderId) => orderKey(accountId, orderId, 'reports')),
  )
  // By itself: a poll holds its own key while it marks orders, and this would hold the orders' first.
  const others = [{ ...catalogueKey(accountId), lane: 'reports' } as const, shopPollKey(accountId)]
  await mark(deps.db, [...others, returnsKey(accountId), listingsKey(accountId)])
}

/** World time of the next sweep. */
export function nextNight(nowMs: number): number {
  const today = Math.floor(nowMs / dayMs) * dayMs + nightHourUtc * 3_600_000
  return today > nowMs ? today : today + dayMs
}

/** Deletes what may not be kept, in batches, each hour; what is in the shop goes from there next. */
export async function purge(deps: ReconcileDeps, held: Held): Promise<KeyOutcome> {
  const nowMs = await appNowMs(deps.db)
  const purged = await deps.db.transaction().execute(async (trx) => {
    const orders = await purgePersonal(trx, purgeBatch)
    const inShop = orders.filter(({ inShop }) => inShop)
    await mark(
      trx,
      inShop.map(({ accountId, orderId }) => orderKey(accountId, orderId, 'reports')),
    )
    return orders.length
  })
  await forgetOldDeliveries(deps.db, nowMs - deliveriesKeptMs)
  await forgetOldSales(deps.db)
  await forgetOldHistory(deps.db, historyKeptDays)
  const againInMs = purged === purgeBatch ? 0 : purgeEveryMs
  return { held, is: 'done', next: { dueAtMs: nowMs + againInMs } }
}
