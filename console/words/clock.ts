/** The time of the pages: the server's, so that a reader's wrong clock does not move a ship-by. */
import { useSyncExternalStore } from 'react'

const skew = { ms: 0 }

/** `date`: the header of an answer of the server. Differences of less than two seconds are the way. */
export function learnServerTime(date: string | null): void {
  const at = date === null ? Number.NaN : Date.parse(date)
  const difference = at - Date.now()
  if (Math.abs(difference) > 2_000) skew.ms = difference
}

export function nowMs(): number {
  return Date.now() + skew.ms
}

const tickMs = 15_000

function followTicks(changed: () => void): () => void {
  const timer = setInterval(changed, tickMs)
  return () => clearInterval(timer)
}

/** Now, to the quarter of a minute; the component is drawn again as it passes. */
export function useNow(): number {
  return useSyncExternalStore(followTicks, () => Math.floor(nowMs() / tickMs) * tickMs)
}
