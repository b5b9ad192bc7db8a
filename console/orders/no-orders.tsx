/** Nothing fits: what was searched, and one link that widens it. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ListFilter } from '../api/order-list.ts'
import { usualView } from './list-address.ts'

export function NoOrders({ filter }: { readonly filter: ListFilter }) {
  const { t } = useTranslation()
  const { search, view = usualView } = filter
  if (search === undefined) {
    return (
      <div className="empty">
        <h2>{t(`orders.empty.${view}`)}</h2>
        {view === 'everything' ? null : (
          <p>
            <Link to="/orders" search={{ view: 'everything' }}>
              {t('orders.empty.widen')}
            </Link>
          </p>
        )}
      </div>
    )
  }
  return (
    <div className="empty">
      <h2>{t('orders.empty.search', { search })}</h2>
      <p>
        {t('orders.empty.searched')}{' '}
        {view === 'everything' ? null : (
          <Link to="/orders" search={{ view: 'everything', search }}>
            {t('orders.empty.widen')}
          </Link>
        )}
      </p>
    </div>
  )
}
