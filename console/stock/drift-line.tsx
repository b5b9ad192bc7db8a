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

type Term = { readonly sign: string; readonly name: string; readonly value: string }

/** The sum as it is made: every step that changes the figure stands in it, and none that does not. */
export function WrittenSum({ sum }: { readonly sum: StockSum }) {
  const terms = useTerms(sum)
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

function useTerms({ parts, percent, buffer, cap, floor = 0, result }: StockSum): Term[] {
  const { t } = useTranslation()
  const format = useFormat()
  const term = (sign: string, name: string, number: number): Term => ({
    ...{ sign, name: t(`stock.${name}`), value: format.count(number) },
  })
  const [only] = parts
  const begin =
    parts.length === 1 && only !== undefined
      ? [
          term('', 'has', only.available),
          term('−', 'reserved', only.reserved),
          ...(only.units > 1 ? [term('÷', 'perKit', only.units)] : []),
        ]
      : // Of a kit the piece counts that allows the fewest.
        parts.map(({ allows }, index) =>
          term(index === 0 ? t('stock.least') : ',', 'allows', allows),
        )
  return [
    ...begin,
    ...(percent === 100 ? [] : [{ ...term('×', 'share', percent), value: `${percent} %` }]),
    ...(buffer > 0 ? [term('−', 'buffer', buffer)] : []),
    ...(cap === null ? [] : [term('≤', 'cap', cap)]),
    ...(floor > 0 && result === 0 ? [term('<', 'floor', floor)] : []),
    term('=', 'shouldBe', result),
  ]
}
