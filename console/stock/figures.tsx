/** Every figure, filtered; a press shows what changed it. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  figuresQuery,
  historyQuery,
  type StockFigure,
  type StockFilter,
  stockFilters,
} from '../api/stock.ts'
import { Waiting } from '../parts/reading.tsx'
import { useFormat } from '../words/format.ts'
import { marketplaceName } from '../words/marketplaces.ts'
import { useCodes } from '../words/use-codes.ts'
import { WrittenSum } from './drift-line.tsx'

const historyMost = 20

export function Figures() {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<StockFilter>('all')
  const list = useInfiniteQuery(figuresQuery(filter))
  const figures = list.data?.pages.flatMap((page) => page.figures) ?? []
  return (
    <section className="section">
      <div className="side">
        <h2>{t('stock.figures')}</h2>
        <p>
          <select
            className="select"
            aria-label={t('stock.filter.title')}
            value={filter}
            onChange={(event) =>
              setFilter(stockFilters.find((one) => one === event.target.value) ?? 'all')
            }
          >
            {stockFilters.map((one) => (
              <option key={one} value={one}>
                {t(`stock.filter.${one}`)}
              </option>
            ))}
          </select>
        </p>
      </div>
      <div>
        {list.isPending ? <Waiting /> : null}
        {!list.isPending && figures.length === 0 ? (
          <p className="empty">{t('stock.noneSay')}</p>
        ) : (
          <FigureTable figures={figures} />
        )}
        {list.hasNextPage ? (
          <button type="button" className="button" onClick={() => void list.fetchNextPage()}>
            {t('activity.more')}
          </button>
        ) : null}
      </div>
    </section>
  )
}

function FigureTable({ figures }: { readonly figures: readonly StockFigure[] }) {
  const { t } = useTranslation()
  // Only where Amazon holds goods of this account.
  const withFba = figures.some(({ fba }) => fba !== undefined && fba !== null)
  const columns = [
    ...['has', 'reserved', 'shouldBe', 'amazonShows'],
    ...(withFba ? fbaColumns.map((one) => `fba.${one}`) : []),
  ]
  const always = ['shouldBe', 'amazonShows']
  return (
    <table className="figures">
      <thead>
        <tr>
          <th scope="col">{t('mapping.sku')}</th>
          {columns.map((name) => (
            <th key={name} scope="col" className={always.includes(name) ? 'end' : 'end wide-only'}>
              {t(`stock.${name}`)}
            </th>
          ))}
          <th scope="col" className="wide-only note">
            {t('stock.note')}
          </th>
        </tr>
      </thead>
      {[...Map.groupBy(figures, ({ amazonSku }) => amazonSku)].map(([sku, rows]) => (
        <tbody key={sku}>
          {rows.length === 1 ? null : (
            <tr className="sku">
              <th scope="rowgroup" colSpan={columns.length + 2}>
                <SkuName figure={rows[0]} />
              </th>
            </tr>
          )}
          {rows.map((figure) => (
            <FigureRow
              key={figure.marketplaceId}
              figure={figure}
              withFba={withFba}
              isAlone={rows.length === 1}
            />
          ))}
        </tbody>
      ))}
    </table>
  )
}

function SkuName({ figure }: { readonly figure: StockFigure | undefined }) {
  return (
    <>
      <b className="identifier">{figure?.amazonSku}</b>{' '}
      <span className="small quiet">{figure?.title}</span>
    </>
  )
}

const fbaColumns = ['fulfillable', 'inbound', 'reserved'] as const

function FigureRow(props: {
  readonly figure: StockFigure
  readonly withFba: boolean
  /** Sold in one marketplace alone: its row has the name of the SKU too. */
  readonly isAlone: boolean
}) {
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const { figure, withFba, isAlone } = props
  const { amazonSku, amazon, figure: should, sum, fba, marketplaceId } = figure
  const count = (number: number | null | undefined) =>
    number === null || number === undefined ? '–' : format.count(number)
  // A kit has several: its sum stands in the opened row.
  const only = sum?.parts.length === 1 ? sum.parts[0] : undefined
  const differs = should !== null && amazon !== null && should !== amazon
  return (
    <>
      <tr>
        <td className={isAlone ? '' : 'marketplace'}>
          {isAlone ? (
            <div>
              <SkuName figure={figure} />
            </div>
          ) : null}
          <button
            type="button"
            className="link-button"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {marketplaceName(marketplaceId)}
            <span className="unseen"> {amazonSku}</span>
          </button>
        </td>
        <td className="end number wide-only">{count(only?.available)}</td>
        <td className="end number wide-only">{count(only?.reserved)}</td>
        <td className="end number">{count(should)}</td>
        <td className="end number">{differs ? <b>{count(amazon)}</b> : count(amazon)}</td>
        {withFba
          ? fbaColumns.map((one) => (
              <td key={one} className="end number wide-only quiet">
                {fba === undefined || fba === null ? '' : count(fba[one])}
              </td>
            ))
          : null}
        <td className="small quiet wide-only note">
          <Note figure={figure} />
        </td>
      </tr>
      {isOpen ? (
        <tr className="opened">
          <td colSpan={withFba ? 9 : 6}>
            <Opened figure={figure} />
          </td>
        </tr>
      ) : null}
    </>
  )
}

function Note({ figure }: { readonly figure: StockFigure }) {
  const { t } = useTranslation()
  const codes = useCodes()
  const { refusedText, holdCode, unknown, fulfilledBy } = figure
  const held = holdCode === null ? null : codes.title(holdCode, holdCode)
  const why = unknown === null ? null : t(`stock.unknownFor.${unknown}`, { defaultValue: unknown })
  return refusedText ?? held ?? (fulfilledBy === 'AMAZON' ? t('method.FBA') : why)
}

/** What a narrow table leaves out, how the figure comes about, and what changed it. */
function Opened({ figure }: { readonly figure: StockFigure }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { amazonSku, marketplaceId, sum, fba, moved = 0 } = figure
  return (
    <>
      <p className="narrow-only small quiet">
        <Note figure={figure} />
      </p>
      {sum === null ? null : <WrittenSum sum={sum} />}
      {fba === undefined || fba === null ? null : (
        <p className="narrow-only small">
          {fbaColumns
            .map((one) => `${t(`stock.fba.${one}`)} ${format.count(fba[one] ?? 0)}`)
            .join(', ')}
        </p>
      )}
      {moved === 0 ? null : <p className="small quiet">{t('stock.moved', { count: moved })}</p>}
      <History sku={amazonSku} marketplaceId={marketplaceId} />
    </>
  )
}

function History(props: { readonly sku: string; readonly marketplaceId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const lines = useQuery(historyQuery(props.sku)).data?.history
  if (lines === undefined) return <Waiting />
  // What is of no marketplace is of all of them.
  const history = lines.filter(({ marketplaceId }) => {
    return marketplaceId === null || marketplaceId === props.marketplaceId
  })
  if (history.length === 0) return <p className="quiet">{t('stock.noHistory')}</p>
  return (
    <ul className="small changes">
      {history.slice(0, historyMost).map(({ at, what, by, from, to }) => (
        <li key={`${at} ${what} ${to}`}>
          <span className="faint">{format.moment(at)}</span>{' '}
          {t(`stock.what.${what}`, { defaultValue: what })}{' '}
          {from === null && to === null ? '' : `${from ?? '–'} → ${to ?? '–'}`}{' '}
          <span className="faint">
            {t(`stock.by.${by}`, { defaultValue: by.replace(/^person:/, '') })}
          </span>
        </li>
      ))}
    </ul>
  )
}
