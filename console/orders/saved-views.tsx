/** The saved views with how many stand in each, then one's own; what needs a person is yellow. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type OwnView, ownViewsQuery, sameFilters, type WholeFilter } from '../api/my-views.ts'
import { type ViewCount, viewCountsQuery, views } from '../api/order-list.ts'
import { Pip } from '../frame/pip.tsx'
import { useFormat } from '../words/format.ts'
import { readListAddress } from './list-address.ts'

/** Else every view would be marked whose filters are among these. */
const exactly = { exact: true, includeSearch: true } as const

export function SavedViews({ filter }: { readonly filter: WholeFilter }) {
  const { t } = useTranslation()
  const counts = useQuery(viewCountsQuery).data?.views
  const own = useOwnViews()
  const mine = useOwnView(filter)
  const isHere = (view: string) => mine === undefined && view === filter.view
  return (
    <nav className="views" aria-label={t('orders.views.title')}>
      {views.map((view) => (
        <Link
          key={view}
          to="/orders"
          search={{ view }}
          activeOptions={exactly}
          activeProps={{}}
          {...current(isHere(view))}
        >
          {t(`orders.views.${view}`)}
          <Count isNeed={view === 'need-you'} of={counts?.find((one) => one.view === view)} />
        </Link>
      ))}
      {own.length === 0 ? null : <span className="pause" />}
      {own.map((view) => (
        <Link
          key={view.viewId}
          to="/orders"
          search={readListAddress(view.filters)}
          activeOptions={exactly}
          activeProps={{}}
          {...current(view === mine)}
        >
          {view.name}
          <Count isNeed={false} of={view} />
        </Link>
      ))}
    </nav>
  )
}

/** One's own views, in one's own order. */
export function useOwnViews(): readonly OwnView[] {
  const { data } = useQuery(ownViewsQuery)
  return [...(data?.views ?? [])].sort((one, other) => one.place - other.place)
}

/** The own view that this very filter is. */
export function useOwnView(filter: WholeFilter): OwnView | undefined {
  return useOwnViews().find(({ filters }) => sameFilters(filters, filter))
}

function current(isHere: boolean) {
  return isHere ? ({ 'aria-current': 'page' } as const) : {}
}

function Count(props: {
  readonly isNeed: boolean
  readonly of: (Pick<ViewCount, 'more'> & { readonly orders: number | null }) | undefined
}) {
  const format = useFormat()
  const { isNeed, of } = props
  if (of === undefined || of.orders === null) return null
  if (isNeed) return <Pip number={of.orders} />
  return (
    <span className="number">
      {format.count(of.orders)}
      {of.more ? '+' : ''}
    </span>
  )
}
