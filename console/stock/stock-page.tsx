/** What is the figure, and why? The last audit first, then every figure with its history. */
import './stock.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/session.ts'
import { type Audit, auditNow, auditsQuery, repair } from '../api/stock.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Reading } from '../parts/reading.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { useFormat } from '../words/format.ts'
import { DriftLine } from './drift-line.tsx'
import { Figures } from './figures.tsx'

export function StockPage() {
  const answer = useQuery(auditsQuery)
  return <Reading of={answer}>{({ audits }) => <Audited audits={audits} />}</Reading>
}

/** What an audit under way has found so far is no answer yet: the last whole one stands until it is done. */
function Audited({ audits }: { readonly audits: readonly Audit[] }) {
  const whole = audits.filter(({ doneAt }) => doneAt !== null)
  const last = whole[0]
  return (
    <>
      <Head last={last} isUnderWay={whole.length < audits.length} />
      {last === undefined || last.found.length === 0 ? null : <Found audit={last} />}
      <Figures />
      {last === undefined ? null : <Audits audits={whole} />}
    </>
  )
}

function Head(props: { readonly last: Audit | undefined; readonly isUnderWay: boolean }) {
  const { last, isUnderWay } = props
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay('operator')
  const queries = useQueryClient()
  const asking = useAsking()
  const isRunning = asking.isRunning || isUnderWay
  const act = async (deed: () => Promise<unknown>) => {
    await asking.ask(deed)
    void queries.invalidateQueries({ queryKey: ['stock'] })
  }
  const drifts = last?.found.length ?? 0
  const title =
    last === undefined
      ? t('stock.title')
      : drifts === 0
        ? t('stock.agree')
        : t('stock.differ', {
            count: drifts,
            number: format.count(drifts),
            all: format.count(last.skus),
          })
  return (
    <PageHead title={title} say={t('stock.say')}>
      <button
        type="button"
        className="button"
        aria-disabled={!may || isRunning}
        title={may ? undefined : t('role.needs.operator')}
        onClick={may && !isRunning ? () => void act(auditNow) : undefined}
      >
        {t(isRunning ? 'stock.auditing' : 'stock.audit')}
      </button>
      {drifts === 0 ? null : (
        <button
          type="button"
          className="button main"
          aria-disabled={!may || isRunning}
          onClick={may && !isRunning ? () => void act(() => repair('all')) : undefined}
        >
          {t('stock.repairAll', { count: drifts })}
        </button>
      )}
      <Refusal problem={asking.problem} />
    </PageHead>
  )
}

function Found({ audit }: { readonly audit: Audit }) {
  const { t } = useTranslation()
  return (
    <section className="section">
      <div className="side">
        <h2>{t('stock.found')}</h2>
        <p>{t('stock.foundSay')}</p>
      </div>
      <div>
        {audit.found.map((drift) => (
          <DriftLine key={`${drift.amazonSku} ${drift.marketplaceId}`} drift={drift} />
        ))}
      </div>
    </section>
  )
}

function Audits({ audits }: { readonly audits: readonly Audit[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section className="section">
      <div className="side">
        <h2>{t('stock.audits')}</h2>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('stock.at')}</th>
            <th scope="col" className="end">
              {t('stock.checked')}
            </th>
            <th scope="col" className="end">
              {t('stock.differing')}
            </th>
          </tr>
        </thead>
        <tbody>
          {audits.map(({ auditNo, at, skus, drifts }) => (
            <tr key={auditNo}>
              <td>{format.moment(at)}</td>
              <td className="end number">{format.count(skus)}</td>
              <td className="end number">{format.count(drifts)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
