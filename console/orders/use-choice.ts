/** Which rows are chosen, and where the cursor of the keys stands. */
import { useState } from 'react'
import type { Row } from '../api/order-list.ts'

export function useChoice(rows: readonly Row[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [cursor, setCursor] = useState(-1)
  const [anchor, setAnchor] = useState(0)
  const toggle = (orderId: string | null) => {
    if (orderId === null) return
    const next = new Set(chosen)
    if (!next.delete(orderId)) next.add(orderId)
    setChosen(next)
    setAnchor(rows.findIndex((row) => row.orderId === orderId))
  }
  return {
    chosen,
    cursor,
    toggle,
    move: (by: number) => {
      const to = Math.min(Math.max(cursor + by, 0), rows.length - 1)
      setCursor(to)
      return to
    },
    toggleHere: () => toggle(rows[cursor]?.orderId ?? null),
    /** From the last one that was chosen to the cursor. */
    chooseRange: () => {
      const [from, to] = [Math.min(anchor, cursor), Math.max(anchor, cursor)]
      const ids = rows.slice(Math.max(from, 0), to + 1).flatMap(({ orderId }) => orderId ?? [])
      setChosen(new Set([...chosen, ...ids]))
    },
    chooseAll: () => {
      const ids = rows.flatMap(({ orderId }) => orderId ?? [])
      setChosen(ids.every((one) => chosen.has(one)) ? new Set() : new Set(ids))
    },
    clear: () => setChosen(new Set()),
  }
}

export type Choice = ReturnType<typeof useChoice>
