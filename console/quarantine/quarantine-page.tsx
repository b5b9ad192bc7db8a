/** May this old money move? Only dismissing is done in bulk; what is not possible is not offered. */
import './quarantine.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beginBulk } from '../api/order-list.ts'
import { type Quarantine, quarantineQuery } from '../api/quarantine.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../parts/confirm.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Reading } from '../parts/reading.tsx'
import { useFormat } from '../words/format.ts'
import { CaseLine } from './case-line.tsx'
import { GapLine } from './gap-line.tsx'

export function QuarantinePage() {
  const quarantine = useQuery(quarantineQuery)
  return <Reading of={quarantine}>{(answer) => <Cases quarantine={answer} />}</Reading>
}

function Cases({ quarantine }: { readonly quarantine: Quarantine }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { cases, gap } = quarantine
  const count = cases.length
  if (count === 0) return <PageHead title={t('quarantine.none')} say={t('quarantine.noneSay')} />
  const number = t(`numbers.${count}`, { defaultValue: format.count(count) })
  return (
    <>
      <PageHead title={t('quarantine.title', { count, number })} say={t('quarantine.say')}>
        <DismissAll orderIds={[...new Set(cases.map(({ orderId }) => orderId))]} />
      </PageHead>
      {gap === null ? null : <GapLine gap={gap} cases={cases} />}
      <div>
        {cases.map((one) => (
          <CaseLine key={`${one.orderId} ${one.subject}`} one={one} />
        ))}
      </div>
      <p className="small quiet">{t('quarantine.foot')}</p>
    </>
  )
}

function DismissAll({ orderIds }: { readonly orderIds: readonly string[] }) {
  const { t } = useTranslation()
  const may = useMay('operator')
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const count = orderIds.length
  const question = {
    title: t('bulk.dismiss-holds.title', { count }),
    effects: [
      { kind: 'does' as const, say: t('bulk.dismiss-holds.does', { count }) },
      { kind: 'stays' as const, say: t('bulk.dismiss-holds.stays') },
      { kind: 'stays' as const, say: t('verbs.written') },
    ],
    act: t('bulk.dismiss-holds.act', { count }),
    acting: t('bulk.beginning'),
    stay: t('bulk.stay'),
    run: async () => {
      await beginBulk('dismiss-holds', orderIds)
      await queries.invalidateQueries({ queryKey: ['quarantine'] })
    },
  }
  return (
    <>
      <button
        type="button"
        className="button"
        aria-disabled={!may}
        title={may ? undefined : t('role.needs.operator')}
        onClick={may ? () => setAsked(true) : undefined}
      >
        {t('quarantine.dismissAll', { count })}
      </button>
      {isAsked ? <Confirm question={question} onClose={() => setAsked(false)} /> : null}
    </>
  )
}
