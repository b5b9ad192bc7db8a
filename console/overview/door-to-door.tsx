/** How long an order takes from Amazon's door to Shopify's, for the last day. */
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LagHour, Overview } from '../api/overview.ts'
import { Folding } from '../parts/folding.tsx'
import { WhenNear } from '../parts/when-near.tsx'
import { lengthOf, useFormat } from '../words/format.ts'

const Chart = lazy(async () => ({ default: (await import('../parts/chart.tsx')).Chart }))

export function DoorToDoor({ lag }: { readonly lag: Overview['lag'] }) {
  const { t } = useTranslation()
  const [isTable, setTable] = useState(false)
  const alarm = t('overview.lag.alarm', { length: lengthOf(lag.alarmMs, t('unit.day')) })
  return (
    <Folding title={t('overview.lag.title')} say={alarm}>
      {lag.p50Ms === null ? (
        <p className="quiet">{t('overview.lag.none')}</p>
      ) : (
        <>
          <div className="two-figures">
            <Figure ms={lag.p50Ms} say={t('overview.lag.half')} mark="first" />
            <Figure ms={lag.p99Ms} say={t('overview.lag.nearly')} mark="second" />
          </div>
          {isTable ? <Hours hours={lag.hours} /> : <LagChart hours={lag.hours} />}
          <p className="small">
            <button type="button" className="link-button" onClick={() => setTable(!isTable)}>
              {t(isTable ? 'asChart' : 'asTable')}
            </button>
          </p>
        </>
      )}
    </Folding>
  )
}

function Figure(props: {
  readonly ms: number | null
  readonly say: string
  readonly mark: string
}) {
  const { t } = useTranslation()
  const { ms, say, mark } = props
  return (
    <div>
      <span className="figure">{ms === null ? '–' : lengthOf(ms, t('unit.day'))}</span>
      <span className="label">
        <i className={mark} />
        {say}
      </span>
    </div>
  )
}

function LagChart({ hours }: { readonly hours: readonly LagHour[] }) {
  const { t } = useTranslation()
  return (
    <WhenNear instead={<div className="chart" />}>
      <Suspense fallback={<div className="chart" />}>
        <Chart
          name={t('overview.lag.chart')}
          at={hours.map(({ at }) => Date.parse(at))}
          lines={[
            { name: t('overview.lag.half'), values: hours.map((one) => one.p50Ms), look: 'main' },
            { name: t('overview.lag.nearly'), values: hours.map((one) => one.p99Ms), look: 'thin' },
          ]}
          say={(ms) => lengthOf(ms, t('unit.day'))}
        />
      </Suspense>
    </WhenNear>
  )
}

function Hours({ hours }: { readonly hours: readonly LagHour[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const length = (ms: number | null) => (ms === null ? '–' : lengthOf(ms, t('unit.day')))
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('overview.lag.hour')}</th>
          <th scope="col" className="end">
            {t('overview.lag.orders')}
          </th>
          <th scope="col" className="end">
            {t('overview.lag.half')}
          </th>
          <th scope="col" className="end">
            {t('overview.lag.nearly')}
          </th>
        </tr>
      </thead>
      <tbody>
        {hours
          .filter(({ imports }) => imports > 0)
          .map(({ at, imports, p50Ms, p99Ms }) => (
            <tr key={at}>
              <td>{format.clock(at)}</td>
              <td className="end">{format.count(imports)}</td>
              <td className="end">{length(p50Ms)}</td>
              <td className="end">{length(p99Ms)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
