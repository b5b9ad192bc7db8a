/** Marks the held orders that a changed mapping may free: they go on by themselves (B80). */
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import { ordersOfHold } from '../../store/order-concerns.ts'
import { ordersHeldFor } from '../../store/outcomes.ts'
import type { Database } from '../../store/pool.ts'
import { appendTraces } from '../../store/traces.ts'
import { mark } from '../../work/mark.ts'
import { type Actor, actorName } from '../actor.ts'
import { orderMark, skuMark } from '../work-keys.ts'

/** Holds whose answer depends on which variant a line means. */
const codes = [
  'SKU_UNMAPPED',
  'SKU_AMBIGUOUS',
  'ADOPTION_UNCLEAR',
  'UNABLE_TO_RESERVE_INVENTORY',
] as const

const replayMax = 50_000

type Change = {
  readonly decision: 'map-sku' | 'unmap-sku'
  readonly amazonSkus: readonly string[]
}

/** In the caller's transaction, as its last statements. Answers how many orders look again. */
export async function replayHeld(
  trx: Database,
  accountId: AccountId,
  actor: Actor,
  change: Change,
): Promise<number> {
  return (await replayHeldOrders(trx, accountId, actor, change)).length
}

/** As `replayHeld`; answers which orders look again. */
export async function replayHeldOrders(
  trx: Database,
  accountId: AccountId,
  actor: Actor,
  change: Change,
): Promise<AmazonOrderId[]> {
  if (change.amazonSkus.length === 0) return []
  const skus = change.amazonSkus
  const unimported = await ordersHeldFor(trx, accountId, { codes, skus, limit: replayMax })
  const unnamed = await ordersOfHold(trx, accountId, { code: 'ADOPTED_LINES_UNKNOWN', skus })
  const held = [...new Set([...unimported, ...unnamed])]
  const body = { decision: change.decision, by: actorName(actor) }
  await appendTraces(
    trx,
    accountId,
    held.map((orderId) => ({ orderId, kind: 'person', body })),
  )
  await mark(trx, [
    ...held.map((orderId) => orderMark(accountId, orderId)),
    ...skus.map((sku) => skuMark(accountId, sku)),
  ])
  return held
}
