/** What a part shows while it is read, and when it cannot be read: never a blank page. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/call.ts'
import { useFormat } from '../words/format.ts'

/** The last known answer stays, dated, when a new one cannot be had. */
export function Reading<T>(props: {
  readonly of: UseQueryResult<T>
  readonly children: (answer: T) => ReactNode
}) {
  const { of, children } = props
  if (of.data === undefined) return of.isError ? <Unread of={of} /> : <Waiting />
  return (
    <>
      {of.isError ? <Unread of={of} /> : null}
      {children(of.data)}
    </>
  )
}

export function Waiting() {
  const { t } = useTranslation()
  return (
    <div className="waiting" role="status">
      <span className="unseen">{t('reading')}</span>
      <i />
      <i />
      <i />
      <i />
    </div>
  )
}

function Unread<T>({ of }: { readonly of: UseQueryResult<T> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const problem = of.error instanceof ApiProblem ? of.error : null
  const since = of.dataUpdatedAt === 0 ? null : new Date(of.dataUpdatedAt).toISOString()
  return (
    <div className="unread" role="alert">
      <p>
        <span className="tag">{problem?.title ?? t('unread.title')}</span>
      </p>
      <p>
        {problem?.detail ?? t('unread.text')}{' '}
        {since === null ? null : t('unread.asOf', { time: format.clock(since) })} {problem?.fix}
      </p>
      <div className="actions">
        <button type="button" className="button" onClick={() => void of.refetch()}>
          {t('unread.again')}
        </button>
      </div>
    </div>
  )
}
