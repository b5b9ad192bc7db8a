/** What reads for the desk of Amazon's orders have brought: stored in one transaction, and off the desk. */
import type { AmazonOrderId } from '../../core/ids.ts'
import type { AmazonReading } from '../../core/orders/amazon-reading.ts'
import { type Looked, noteLooks } from '../../store/amazon-looks.ts'
import { takeOffDesk } from '../../store/intake.ts'
import { lockOrdersFirst } from '../../store/order-locks.ts'
import { noteMissing } from '../../store/orders.ts'
import { learnShownLate, type ShownParcel, shownLate } from '../../store/shown-late.ts'
import type { Held } from '../../work/held.ts'
import type { Account, ReconcileDeps } from '../account.ts'
import { storeReadings } from '../intake/store-readings.ts'
import { amazonDesk, orderKey } from '../keys.ts'

export type Read =
  | { readonly is: 'reading'; readonly reading: AmazonReading; readonly orderId: AmazonOrderId }
  | { readonly is: 'missing'; readonly orderId: AmazonOrderId }
  | { readonly is: 'failed'; readonly error: unknown }

/**
 * One transaction for all that was read; orders that Amazon does not show are counted and left. `asOfMs`:
 * world time of which the reads surely tell. The rows of all orders come first and in their order, and one mark
 * of all comes last: a sweep that stores the same orders would else wait for us, and we for it.
 */
export async function keepReads(
  deps: Pick<ReconcileDeps, 'db'>,
  account: Pick<Account, 'accountId' | 'sealing'>,
  held: Pick<Held, 'lane'>,
  reads: readonly Read[],
  asOfMs: number,
): Promise<void> {
  const readings = reads.flatMap((read) => (read.is === 'reading' ? [read.reading] : []))
  const missing = reads.flatMap((read) => (read.is === 'missing' ? [read.orderId] : []))
  const looks = looksOf(reads)
  const { accountId } = account
  await deps.db.transaction().execute(async (trx) => {
    await lockOrdersFirst(
      trx,
      accountId,
      looks.map(({ orderId }) => orderId),
    )
    const lateMs = await shownLate(trx, accountId, readings.flatMap(shownParcels))
    await noteMissing(trx, accountId, missing)
    await noteLooks(trx, accountId, looks, asOfMs)
    await takeOffDesk(
      trx,
      accountId,
      amazonDesk,
      missing.map((key) => ({ key, eventMs: Number.MAX_SAFE_INTEGER })),
    )
    if (lateMs !== null) await learnShownLate(trx, accountId, lateMs)
    const also = missing.map((orderId) => orderKey(accountId, orderId, held.lane))
    await storeReadings(trx, account, readings, { source: 'desk', lane: held.lane, also })
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
