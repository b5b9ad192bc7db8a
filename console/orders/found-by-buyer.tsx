/** What an exact name or postcode found. The name itself is not kept and stands in no address. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

export function FoundByBuyer(props: {
  readonly orders: readonly { readonly orderId: string; readonly shopifyName: string | null }[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { orders, onClose } = props
  return (
    <section className="empty" aria-live="polite">
      <h2>{t('orders.found', { count: orders.length })}</h2>
      <ul>
        {orders.map(({ orderId, shopifyName }) => (
          <li key={orderId}>
            <Link
              className="identifier"
              to="/orders/$orderId"
              params={{ orderId }}
              search={{ view: 'everything' }}
            >
              {orderId}
            </Link>{' '}
            <span className="identifier faint">{shopifyName}</span>
          </li>
        ))}
      </ul>
      <button type="button" className="button low" onClick={onClose}>
        {t('close')}
      </button>
    </section>
  )
}
