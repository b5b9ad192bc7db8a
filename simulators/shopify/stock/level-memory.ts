/** The figures of a level before its last change, for reads that are served stale. */
import type { StockLevel } from '../records.ts'

/** To be called before the figures of a level change. */
export function rememberLevel(level: StockLevel, nowMs: number): void {
  if (level.earlier === undefined || level.updatedAtMs < nowMs) {
    level.earlier = { quantities: { ...level.quantities }, untilMs: nowMs }
  }
  level.updatedAtMs = nowMs
}

/** What a reader sees who is so far behind; without a lag what is. */
export function seenQuantities(
  level: StockLevel,
  staleMs: number | undefined,
  nowMs: number,
): StockLevel['quantities'] {
  const { earlier } = level
  const isBehind = staleMs !== undefined && earlier !== undefined
  return isBehind && earlier.untilMs > nowMs - staleMs ? earlier.quantities : level.quantities
}
