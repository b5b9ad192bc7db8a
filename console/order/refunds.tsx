/** Every refund a row, by the side on which it was made; and what came back. */
import { useTranslation } from 'react-i18next'
import type { OrderPage, Refund } from '../api/order-page.ts'
import { Door } from '../parts/door.tsx'
import { Lane } from '../parts/lane.tsx'
import { Money } from '../parts/money.tsx'
import { useFormat } from '../words/format.ts'
import { refundsUnderWay } from './refunds-under-way.ts'

export function Refunds(props: { readonly refunds: readonly Refund[]; readonly order: OrderPage }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { refunds, order } = props
  const { onAmazon, inShop } = order.returns
  const underWay = refundsUnderWay(order)
  if (refunds.length + underWay.length + onAmazon.length + inShop.length === 0) return null
  return (
    <section className="block">
      <h2>{t('refunds.title')}</h2>
      {underWay.map(({ side, state, at, key }) => (
        <div key={key} className="parcel">
          <Door side={side} notYet />
          <Lane is={side === 'amazon' ? 'going-back' : 'crossing'} />
          <span>
            {t(`refunds.way.${side}.${state}`)}{' '}
            {at === null ? null : t('refunds.since', { time: format.moment(at) })}
          </span>
        </div>
      ))}
      {refunds.map(({ side, at, amount, ours }) => (
        <div key={`${side} ${at}`} className="parcel">
          <Door side={side} />
          <span>{format.moment(at)}</span>
          <Money of={amount} />
          <span>{t(ours ? 'refunds.ours' : 'refunds.theirs')}</span>
        </div>
      ))}
      {onAmazon.map(({ returnId, status, quantity, at, sku }) => (
        <div key={returnId} className="parcel">
          <Door side="amazon" />
          <span>{t('refunds.return', { count: quantity, status })}</span>
          <span className="identifier">{sku}</span>
          <span>{at === null ? null : format.moment(at)}</span>
        </div>
      ))}
      {inShop.map(({ name, status, quantity }) => (
        <div key={name} className="parcel">
          <Door side="shopify" />
          <span>{t('refunds.return', { count: quantity, status })}</span>
          <span className="identifier">{name}</span>
        </div>
      ))}
    </section>
  )
}
