/** Does anything need me? What leaves next? Is the bridge well? Quiet when all is well. */
import './overview.css'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Overview, overviewQuery } from '../api/overview.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Reading } from '../parts/reading.tsx'
import { useFormat } from '../words/format.ts'
import { Allowance } from './allowance.tsx'
import { DoorToDoor } from './door-to-door.tsx'
import { LeavesNext } from './leaves-next.tsx'
import { Needs } from './needs.tsx'
import { Today } from './today.tsx'

export function OverviewPage() {
  const overview = useQuery(overviewQuery)
  return <Reading of={overview}>{(answer) => <Whole overview={answer} />}</Reading>
}

function Whole({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { needs, leavesNext, today, lag, budgets } = overview
  return (
    <>
      <PageHead title={useTitle(overview)} say={<Say overview={overview} />}>
        <span className="faint small">
          {format.longDay(overview.asOf)} {format.clock(overview.asOf)}
        </span>
      </PageHead>
      {needs.length === 0 ? null : (
        <section className="section">
          <div className="side">
            <h2>{t('overview.needs.title')}</h2>
            <p>{t('overview.needs.say')}</p>
          </div>
          <Needs needs={needs} />
        </section>
      )}
      <LeavesNext leaving={leavesNext} />
      <Today today={today} held={overview.needYou.orders} />
      <div className="pair last-pair">
        <DoorToDoor lag={lag} />
        <Allowance budgets={budgets} />
      </div>
    </>
  )
}

function useTitle({ needs }: Overview): string {
  const { t } = useTranslation()
  const format = useFormat()
  const count = needs.length
  if (count === 0) return t('overview.quiet')
  const word = t(`numbers.${count}`, { defaultValue: format.count(count) })
  return t('overview.title', { count, number: word })
}

function Say({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { today, needYou } = overview
  const passed = t('overview.passed', {
    count: today.amazonOrders,
    passed: format.count(today.withoutHand),
    all: format.count(today.amazonOrders),
  })
  const waiting = t('overview.waiting', {
    count: needYou.orders,
    number: format.count(needYou.orders),
  })
  return (
    <>
      {today.amazonOrders === 0 ? t('overview.noneToday') : passed}{' '}
      {needYou.orders === 0 ? null : waiting}
    </>
  )
}
