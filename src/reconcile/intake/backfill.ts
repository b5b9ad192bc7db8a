/**
 * A backfill goes the way of polling, by the time orders were placed and on a lower lane. Its stream
 * is its own, so a kill goes on where the last page was stored.
 */
import { countBackfilled, endBackfill, readBackfill } from '../../store/backfills.ts'
import { ordersPlacedBetween } from '../../store/outcomes.ts'
import type { Held } from '../../work/held.ts'
import { mark } from '../../work/mark.ts'
import type { Account, ReconcileDeps } from '../account.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { orderKey } from '../keys.ts'
import { readWindow } from './read-window.ts'

const replayMax = 50_000

export async function runBackfill(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome> {
  const backfill = await readBackfill(deps.db, account.accountId, held.key)
  if (backfill === null || backfill.state !== 'running') return { held, is: 'done', next: null }
  const end = await readWindow(deps, account, held, {
    stream: `backfill:${backfill.backfillId}`,
    source: 'backfill',
    family: 'created',
    openOnly: false,
    fromMs: () => backfill.fromMs,
    beforeMs: backfill.toMs,
  })
  await countBackfilled(deps.db, account.accountId, backfill)
  if (end.is === 'stopped') return end.outcome
  await deps.db.transaction().execute(async (trx) => {
    await endBackfill(trx, account.accountId, backfill.backfillId)
    // Orders that were known before rest; inside a backfill they are decided anew.
    const known = await ordersPlacedBetween(trx, account.accountId, backfill, replayMax)
    await mark(
      trx,
      known.map((orderId) => orderKey(account.accountId, orderId, held.lane)),
    )
  })
  return { held, is: 'done', next: null }
}
