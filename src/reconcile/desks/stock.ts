/**
 * The stock desk: takes the figures that wait, stops a run that changes too much at once, and sends the rest:
 * a few one by one, many in a feed. A SKU goes one path at a time.
 */
import { isBig, judgeRun, type Verdict } from '../../core/inventory/mass-change.ts'
import { openFeeds } from '../../store/feeds.ts'
import { openIncident } from '../../store/outcomes.ts'
import { appNowMs } from '../../store/pool.ts'
import { readSellerId } from '../../store/seller-id.ts'
import { approvedUntilMs, sentLately } from '../../store/stock-desk.ts'
import { countMerchantSkus, type WantedFigure, wantedFigures } from '../../store/stock-figures.ts'
import type { Held } from '../../work/held.ts'
import type { Account } from '../account.ts'
import type { OrderDeps } from '../decided.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { nextCheckMs } from './follow-feed.ts'
import { sendStockFeed } from './stock-feed.ts'
import { followStockFeeds } from './stock-feed-report.ts'
import { sendOneByOne } from './stock-patches.ts'
import { type Sendable, stockFeedType } from './stock-run.ts'

/** Messages of one feed, and so what is looked at in one run. */
const batchMax = 25_000
/** What was sent so lately belongs to the same run. */
const runMs = 10 * 60_000

export async function workStockDesk(
  deps: OrderDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  const followed = await followStockFeeds(deps, account, held)
  if (followed !== undefined) return followed
  if (account.stock.policy.lane === 'live') {
    const ended = await sendWhatWaits(deps, account, held)
    if (ended !== undefined) return ended
  }
  return { held, is: 'done', next: await nextLook(deps, account) }
}

async function sendWhatWaits(
  deps: OrderDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome | undefined> {
  const { accountId } = account
  const wanted = await wantedFigures(deps.db, accountId, batchMax)
  if (wanted.length === 0) return undefined
  const sellerId = account.sellerId ?? (await readSellerId(deps.db, accountId))
  if (sellerId === null) {
    const incident = { orderId: null, code: 'SELLER_ID_MISSING', detail: { desk: 'stock' } }
    await openIncident(deps.db, accountId, incident)
    return { held, is: 'failed', code: 'SELLER_ID_MISSING' }
  }
  const sendable = await guarded(deps, account, wanted)
  const parts = { deps, account, held, sellerId }
  if (sendable.length < account.stock.feedFrom) return sendOneByOne(parts, sendable)
  for (const group of Map.groupBy(sendable, ({ marketplaceId }) => marketplaceId).values()) {
    const open = await openFeeds(deps.db, accountId, stockFeedType, account.timing.settleMs)
    // At most one unanswered feed: what it did is found out first.
    if (open.some(({ state }) => state === 'intended')) return undefined
    const ended = await sendStockFeed(parts, group)
    if (ended !== undefined) return ended
  }
  return undefined
}

/** What may be sent now; a run that changes too much stops for a person, but for its small changes. */
async function guarded(
  deps: OrderDeps,
  account: Account,
  wanted: readonly WantedFigure[],
): Promise<Sendable[]> {
  const { verdict, approvedMs } = await judgeDesk(deps.db, account, wanted)
  const marked = wanted.map((one) => ({ ...one, approved: one.sinceMs <= (approvedMs ?? -1) }))
  if (!verdict.stops) return marked
  await openIncident(deps.db, account.accountId, {
    orderId: null,
    code: 'STOCK_MASS_CHANGE',
    detail: { changes: verdict.big, toZero: verdict.toZero, waiting: wanted.length },
  })
  deps.report.incident('STOCK_MASS_CHANGE', null)
  return marked.filter((one) => one.approved || !isBig(changeOf(one)))
}

export async function judgeDesk(
  db: OrderDeps['db'],
  { accountId, stock }: Pick<Account, 'accountId' | 'stock'>,
  wanted: readonly WantedFigure[],
): Promise<{ readonly verdict: Verdict; readonly approvedMs: number | null }> {
  const approvedMs = await approvedUntilMs(db, accountId)
  const open = wanted.filter(({ sinceMs }) => sinceMs > (approvedMs ?? -1))
  const lately = await sentLately(db, accountId, runMs)
  const skus = await countMerchantSkus(db, accountId)
  const changes = [...open.map(changeOf), ...lately]
  return { verdict: judgeRun(changes, skus, stock.policy.guard), approvedMs }
}

function changeOf({ from, quantity }: WantedFigure) {
  return { from, to: quantity }
}

async function nextLook(deps: OrderDeps, account: Account): Promise<{ dueAtMs: number } | null> {
  const { accountId, timing } = account
  const open = await openFeeds(deps.db, accountId, stockFeedType, timing.settleMs)
  const nowMs = await appNowMs(deps.db)
  const times = open.map((feed) =>
    feed.state === 'sent'
      ? nextCheckMs(feed, account.polling)
      : Math.max(feed.settledAtMs, nowMs + 1_000),
  )
  return times.length === 0 ? null : { dueAtMs: Math.min(...times) }
}
