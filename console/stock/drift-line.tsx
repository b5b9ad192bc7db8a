/** One figure that differs: Amazon's, ours with its sum, why, and the button that sets it right. */
import { useQueryClient } from '@tanstack/react-query'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/session.ts'
import { type Drift, repair, type StockSum } from '../api/stock.ts'
import { Door } from '../parts/door.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { useFormat } from '../words/format.ts'

export function DriftLine({ drift }: { readonly drift: Drift }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay('operator')
  const queries = useQueryClient()
  const { isRunning, problem, ask } = useAsking()
  const { amazonSku, amazon, formula, sum, cause, causeText } = drift
  const over = amazon - formula
  const set = async () => {
    await ask(() => repair([amazonSku]))
    void queries.invalidateQueries({ queryKey: ['stock'] })
  }
  return (
    <article className="drift">
      <div>
        <h3 className="identifier">{amazonSku}</h3>
        <p className="small quiet">{t(`stock.cause.${cause}`, { defaultValue: causeText })}</p>
      </div>
      <div>
        <span className="label">
          <Door side="amazon" /> {t('stock.amazonShows')}
        </span>
        <div className="figure">{format.count(amazon)}</div>
        <span className="small differs">
          {t(over > 0 ? 'stock.tooMany' : 'stock.tooFew', { number: Math.abs(over) })}
        </span>
      </div>
      <WrittenSum sum={sum} />
      <div>
        <button
          type="button"
          className="button"
          aria-disabled={!may || isRunning}
          onClick={may ? () => void set() : undefined}
        >
          {t(isRunning ? 'stock.setting' : 'stock.setTo', { number: formula })}
        </button>
        <Refusal problem={problem} />
      </div>
    </article>
  )
}

export function WrittenSum({ sum }: { readonly sum: StockSum }) {
  const { t } = useTranslation()
  const terms = [
    ...sum.parts.flatMap(({ available, reserved, units }) => [
      { sign: '', name: t('stock.has'), value: available },
      { sign: '−', name: t('stock.reserved'), value: reserved },
      ...(units > 1 ? [{ sign: '÷', name: t('stock.perKit'), value: units }] : []),
    ]),
    ...(sum.buffer > 0 ? [{ sign: '−', name: t('stock.buffer'), value: sum.buffer }] : []),
    { sign: '=', name: t('stock.shouldBe'), value: sum.result },
  ]
  return (
    <div className="written-sum">
      {terms.map(({ sign, name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: terms of one sum, in their order
        <Fragment key={index}>
          {sign === '' ? null : <span className="sign">{sign}</span>}
          <div>
            <span className="label">{name}</span>
            <b className="number">{value}</b>
          </div>
        </Fragment>
      ))}
    </div>
  )
}
