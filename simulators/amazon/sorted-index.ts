/** Ids sorted by (time, id). Mostly appended to; a removal only marks, and marks are swept now and then. */

export type IndexEntry = { readonly ms: number; readonly id: string }

export type SortedIndex = {
  add(ms: number, id: string): void
  remove(ms: number, id: string): void
  /** Entries at or after `fromMs`; with `after`, those behind that entry. */
  from(fromMs: number, after?: IndexEntry): Iterable<IndexEntry>
  clear(): void
}

type Row = { ms: number; id: string; gone: boolean }

export function createSortedIndex(): SortedIndex {
  let rows: Row[] = []
  let gone = 0

  const rowAt = (place: number, ms: number, id: string): Row | undefined => {
    const row = rows[place]
    return row !== undefined && row.ms === ms && row.id === id ? row : undefined
  }

  return {
    add(ms, id) {
      const last = rows.at(-1)
      if (last === undefined || last.ms < ms || (last.ms === ms && last.id < id)) {
        rows.push({ ms, id, gone: false })
        return
      }
      const place = lowerBound(rows, ms, id)
      const same = rowAt(place, ms, id)
      if (same === undefined) rows.splice(place, 0, { ms, id, gone: false })
      else if (same.gone) {
        same.gone = false
        gone -= 1
      }
    },
    remove(ms, id) {
      const row = rowAt(lowerBound(rows, ms, id), ms, id)
      if (row === undefined || row.gone) return
      row.gone = true
      gone += 1
      if (gone > 1000 && gone > rows.length / 2) {
        rows = rows.filter((one) => !one.gone)
        gone = 0
      }
    },
    *from(fromMs, after) {
      const first =
        after === undefined ? lowerBound(rows, fromMs, '') : lowerBound(rows, after.ms, after.id)
      for (let place = first; place < rows.length; place += 1) {
        const row = rows[place]
        if (row === undefined || row.gone) continue
        if (after !== undefined && row.ms === after.ms && row.id === after.id) continue
        yield row
      }
    },
    clear() {
      rows = []
      gone = 0
    },
  }
}

/** First place whose row is not before (ms, id). */
function lowerBound(rows: readonly Row[], ms: number, id: string): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (row !== undefined && (row.ms < ms || (row.ms === ms && row.id < id))) low = middle + 1
    else high = middle
  }
  return low
}
