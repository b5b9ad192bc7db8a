/**
 * Rows in the order of a time and then an id, walked from any point in either direction without a scan.
 * Additions mostly come at the end; a row that was added again under a newer time is dead at its old place.
 */

export type Position = { readonly atMs: number; readonly id: number }

export type Timeline<T> = {
  add(atMs: number, id: number, row: T): void
  /** Live rows strictly after (or, backwards, before) the position, or from the very end of the walk. */
  walk(from: Position | undefined, backwards: boolean): Generator<{ position: Position; row: T }>
  size(): number
}

type Entry<T> = { atMs: number; id: number; row: T }

export function createTimeline<T>(isLive: (row: T, atMs: number) => boolean): Timeline<T> {
  let entries: Entry<T>[] = []
  let sorted = true
  let sizeAfterCleaning = 0

  const tidy = (): void => {
    if (!sorted) {
      entries.sort(compare)
      sorted = true
    }
    if (entries.length > 1000 && entries.length > sizeAfterCleaning * 2) {
      entries = entries.filter((entry) => isLive(entry.row, entry.atMs))
      sizeAfterCleaning = entries.length
    }
  }

  return {
    add(atMs, id, row) {
      const entry = { atMs, id, row }
      const last = entries.at(-1)
      if (last && compare(last, entry) > 0) sorted = false
      entries.push(entry)
    },
    *walk(from, backwards) {
      tidy()
      const step = backwards ? -1 : 1
      let at = startOf(entries, from, backwards)
      for (let entry = entries[at]; entry; entry = entries[at]) {
        if (isLive(entry.row, entry.atMs)) yield { position: entry, row: entry.row }
        at += step
      }
    },
    size: () => entries.length,
  }
}

function compare(a: Position, b: Position): number {
  return a.atMs - b.atMs || a.id - b.id
}

function startOf(
  entries: readonly Position[],
  from: Position | undefined,
  backwards: boolean,
): number {
  if (!from) return backwards ? entries.length - 1 : 0
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    const entry = entries[middle]
    const before =
      entry !== undefined && (backwards ? compare(entry, from) < 0 : compare(entry, from) <= 0)
    if (before) low = middle + 1
    else high = middle
  }
  return backwards ? low - 1 : low
}
