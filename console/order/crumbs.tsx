/** Where one came from, the place in that list, and the neighbours. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type ListFilter, placeQuery } from '../api/order-list.ts'
import { useKeys } from '../frame/use-keys.ts'
import { usualView } from '../orders/list-address.ts'
import { useFormat } from '../words/format.ts'

export function Crumbs({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate()
  const address = useSearch({ from: '/orders/$orderId' })
  const filter: ListFilter = { ...address, view: address.view ?? usualView }
  const place = useQuery(placeQuery(filter, orderId)).data
  const go = (key: string | null | undefined) => () => {
    const other = orderOf(key)
    if (other === null) return
    void navigate({ to: '/orders/$orderId', params: { orderId: other }, search: address })
  }
  useKeys({ j: go(place?.next), k: go(place?.previous) })
  const view = t(`orders.views.${filter.view}`)
  return (
    <nav className="crumbs" aria-label={t('order.crumbs')}>
      <Link to="/orders" search={address}>
        {t('orders.title')}
      </Link>
      <span aria-hidden="true">/</span>
      <span>
        {place === undefined || place.place === null
          ? view
          : t('order.place', {
              view,
              place: format.count(place.place),
              total: `${format.count(place.total)}${place.more ? '+' : ''}`,
            })}
      </span>
      <span className="aside">
        <Neighbour to={orderOf(place?.previous)} name={t('order.previous')} sign="K" />
        <Neighbour to={orderOf(place?.next)} name={t('order.next')} sign="J" />
      </span>
    </nav>
  )
}

function Neighbour(props: {
  readonly to: string | null
  readonly name: string
  readonly sign: string
}) {
  const address = useSearch({ from: '/orders/$orderId' })
  const { to, name, sign } = props
  if (to === null) return null
  return (
    <Link to="/orders/$orderId" params={{ orderId: to }} search={address}>
      {name} <kbd className="wide-only">{sign}</kbd>
    </Link>
  )
}

/** Shopify's own orders have no page here. */
function orderOf(key: string | null | undefined): string | null {
  return key?.startsWith('a:') === true ? key.slice(2) : null
}
