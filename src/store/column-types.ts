/**
 * How PostgreSQL's values become JavaScript's, per pool and never globally:
 * `int8` is a number (an unsafe one throws), `timestamptz` is epoch milliseconds
 * (rounded down; `infinity` is Infinity), `json` and `jsonb` are parsed by the driver, the rest stays
 * the driver's own. Times without a zone and dates stay text: a Date would guess a zone.
 */
import pg from 'pg'

const oid = {
  int8: 20,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  int8Array: 1016,
  timestamptzArray: 1185,
} as const

// Typed as a plain number: the driver's list of known types has no arrays.
const textArrayOid: number = 1009

/** The `types` of a pg pool. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    if (format === 'binary') return pg.types.getTypeParser(id, 'binary')
    switch (id) {
      case oid.int8:
        return parseSafeInteger
      case oid.timestamptz:
        return parseEpochMs
      case oid.date:
      case oid.timestamp:
        return (text: string) => text
      case oid.int8Array:
        return (text: string) => parseEach(text, parseSafeInteger)
      case oid.timestamptzArray:
        return (text: string) => parseEach(text, parseEpochMs)
      default:
        return pg.types.getTypeParser(id, 'text')
    }
  },
}

/** `int8` text to number; throws where a number would lose digits. */
export function parseSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('an int8 is beyond the safe integers')
  return value
}

const instant =
  /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?$/

/** `timestamptz` text (DateStyle ISO, any session zone) to epoch milliseconds, rounded down. */
export function parseEpochMs(text: string): number {
  if (text === 'infinity') return Number.POSITIVE_INFINITY
  if (text === '-infinity') return Number.NEGATIVE_INFINITY
  const part = instant.exec(text)
  if (part === null) throw new RangeError('a timestamptz is not ISO text of the years 1 to 9999')
  const fraction = (part[3] ?? '').padEnd(3, '0').slice(0, 3)
  const localMs = Date.parse(`${part[1]}T${part[2]}.${fraction}Z`)
  const [hours, minutes, seconds] = [part[5], part[6], part[7]].map((digits) => Number(digits ?? 0))
  const offsetMs = ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000
  return part[4] === '-' ? localMs + offsetMs : localMs - offsetMs
}

function parseEach(text: string, parse: (item: string) => number): (number | null)[] {
  const items = pg.types.getTypeParser(textArrayOid, 'text')(text) as (string | null)[]
  return items.map((item) => (item === null ? null : parse(item)))
}
