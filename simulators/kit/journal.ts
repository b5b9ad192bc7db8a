/** Every call and delivery, so that a test can count effects. Never bodies, queries or headers: no personal data. */
import type { FaultKind } from './fault-plane.ts'

export type JournalEntry = {
  readonly seq: number
  readonly atMs: number
  /** "amazon.getOrder", "shopify.orderCreate", "amazon.notification" … */
  readonly on: string
  readonly method: string
  readonly path: string
  readonly status: number | 'lost'
  readonly fault?: FaultKind
  /** What changed in the world: "created order gid://…". */
  readonly effect?: string
}

export type JournalFilter = {
  readonly on?: string
  readonly path?: string
  readonly status?: number | 'lost'
  readonly afterSeq?: number
  readonly withEffect?: boolean
}

export type Journal = {
  record(entry: Omit<JournalEntry, 'seq'>): void
  entries(filter?: JournalFilter): JournalEntry[]
  /** All calls of an operation since the last reset, also those that the limit has pushed out. */
  count(on: string): number
  /** The same for all operations at once, by status: `{ 'amazon.getOrder': { 200: 12, 429: 1 } }`. */
  tally(): Record<string, Record<string, number>>
  reset(): void
}

export function createJournal(options: { readonly limit: number }): Journal {
  let rows: JournalEntry[] = []
  let counts = new Map<string, Map<string, number>>()
  let seq = 0
  return {
    record(entry) {
      seq += 1
      const byStatus = counts.get(entry.on) ?? new Map<string, number>()
      counts.set(entry.on, byStatus)
      const status = String(entry.status)
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1)
      rows.push({ seq, ...entry })
      // Cut in large pieces, so that the cost a call stays constant.
      if (rows.length > options.limit * 2) rows = rows.slice(-options.limit)
    },
    entries(filter = {}) {
      return rows.slice(-options.limit).filter((row) => passes(row, filter))
    },
    count: (on) => [...(counts.get(on)?.values() ?? [])].reduce((sum, one) => sum + one, 0),
    tally: () =>
      Object.fromEntries([...counts].map(([on, byStatus]) => [on, Object.fromEntries(byStatus)])),
    reset() {
      rows = []
      counts = new Map()
      seq = 0
    },
  }
}

function passes(row: JournalEntry, filter: JournalFilter): boolean {
  if (filter.on !== undefined && row.on !== filter.on) return false
  if (filter.path !== undefined && row.path !== filter.path) return false
  if (filter.status !== undefined && row.status !== filter.status) return false
  if (filter.afterSeq !== undefined && row.seq <= filter.afterSeq) return false
  return filter.withEffect !== true || row.effect !== undefined
}
