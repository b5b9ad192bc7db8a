/**
 * Business days in a marketplace's own time zone: Saturdays and Sundays do not count. Public holidays
 * are not known here, so the true limit may be later, never earlier.
 */
import { zoneOf } from '../orders/marketplaces.ts'

/** The same time of day so many business days later. Whole and positive `days` only. */
export function addBusinessDays(
  fromMs: number,
  days: number,
  marketplaceId: string | null,
): number {
  const weekday = weekdayIn(zoneOf(marketplaceId))
  let atMs = fromMs
  for (let left = days; left > 0; ) {
    atMs += 86_400_000
    if (!weekend.has(weekday.format(atMs))) left -= 1
  }
  return atMs
}

const weekend: ReadonlySet<string> = new Set(['Sat', 'Sun'])

/** One a zone: a formatter costs more to make than all else that is decided of an order. */
const formats = new Map<string, Intl.DateTimeFormat>()

function weekdayIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const fresh = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' })
  formats.set(timeZone, fresh)
  return fresh
}
