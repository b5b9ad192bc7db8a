/** A strip a parcel: its lane back to Amazon, carrier, number, when it was sent and taken, what is in it. */
import { useTranslation } from 'react-i18next'
import type { OrderPage, Parcel } from '../api/order-page.ts'
import { Lane, type LaneIs } from '../parts/lane.tsx'
import { useFormat } from '../words/format.ts'

const lanes: Readonly<Record<Parcel['state'], LaneIs>> = {
  'in-shop': 'going-back',
  sent: 'going-back',
  taken: 'crossed',
  cancelled: 'cancelled',
  'on-amazon': 'crossed',
}

export function Parcels({ order }: { readonly order: OrderPage }) {
  const { t } = useTranslation()
  const { parcels } = order
  return (
    <section className="block">
      <h2>{t('parcels.title')}</h2>
      {parcels.length === 0 ? (
        <div className="parcel">
          <Lane is={order.status === 'CANCELLED' ? 'cancelled' : 'not-yet'} />
          <span>{t(order.method === 'FBA' ? 'parcels.byAmazon' : 'parcels.none')}</span>
        </div>
      ) : null}
      {parcels.map((parcel) => (
        <Strip key={`${parcel.state} ${parcel.number} ${parcel.sentAt}`} parcel={parcel} />
      ))}
    </section>
  )
}

function Strip({ parcel }: { readonly parcel: Parcel }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { number, carrier, url, state, sentAt, lines } = parcel
  const shown = number ?? t('parcels.noNumber')
  return (
    <div className="parcel">
      <Lane is={lanes[state]} name={t(`parcels.state.${state}`)} />
      <b>{carrier}</b>
      {url === null ? (
        <span className="identifier">{shown}</span>
      ) : (
        <a className="identifier" href={url} target="_blank" rel="noreferrer">
          {shown}
          <span className="unseen">{t('opensBeside')}</span>
        </a>
      )}
      <span>
        {t(`parcels.state.${state}`)} {sentAt === null ? null : format.moment(sentAt)}
      </span>
      <span className="contents">
        {lines.map(({ title, quantity }) => t('parcels.content', { quantity, title })).join(', ')}
      </span>
    </div>
  )
}
