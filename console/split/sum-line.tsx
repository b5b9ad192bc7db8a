/** How much of the refund is divided, live: what is left, or how much it is too much. */
import { useTranslation } from 'react-i18next'
import { type Money, minorOf, useFormat } from '../words/format.ts'
import { moneyFrom } from './amounts.ts'
import type { Division } from './use-division.ts'

export function SumLine({
  division,
  asked,
}: {
  readonly division: Division
  readonly asked: Money
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { total, rest } = division
  const said = rest === 0 ? 'whole' : rest > 0 ? 'rest' : 'over'
  const money = (minor: number) => format.amount(moneyFrom(minor, asked.currency))
  const share = Math.min(100, (100 * total) / Math.max(minorOf(asked), 1))
  return (
    <output className="split-sum">
      <span className="meter running">
        <i style={{ width: `${share}%` }} />
      </span>
      <span className="number">
        <b>{money(total)}</b> {t('split.of', { money: format.money(asked) })}
      </span>
      <span className={rest === 0 ? 'small quiet' : 'small differs'}>
        {t(`split.sum.${said}`, { money: money(Math.abs(rest)) })}
      </span>
    </output>
  )
}
