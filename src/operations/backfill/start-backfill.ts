/**
 * Starts a backfill: orders placed in a window come the way of polling, on a lower lane. What our scopes
 * cannot see in Shopify is refused, since nobody could tell whether the shop has those orders already.
 */
import type { AccountId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { addBackfill, listBackfills } from '../../store/backfills.ts'
import { type Connection, readConnection } from '../../store/connections.ts'
import { appNowMs } from '../../store/pool.ts'
import { mark } from '../../work/mark.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { backfillMark } from '../work-keys.ts'

export type BackfillRequest = {
  readonly accountId: AccountId
  readonly fromMs: number
  /** Null: up to now. */
  readonly toMs: number | null
}

export type StartedBackfill = {
  readonly backfillId: string
  readonly fromMs: number
  readonly toMs: number
  /** False when the same window is being read already. */
  readonly isNew: boolean
}

const dayMs = 86_400_000
/** Without read_all_orders Shopify shows this far back (Admin API 2026-10). */
const visibleDays = 60
/** Amazon keeps orders two years (Orders API 2026-01-01). */
const keptDays = 730
/** Amazon's list shows nothing younger than two minutes; polling reads those. */
const listLagMs = 150_000

export async function startBackfill(
  deps: OperationDeps,
  actor: Actor,
  request: BackfillRequest,
): Promise<StartedBackfill> {
  requireRole(actor, 'operator')
  const { accountId, fromMs } = request
  return deps.db.transaction().execute(async (trx) => {
    const connection = await readConnection(trx, accountId)
    if (connection === null) throw notConnected()
    const nowMs = await appNowMs(trx)
    const toMs = Math.min(request.toMs ?? nowMs, nowMs - listLagMs)
    refuseUnsound({ fromMs, askedToMs: request.toMs, toMs, nowMs })
    refuseInvisible(connection, fromMs, nowMs)
    const running = (await listBackfills(trx, accountId)).find(
      (one) => one.state === 'running' && one.fromMs === fromMs && one.toMs >= toMs - listLagMs,
    )
    if (running !== undefined) {
      return { backfillId: running.backfillId, fromMs, toMs: running.toMs, isNew: false }
    }
    const backfillId = deps.newId()
    const requestedBy = actorName(actor)
    await addBackfill(trx, accountId, { backfillId, fromMs, toMs, requestedBy })
    await writeAudit(trx, accountId, {
      actor: requestedBy,
      action: 'start-backfill',
      subject: backfillId,
      detail: { fromMs, toMs },
    })
    await mark(trx, [backfillMark(accountId, backfillId)])
    return { backfillId, fromMs, toMs, isNew: true }
  })
}

function refuseUnsound(window: {
  readonly fromMs: number
  readonly askedToMs: number | null
  readonly toMs: number
  readonly nowMs: number
}): void {
  const { fromMs, askedToMs, toMs, nowMs } = window
  if (fromMs > nowMs || (askedToMs ?? 0) > nowMs) {
    throw new OperationError(
      'BACKFILL_IN_FUTURE',
      'The window of the backfill lies in the future.',
      'Give times that are over; new orders come by themselves.',
    )
  }
  if (fromMs >= toMs) {
    throw new OperationError(
      'BACKFILL_WINDOW_EMPTY',
      'The window ends before it begins, or is younger than two minutes.',
      'Give a "from" that lies before "to"; the newest orders come by polling.',
    )
  }
  if (nowMs - fromMs > keptDays * dayMs) {
    throw new OperationError(
      'BACKFILL_TOO_OLD',
      'Amazon shows no orders that are older than two years.',
      'Begin the window later.',
    )
  }
}

function refuseInvisible(connection: Connection, fromMs: number, nowMs: number): void {
  if (connection.shopify.readsAllOrders || nowMs - fromMs <= visibleDays * dayMs) return
  throw new OperationError(
    'BACKFILL_NOT_VISIBLE',
    `The window begins more than ${visibleDays} days ago, and Shopify shows us only the last ${visibleDays} days of orders: nobody could tell which of these orders the shop has already.`,
    'Grant the app the scope read_all_orders and connect again, or begin the window later.',
  )
}

function notConnected(): OperationError {
  return new OperationError(
    'NOT_CONNECTED',
    'No shop is connected under this account.',
    'Set the credentials and run: crossdock start.',
  )
}
