/** Time until a ship-by: calm, within a day, within four hours (yellow), over (red). Not a live region. */
import { useTranslation } from 'react-i18next'
import { useNow } from '../words/clock.ts'
import { lengthOf } from '../words/format.ts'

const hourMs = 3_600_000

export function TimeLeft({ until }: { readonly until: string }) {
  const { t } = useTranslation()
  const leftMs = Date.parse(until) - useNow()
  const length = lengthOf(Math.abs(leftMs) < 60_000 ? 60_000 : leftMs, t('unit.day'))
  return (
    <span className={`left ${urgencyOf(leftMs)}`}>
      {leftMs < 0 ? t('left.over', { length }) : length}
    </span>
  )
}

export function urgencyOf(leftMs: number): 'calm' | 'soon' | 'near' | 'over' {
  if (leftMs < 0) return 'over'
  if (leftMs < 4 * hourMs) return 'near'
  return leftMs < 24 * hourMs ? 'soon' : 'calm'
}

/** `6 s ago`, for how fresh a figure is. */
export function Ago({ at }: { readonly at: string }) {
  const { t } = useTranslation()
  const ageMs = Math.max(0, useNow() - Date.parse(at))
  const length = lengthOf(ageMs < 15_000 ? 5_000 : ageMs, t('unit.day'))
  return <time dateTime={at}>{t('ago', { length })}</time>
}
