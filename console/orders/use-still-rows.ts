/** New rows wait behind a word while one is at work in the list, so that nothing jumps under the hand. */
import { useRef, useState } from 'react'
import type { ListFilter, Row } from '../api/order-list.ts'

const topPx = 120
const handRestsMs = 4_000

export function useStillRows(rows: readonly Row[], filter: ListFilter) {
  const shown = useRef({ of: '', keys: new Set<string>() })
  const touchedAt = useRef(0)
  const [, draw] = useState(0)
  const of = JSON.stringify(filter)
  const isAtWork = scrollY > topPx || performance.now() - touchedAt.current < handRestsMs
  if (shown.current.of !== of || !isAtWork) {
    shown.current = { of, keys: new Set(rows.map(({ key }) => key)) }
  }
  const { keys } = shown.current
  // Only what comes before the first known row would push the others; the rest lies below.
  const firstKnown = rows.findIndex(({ key }) => keys.has(key))
  const isNew = (row: Row, index: number) => !keys.has(row.key) && index < firstKnown
  const still = firstKnown <= 0 ? rows : rows.filter((row, index) => !isNew(row, index))
  return {
    rows: still,
    waiting: rows.length - still.length,
    touch: () => {
      touchedAt.current = performance.now()
    },
    showThem: () => {
      shown.current = { of, keys: new Set(rows.map(({ key }) => key)) }
      draw((count) => count + 1)
    },
  }
}
