/** Who did what, newest first; and what happened that should not, until somebody closes it. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  activityQuery,
  closeIncident,
  type Deed,
  type Incident,
  incidentsQuery,
} from '../api/people.ts'
import { useMay } from '../api/session.ts'
import { Field } from '../parts/field.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Waiting } from '../parts/reading.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { useFormat } from '../words/format.ts'

export function ActivityPage() {
  const { t } = useTranslation()
  const incidents = useQuery(incidentsQuery).data?.incidents ?? []
  const deeds = useInfiniteQuery(activityQuery)
  const rows = deeds.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <PageHead title={t('activity.title')} say={t('activity.say')} />
      {incidents.length === 0 ? null : (
        <section className="block">
          <h2>{t('activity.incidents', { count: incidents.length })}</h2>
          {incidents.map((incident) => (
            <OpenIncident key={incident.incidentId} incident={incident} />
          ))}
        </section>
      )}
      <section className="block">
        <h2>{t('activity.deeds')}</h2>
        {deeds.isPending ? <Waiting /> : <Deeds rows={rows} />}
        {deeds.hasNextPage ? (
          <button type="button" className="button" onClick={() => void deeds.fetchNextPage()}>
            {t('activity.more')}
          </button>
        ) : null}
      </section>
    </>
  )
}

function Deeds({ rows }: { readonly rows: readonly Deed[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (rows.length === 0) return <p className="empty">{t('activity.none')}</p>
  return (
    <table className="stacks">
      <thead>
        <tr>
          <th scope="col">{t('activity.at')}</th>
          <th scope="col">{t('activity.who')}</th>
          <th scope="col">{t('activity.what')}</th>
          <th scope="col">{t('activity.with')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ auditId, at, actor, action, subject }) => (
          <tr key={auditId}>
            <td className="number">{format.moment(at)}</td>
            <td>{actor.replace(/^person:/, '')}</td>
            <td>{t(`activity.did.${action}`, { defaultValue: action })}</td>
            <td className="identifier">
              <Subject name={subject} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Subject({ name }: { readonly name: string | null }) {
  if (name === null || !/^\d{3}-\d{7}-\d{7}$/.test(name)) return name
  return (
    <Link to="/orders/$orderId" params={{ orderId: name }}>
      {name}
    </Link>
  )
}

function OpenIncident({ incident }: { readonly incident: Incident }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay('operator')
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const { isRunning, problem, ask } = useAsking()
  const close = async (event: FormEvent) => {
    event.preventDefault()
    await ask(() => closeIncident(incident.incidentId, note))
    void queries.invalidateQueries({ queryKey: ['incidents'] })
  }
  return (
    <article className="empty">
      <h3>
        {t(`incidents.${incident.code}`, { defaultValue: incident.code })}{' '}
        <span className="faint">{format.moment(incident.at)}</span>
      </h3>
      <Subject name={incident.orderId} />
      {may ? (
        <form onSubmit={(event) => void close(event)}>
          <Field
            label={t('activity.note')}
            required
            maxLength={500}
            value={note}
            onValue={setNote}
          />
          <Refusal problem={problem} />
          <button type="submit" className="button" disabled={isRunning}>
            {t('activity.close')}
          </button>
        </form>
      ) : null}
    </article>
  )
}
