/** What commands print for people: tables that fit 80 columns, times, lengths, money. Times are UTC. */
import { formatDecimal } from '../core/money.ts'

export type Column = {
  readonly title: string
  readonly align?: 'right'
  /** Cut when the table is too wide; the others keep their width. */
  readonly flexible?: boolean
}

const gap = '  '
const narrowest = 8

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function sayJson(value: unknown): void {
  say(JSON.stringify(value, null, 2))
}

/** Lines of a table no wider than `width`. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width = 80,
): string {
  const natural = columns.map((column, index) =>
    Math.max(column.title.length, ...rows.map((row) => (row[index] ?? '').length)),
  )
  const widths = fitted(columns, natural, width)
  const line = (cells: readonly string[]) =>
    columns
      .map((column, index) => {
        const size = widths[index] ?? 0
        const text = cut(cells[index] ?? '', size)
        return column.align === 'right' ? text.padStart(size) : text.padEnd(size)
      })
      .join(gap)
      .trimEnd()
  return [line(columns.map(({ title }) => title)), ...rows.map(line)].join('\n')
}

function fitted(columns: readonly Column[], natural: readonly number[], width: number): number[] {
  const widths = [...natural]
  const total = () => widths.reduce((sum, one) => sum + one, gap.length * (widths.length - 1))
  const flexible = columns.flatMap((column, index) => (column.flexible === true ? [index] : []))
  for (let spare = total() - width; spare > 0; spare -= 1) {
    const widest = flexible.reduce<number | undefined>(
      (best, index) =>
        best === undefined || (widths[index] ?? 0) > (widths[best] ?? 0) ? index : best,
      undefined,
    )
    if (widest === undefined || (widths[widest] ?? 0) <= narrowest) return widths
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

function cut(text: string, size: number): string {
  return text.length <= size ? text : `${text.slice(0, size - 1)}…`
}

/** Words in lines of at most 80 columns, each after `indent`. */
export function wrap(text: string, indent = '', width = 80): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, indent + line].join('\n')
}

/** `22 Nov 12:00`; with the year when it is another one than now. */
export function shortTime(ms: number | null, nowMs: number): string {
  if (ms === null) return '-'
  const sameYear = new Date(ms).getUTCFullYear() === new Date(nowMs).getUTCFullYear()
  const parts = dayAndMonth(ms)
  const clock = new Date(ms).toISOString().slice(11, 16)
  return sameYear ? `${parts} ${clock}` : `${parts} ${new Date(ms).getUTCFullYear()}`
}

/** `22 Nov 12:00:03 UTC`. */
export function fullTime(ms: number): string {
  return `${dayAndMonth(ms)} ${new Date(ms).toISOString().slice(11, 19)} UTC`
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function dayAndMonth(ms: number): string {
  const date = new Date(ms)
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`
}

/** `3.2 s`, `4 min`, `2 h 10 min`, `3 days`. */
export function lengthOf(ms: number): string {
  if (ms < 60_000) return `${Math.round(ms / 100) / 10} s`
  const minutes = Math.round(ms / 60_000)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return `${Math.round(hours / 24)} days`
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

export function amountOf(totalMinor: number | null, currency: string | null): string {
  if (totalMinor === null || currency === null) return '-'
  return `${formatDecimal({ amountMinor: totalMinor, currency })} ${currency}`
}
