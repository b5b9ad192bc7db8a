/**
 * Stores what was read of Amazon orders, whoever read it: observation, personal data (sealed), trace
 * and mark in the caller's one transaction. A page with an unreadable order keeps the others.
 */
import type { AmazonOrderId, SellerSku } from '../../core/ids.ts'
import type { AmazonReading } from '../../core/orders/amazon-reading.ts'
import type { Lane } from '../../store/budget-lanes.ts'
import { takeOffDesk } from '../../store/intake.ts'
import {
  type SaveResult,
  type SealedPersonal,
  type StoredReading,
  saveReadings,
} from '../../store/orders.ts'
import { openIncident } from '../../store/outcomes.ts'
import type { Database } from '../../store/pool.ts'
import { appendTraces, type Trace } from '../../store/traces.ts'
import { type Mark, mark } from '../../work/mark.ts'
import type { Account } from '../account.ts'
import { amazonDesk, orderKey } from '../keys.ts'
import { claimsChanged } from '../stock-heard.ts'

export type ReadingSource = 'poll' | 'desk' | 'backfill' | 'sweep' | 'open-orders'

/**
 * `lane`: in which the orders are to be decided; `also`: marked with them, in the one mark that ends it. Answers
 * what changed.
 */
export async function storeReadings(
  trx: Database,
  account: Pick<Account, 'accountId' | 'sealing'>,
  readings: readonly AmazonReading[],
  about: {
    readonly source: ReadingSource
    readonly lane: Lane
    readonly also?: readonly Mark[]
  },
): Promise<SaveResult[]> {
  const stored = readings.flatMap((reading) => storedOf(account, reading) ?? [])
  const nameless = readings.filter((reading) => idOf(reading) === null).length
  if (nameless > 0) {
    // Nothing can be stored under no id; the page goes on and a person is told.
    await openIncident(trx, account.accountId, {
      orderId: null,
      code: 'UNREADABLE_ORDER',
      detail: { orders: nameless, source: about.source },
    })
  }
  const isDesk = about.source === 'desk'
  const results = await saveReadings(trx, account.accountId, newestOfEach(stored), isDesk)
  const taken = results.filter((result) => result.taken)
  const byId = new Map(stored.map((reading) => [reading.orderId, reading]))
  await appendTraces(
    trx,
    account.accountId,
    taken.map((result) => traceOf(result, byId.get(result.orderId), about.source)),
  )
  // A page that shows nothing newer answers nobody: who waits to be read from the desk waits on.
  const answered = isDesk ? stored : stored.filter(({ orderId }) => isTaken(taken, orderId))
  await takeOffDesk(
    trx,
    account.accountId,
    amazonDesk,
    answered.map((reading) => ({
      key: reading.orderId,
      // A read from the desk answers its row even when it shows less than the event told.
      eventMs: isDesk ? Number.MAX_SAFE_INTEGER : (reading.order?.lastUpdatedAtMs ?? 0),
      isNews: true,
    })),
  )
  const looked = isDesk ? results : taken
  await mark(trx, [
    ...looked.map((result) => orderKey(account.accountId, result.orderId, about.lane)),
    ...(await claimsChanged(trx, account.accountId, claimedSkus(taken, byId))),
    ...(about.also ?? []),
  ])
  return results
}

/** What merchants ship: of Amazon's own stock orders claim nothing here. */
function claimedSkus(
  taken: readonly SaveResult[],
  byId: ReadonlyMap<AmazonOrderId, StoredReading>,
): SellerSku[] {
  const orders = taken.flatMap(({ orderId }) => byId.get(orderId)?.order ?? [])
  const merchants = orders.filter(({ fulfilledBy }) => fulfilledBy !== 'AMAZON')
  return [...new Set(merchants.flatMap(({ items }) => items.flatMap(({ sku }) => sku ?? [])))]
}

function isTaken(taken: readonly SaveResult[], orderId: AmazonOrderId): boolean {
  return taken.some((result) => result.orderId === orderId)
}

function idOf(reading: AmazonReading): AmazonOrderId | null {
  return reading.kind === 'order' ? reading.order.orderId : reading.orderId
}

function storedOf(
  account: Pick<Account, 'sealing'>,
  reading: AmazonReading,
): StoredReading | undefined {
  const orderId = idOf(reading)
  if (orderId === null) return undefined
  let sealed: SealedPersonal | undefined
  return {
    orderId,
    order: reading.kind === 'order' ? reading.order : null,
    unreadablePaths: reading.kind === 'order' ? null : reading.paths,
    personalState: reading.kind === 'order' ? reading.personalState : 'none',
    /** Sealed only when it is stored: what is known already is read again by every poll. */
    get personal() {
      sealed ??= account.sealing.sealReading(reading)
      return sealed
    },
  }
}

/** One statement cannot write a row twice; of two readings of an order the newer counts. */
function newestOfEach(readings: readonly StoredReading[]): StoredReading[] {
  const newest = new Map<AmazonOrderId, StoredReading>()
  for (const reading of readings) {
    const other = newest.get(reading.orderId)
    const isOlder =
      other?.order != null && (reading.order?.lastUpdatedAtMs ?? 0) < other.order.lastUpdatedAtMs
    if (!isOlder) newest.set(reading.orderId, reading)
  }
  return [...newest.values()]
}

function traceOf(
  result: SaveResult,
  reading: StoredReading | undefined,
  source: ReadingSource,
): Trace {
  const order = reading?.order ?? null
  const body =
    order === null
      ? { source, unreadable: reading?.unreadablePaths ?? [] }
      : {
          source,
          status: order.status,
          fulfilledBy: order.fulfilledBy,
          lastUpdatedMs: order.lastUpdatedAtMs,
          lines: order.items.length,
          personal: reading?.personalState,
        }
  return { orderId: result.orderId, kind: 'seen', body }
}
