/** The saved views with how many stand in each; what needs a person is yellow. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type ListFilter, type View, viewCountsQuery, views } from '../api/order-list.ts'
import { Pip } from '../frame/pip.tsx'
import { useFormat } from '../words/format.ts'
import { usualView } from './list-address.ts'

export function SavedViews({ filter }: { readonly filter: ListFilter }) {
  const { t } = useTranslation()
  const counts = useQuery(viewCountsQuery).data?.views
  const current = filter.view ?? usualView
  return (
    <nav className="views" aria-label={t('orders.views.title')}>
      {views.map((view) => (
        <Link
          key={view}
          to="/orders"
          search={{ view }}
          activeProps={{}}
          {...(view === current ? ({ 'aria-current': 'page' } as const) : {})}
        >
          {t(`orders.views.${view}`)}
          <Count view={view} of={counts?.find((one) => one.view === view)} />
        </Link>
      ))}
    </nav>
  )
}

function Count(props: {
  readonly view: View
  readonly of: { readonly orders: number; readonly more: boolean } | undefined
}) {
  const format = useFormat()
  const { view, of } = props
  if (of === undefined) return null
  if (view === 'need-you') return <Pip number={of.orders} />
  return (
    <span className="number">
      {format.count(of.orders)}
      {of.more ? '+' : ''}
    </span>
  )
}
