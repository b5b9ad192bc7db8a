/** Splits an amount over places that each have room for so much. Exact to the minor unit. */
import { splitByShares } from '../money.ts'

/**
 * By the rooms' sizes; what rounding puts beyond a room goes to the next that has some. Undefined when
 * all rooms together are too small.
 */
export function spreadWithin(
  amountMinor: number,
  rooms: readonly number[],
  currency: string,
): number[] | undefined {
  const room = rooms.map((size) => Math.max(0, size))
  const all = room.reduce((sum, size) => sum + size, 0)
  if (amountMinor < 0 || amountMinor > all) return undefined
  if (amountMinor === 0) return room.map(() => 0)
  const parts = splitByShares({ amountMinor, currency }, room).map((part) => part.amountMinor)
  let over = parts.reduce((sum, part, at) => sum + Math.max(0, part - (room[at] ?? 0)), 0)
  return parts.map((part, at) => {
    const size = room[at] ?? 0
    if (part >= size) return size
    const more = Math.min(over, size - part)
    over -= more
    return part + more
  })
}
