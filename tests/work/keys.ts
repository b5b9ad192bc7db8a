/** Short ways to mark and claim in the work table's own tests. */
import { id } from '../../src/core/ids.ts'
import type { Lane } from '../../src/store/budget-lanes.ts'
import type { Database } from '../../src/store/pool.ts'
import { type ClaimOptions, claim } from '../../src/work/claim.ts'
import type { Held, WorkKey } from '../../src/work/held.ts'
import { type Mark, mark } from '../../src/work/mark.ts'

export const shop = id('AccountId', 'shop-a')

/** UUIDs in a row, as a seeded source would give them. */
export function tokenSource(first = 1): () => string {
  let next = first
  return () => {
    const tail = (next++).toString(16).padStart(12, '0')
    return `00000000-0000-4000-8000-${tail}`
  }
}

export function orderKey(key: string, accountId = shop): WorkKey {
  return { accountId, kind: 'order', key }
}

export async function markOrder(
  db: Database,
  key: string,
  more: { lane?: Lane; dueAtMs?: number; account?: string } = {},
): Promise<void> {
  const accountId = id('AccountId', more.account ?? shop)
  const one: Mark = { ...orderKey(key, accountId), lane: more.lane ?? 'intake' }
  await mark(db, [more.dueAtMs === undefined ? one : { ...one, dueAtMs: more.dueAtMs }])
}

const newToken = tokenSource()

/** Claims orders; answers what is held. */
export async function claimOrders(
  db: Database,
  limit = 10,
  more: Partial<ClaimOptions> = {},
): Promise<readonly Held[]> {
  const claimed = await claim(db, {
    kinds: ['order'],
    limit,
    leaseMs: 30_000,
    worker: 'test',
    newToken,
    ...more,
  })
  return claimed.held
}

/** Claims exactly one order; fails when there is none. */
export async function claimOne(db: Database, more: Partial<ClaimOptions> = {}): Promise<Held> {
  const [held] = await claimOrders(db, 1, more)
  if (held === undefined) throw new Error('nothing to claim')
  return held
}

export function keysOf(held: readonly WorkKey[]): string[] {
  return held.map((one) => one.key)
}
