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
  const taken = parcels.filter(({ state }) => state === 'taken' || state === 'on-amazon').length
  return (
    <section className="block">
      <h2>
        {t('parcels.title')}{' '}
        {parcels.length < 2 ? null : (
          <span className="faint">{t('parcels.several', { count: parcels.length, taken })}</span>
        )}
      </h2>
      {parcels.length === 0 ? (
        <div className="parcel">
          <Lane is={order.status === 'CANCELLED' ? 'cancelled' : 'not-yet'} />
          <span>{t(order.method === 'FBA' ? 'parcels.byAmazon' : 'parcels.none')}</span>
        </div>
      ) : null}
      {parcels.map((parcel) => (
        <Strip key={`${parcel.state} ${parcel.number} ${parcel.sentAt}`} parcel={parcel} />
      ))}
      <Rest order={order} />
    </section>
  )
}

function Strip({ parcel }: { readonly parcel: Parcel }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { number, carrier, url, state, sentAt, lines } = parcel
  const shown = number ?? t('parcels.noNumber')
  return (
    <div className="parcel strip">
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
      <span className="state">
        {t(`parcels.state.${state}`)} {sentAt === null ? null : format.moment(sentAt)}
      </span>
      <span className="contents">
        {lines.map(({ title, quantity }) => t('parcels.content', { quantity, title })).join(', ')}
      </span>
    </div>
  )
}

/** What Amazon still waits for when a part has left. */
function Rest({ order }: { readonly order: OrderPage }) {
  const { t } = useTranslation()
  const { lines, status } = order
  const waiting = lines.filter(({ quantity, quantityShipped }) => quantityShipped < quantity)
  const isPart = status !== 'CANCELLED' && lines.some(({ quantityShipped }) => quantityShipped > 0)
  if (!isPart || waiting.length === 0) return null
  const units = waiting.map(({ title, quantity, quantityShipped }) =>
    t('parcels.content', { quantity: quantity - quantityShipped, title }),
  )
  return (
    <div className="parcel">
      <Lane is="not-yet" />
      <span>{t('parcels.rest', { units: units.join(', ') })}</span>
    </div>
  )
}
