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
import { useCodes } from '../words/use-codes.ts'

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
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('mapping.sku')}</th>
          <th scope="col" className="end">
            {t('stock.amazonShows')}
          </th>
          <th scope="col" className="end">
            {t('stock.shouldBe')}
          </th>
          <th scope="col" className="wide-only">
            {t('stock.note')}
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <FigureRow key={`${figure.amazonSku} ${figure.marketplaceId}`} figure={figure} />
        ))}
      </tbody>
    </table>
  )
}

function FigureRow({ figure }: { readonly figure: StockFigure }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const codes = useCodes()
  const { amazonSku, amazon, figure: should, title, unknown, refusedText, fulfilledBy } = figure
  const held = figure.holdCode === null ? null : codes.title(figure.holdCode, figure.holdCode)
  const byAmazon = fulfilledBy === 'AMAZON' ? t('method.FBA') : null
  return (
    <>
      <tr>
        <td>
          <button
            type="button"
            className="link-button identifier"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {amazonSku}
          </button>
          <div className="small quiet">{title}</div>
        </td>
        <td className="end number">{amazon === null ? '–' : format.count(amazon)}</td>
        <td className="end number">{should === null ? '–' : format.count(should)}</td>
        <td className="small quiet wide-only">{refusedText ?? held ?? unknown ?? byAmazon}</td>
      </tr>
      {isOpen ? (
        <tr>
          <td colSpan={4}>
            <History sku={amazonSku} />
          </td>
        </tr>
      ) : null}
    </>
  )
}

function History({ sku }: { readonly sku: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const history = useQuery(historyQuery(sku)).data?.history
  if (history === undefined) return <Waiting />
  if (history.length === 0) return <p className="quiet">{t('stock.noHistory')}</p>
  return (
    <ul className="small">
      {history.slice(0, 20).map(({ at, what, by, from, to }) => (
        <li key={`${at} ${what}`}>
          {format.moment(at)} {t(`stock.what.${what}`, { defaultValue: what })}{' '}
          {from === null && to === null ? '' : `${from ?? '–'} → ${to ?? '–'}`}{' '}
          <span className="faint">{by}</span>
        </li>
      ))}
    </ul>
  )
}
