/** What is typed into each part of a refund, and what it comes to: exact, in smallest units. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Split, SplitLine, SplitRow } from '../api/refund-split.ts'
import { minorOf } from '../words/format.ts'
import { minorFrom, typed } from './amounts.ts'

export type Wrong = 'not-an-amount' | 'over-left'

export function useDivision({ rows, asked }: Split) {
  const { i18n } = useTranslation()
  const { currency } = asked
  const written = (minor: number) => typed(minor, currency, i18n.language)
  const suggested = () =>
    Object.fromEntries(rows.map((row) => [keyOf(row), written(minorOf(row.suggested))]))
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(suggested)
  const textOf = (row: SplitRow) => texts[keyOf(row)] ?? ''
  const minorIn = (row: SplitRow) => minorFrom(textOf(row), currency)
  const total = rows.reduce((sum, row) => sum + (minorIn(row) ?? 0), 0)
  const rest = minorOf(asked) - total
  return {
    textOf,
    total,
    rest,
    set: (row: SplitRow, text: string) => setTexts({ ...texts, [keyOf(row)]: text }),
    useSuggestion: () => setTexts(suggested()),
    clear: () => setTexts({}),
    /** What is left to divide, as far as the part has room. */
    roomFor: (row: SplitRow) => {
      const mine = minorIn(row) ?? 0
      return Math.min(rest, minorOf(row.left) - mine)
    },
    fill: (row: SplitRow, more: number) =>
      setTexts({ ...texts, [keyOf(row)]: written((minorIn(row) ?? 0) + more) }),
    wrongOf: (row: SplitRow): Wrong | null => {
      const minor = minorIn(row)
      if (minor === null) return 'not-an-amount'
      return minor > minorOf(row.left) ? 'over-left' : null
    },
    lines: rows.flatMap((row): SplitLine[] => {
      const amountMinor = minorIn(row) ?? 0
      const { itemId, component } = row
      return amountMinor === 0 ? [] : [{ itemId, component, amountMinor }]
    }),
  }
}

export type Division = ReturnType<typeof useDivision>

export function keyOf({ itemId, component }: Pick<SplitRow, 'itemId' | 'component'>): string {
  return `${itemId} ${component}`
}
