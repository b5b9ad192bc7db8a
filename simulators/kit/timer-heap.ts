/** Timers by due time, ties by insertion: a binary heap, so that the world clock stays cheap with many timers. */

export type Timer = {
  readonly dueMs: number
  readonly seq: number
  readonly run: () => void | Promise<void>
  cancelled: boolean
}

export type TimerHeap = {
  push(dueMs: number, run: () => void | Promise<void>): Timer
  /** The next timer that is not cancelled, left in the heap. */
  peek(): Timer | undefined
  /** Takes the next timer that is not cancelled and due at or before `dueMs`. */
  popDue(dueMs: number): Timer | undefined
  clear(): void
}

export function createTimerHeap(): TimerHeap {
  const rows: Timer[] = []
  let seq = 0

  const peek = (): Timer | undefined => {
    while (rows[0]?.cancelled) removeFirst(rows)
    return rows[0]
  }
  return {
    push(dueMs, run) {
      seq += 1
      const timer: Timer = { dueMs, seq, run, cancelled: false }
      rows.push(timer)
      siftUp(rows, rows.length - 1)
      return timer
    },
    peek,
    popDue(dueMs) {
      const first = peek()
      if (first === undefined || first.dueMs > dueMs) return undefined
      removeFirst(rows)
      return first
    },
    clear() {
      rows.length = 0
    },
  }
}

function before(a: Timer | undefined, b: Timer | undefined): boolean {
  if (a === undefined || b === undefined) return false
  return a.dueMs === b.dueMs ? a.seq < b.seq : a.dueMs < b.dueMs
}

function swap(rows: Timer[], i: number, j: number): void {
  const a = rows[i]
  const b = rows[j]
  if (a === undefined || b === undefined) return
  rows[i] = b
  rows[j] = a
}

function siftUp(rows: Timer[], start: number): void {
  let index = start
  while (index > 0) {
    const parent = (index - 1) >> 1
    if (!before(rows[index], rows[parent])) return
    swap(rows, index, parent)
    index = parent
  }
}

function removeFirst(rows: Timer[]): void {
  swap(rows, 0, rows.length - 1)
  rows.pop()
  let index = 0
  for (;;) {
    const left = index * 2 + 1
    const right = left + 1
    const smaller = before(rows[right], rows[left]) ? right : left
    if (!before(rows[smaller], rows[index])) return
    swap(rows, smaller, index)
    index = smaller
  }
}
