/** What is done with many orders at once: with a question where it matters, and with its progress. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BulkVerb, beginBulk, bulkQuery, stopBulk } from '../api/order-list.ts'
import { useMay } from '../api/session.ts'
import { Confirm, type Question } from '../parts/confirm.tsx'
import type { Choice } from './use-choice.ts'

export function BulkBar(props: { readonly choice: Choice; readonly onHold: () => void }) {
  const { t } = useTranslation()
  const { choice, onHold } = props
  const may = useMay('operator')
  const [asked, setAsked] = useState<BulkVerb | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const count = choice.chosen.size
  const ids = [...choice.chosen]
  const question: Question | null =
    asked === null
      ? null
      : {
          title: t(`bulk.${asked}.title`, { count }),
          effects: [
            { kind: 'does', say: t(`bulk.${asked}.does`, { count }) },
            { kind: 'stays', say: t(`bulk.${asked}.stays`) },
          ],
          act: t(`bulk.${asked}.act`, { count }),
          acting: t('bulk.beginning'),
          stay: t('bulk.stay'),
          run: async () => {
            setJobId((await beginBulk(asked, ids)).jobId)
            choice.clear()
          },
        }
  return (
    <>
      {jobId === null ? null : <Progress jobId={jobId} onClose={() => setJobId(null)} />}
      {count === 0 ? null : (
        <div className="bulk" role="toolbar" aria-label={t('bulk.title')}>
          <b>{t('bulk.chosen', { count })}</b>
          <BulkButton id="bulk-export" may={may} onClick={() => setAsked('export')}>
            {t('bulk.export.name')}
          </BulkButton>
          <BulkButton id="bulk-hold" may={may} onClick={onHold}>
            {t('bulk.hold.name')}
          </BulkButton>
          <BulkButton id="bulk-dismiss" may={may} onClick={() => setAsked('dismiss')}>
            {t('bulk.dismiss.name')}
          </BulkButton>
          <Link className="button low" to="/pick-list" search={{ orders: ids.join(',') }}>
            {t('bulk.pickList')}
          </Link>
          <button type="button" className="button low" onClick={choice.clear}>
            {t('bulk.clear')}
          </button>
        </div>
      )}
      {question === null ? null : <Confirm question={question} onClose={() => setAsked(null)} />}
    </>
  )
}

function BulkButton(props: {
  readonly id: string
  readonly may: boolean
  readonly onClick: () => void
  readonly children: string
}) {
  const { t } = useTranslation()
  const { id, may, onClick, children } = props
  return (
    <button
      type="button"
      id={id}
      className="button low"
      aria-disabled={!may}
      title={may ? undefined : t('role.needs.operator')}
      onClick={may ? onClick : undefined}
    >
      {children}
    </button>
  )
}

function Progress({ jobId, onClose }: { readonly jobId: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const job = useQuery(bulkQuery(jobId)).data
  if (job === undefined) return null
  const { total, done, failed, state, refusals } = job
  const isOver = state === 'done' || state === 'stopped'
  return (
    <section className="unread" aria-live="polite">
      <div>
        <b>{t(`bulk.${job.verb}.name`)}</b>{' '}
        <span className="number">{t('bulk.progress', { done: done + failed, total })}</span>
      </div>
      <div className="meter running">
        <i style={{ width: `${(100 * (done + failed)) / Math.max(total, 1)}%` }} />
      </div>
      <p className="small quiet">
        {t('bulk.came', { done, failed })} {isOver ? null : t('bulk.mayLeave')}
      </p>
      {refusals.map(({ code, cause, count }) => (
        <p key={code} className="small">
          {count} × {t(`problems.${code}`, { defaultValue: cause })}
        </p>
      ))}
      <div className="actions">
        {isOver ? (
          <button type="button" className="button low" onClick={onClose}>
            {t('close')}
          </button>
        ) : (
          <button type="button" className="button low" onClick={() => void stopBulk(jobId)}>
            {t('bulk.stop')}
          </button>
        )}
      </div>
    </section>
  )
}
