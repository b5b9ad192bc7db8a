/** What reads for the desk of Amazon's orders have brought: stored in one transaction, and off the desk. */
import type { AmazonOrderId } from '../../core/ids.ts'
import type { AmazonReading } from '../../core/orders/amazon-reading.ts'
import { type Looked, noteLooks } from '../../store/amazon-looks.ts'
import { takeOffDesk } from '../../store/intake.ts'
import { noteMissing } from '../../store/orders.ts'
import { learnShownLate, type ShownParcel, shownLate } from '../../store/shown-late.ts'
import type { Held } from '../../work/held.ts'
import { mark } from '../../work/mark.ts'
import type { Account, ReconcileDeps } from '../account.ts'
import { storeReadings } from '../intake/store-readings.ts'
import { amazonDesk, orderKey } from '../keys.ts'

export type Read =
  | { readonly is: 'reading'; readonly reading: AmazonReading; readonly orderId: AmazonOrderId }
  | { readonly is: 'missing'; readonly orderId: AmazonOrderId }
  | { readonly is: 'failed'; readonly error: unknown }

/**
 * One transaction for all that was read; orders that Amazon does not show are counted and left. `asOfMs`:
 * world time of which the reads surely tell.
 */
export async function keepReads(
  deps: ReconcileDeps,
  account: Account,
  held: Held,
  reads: readonly Read[],
  asOfMs: number,
): Promise<void> {
  const readings = reads.flatMap((read) => (read.is === 'reading' ? [read.reading] : []))
  const missing = reads.flatMap((read) => (read.is === 'missing' ? [read.orderId] : []))
  await deps.db.transaction().execute(async (trx) => {
    await noteMissing(trx, account.accountId, missing)
    await takeOffDesk(
      trx,
      account.accountId,
      amazonDesk,
      missing.map((key) => ({ key, eventMs: Number.MAX_SAFE_INTEGER })),
    )
    await mark(
      trx,
      missing.map((orderId) => orderKey(account.accountId, orderId, held.lane)),
    )
    const lateMs = await shownLate(trx, account.accountId, readings.flatMap(shownParcels))
    await storeReadings(trx, account, readings, { source: 'desk', lane: held.lane })
    await noteLooks(trx, account.accountId, looksOf(reads), asOfMs)
    if (lateMs !== null) await learnShownLate(trx, account.accountId, lateMs)
  })
}

function shownParcels(reading: AmazonReading): ShownParcel[] {
  if (reading.kind !== 'order') return []
  const { orderId, packages } = reading.order
  return packages.flatMap(({ trackingNumber }) =>
    trackingNumber == null ? [] : [{ orderId, tracking: trackingNumber }],
  )
}

function looksOf(reads: readonly Read[]): Looked[] {
  return reads.flatMap((read) => {
    if (read.is === 'failed') return []
    const shown = read.is === 'reading' && read.reading.kind === 'order' ? read.reading.order : null
    return [{ orderId: read.orderId, updatedAtMs: shown?.lastUpdatedAtMs ?? null }]
  })
}
