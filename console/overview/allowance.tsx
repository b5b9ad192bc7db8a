/** How many calls are in hand now; a bar turns yellow under a tenth. */
import { useTranslation } from 'react-i18next'
import type { Budget } from '../api/overview.ts'
import { Folding } from '../parts/folding.tsx'
import { useFormat } from '../words/format.ts'

const shownMost = 7

export function Allowance({ budgets }: { readonly budgets: readonly Budget[] }) {
  const { t } = useTranslation()
  const byShare = [...budgets].sort((one, other) => share(one) - share(other))
  return (
    <Folding title={t('overview.allowance.title')} say={t('overview.allowance.say')}>
      {budgets.length === 0 ? <p className="quiet">{t('overview.allowance.none')}</p> : null}
      <div>
        {byShare.slice(0, shownMost).map((budget) => (
          <Bar key={`${budget.platform} ${budget.operation}`} budget={budget} />
        ))}
      </div>
    </Folding>
  )
}

function Bar({ budget }: { readonly budget: Budget }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { operation, left, capacity } = budget
  const isLow = share(budget) < 0.1
  return (
    <div className="allowance">
      <span>{t(`budget.${operation}`, { defaultValue: operation })}</span>
      <span className={isLow ? 'meter low' : 'meter'}>
        <i style={{ width: `${100 * Math.min(1, share(budget))}%` }} />
      </span>
      <span className="number end">
        {t('overview.allowance.of', {
          left: format.count(Math.floor(left)),
          all: format.count(capacity),
        })}
      </span>
    </div>
  )
}

function share({ left, capacity }: Budget): number {
  return capacity <= 0 ? 1 : Math.max(0, left) / capacity
}
