/** The departure board: paid orders by Amazon's ship-by time. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Leaving, Overview } from '../api/overview.ts'
import { TimeLeft } from '../parts/time-left.tsx'
import { useNarrow } from '../parts/use-narrow.ts'
import { nowMs } from '../words/clock.ts'
import { useFormat } from '../words/format.ts'

/** On a phone; the link leads to all of them. */
const narrowMost = 4

export function LeavesNext({ leaving }: { readonly leaving: Overview['leavesNext'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { total } = leaving
  const orders = useNarrow() ? leaving.orders.slice(0, narrowMost) : leaving.orders
  return (
    <section className="section">
      <div className="side">
        <h2>{t('overview.leaves.title')}</h2>
        <p>{t('overview.leaves.say')}</p>
        {total === 0 ? null : (
          <Link to="/orders" search={{ view: 'open' }}>
            {t('overview.leaves.all', {
              count: total,
              number: format.count(total),
            })}
          </Link>
        )}
      </div>
      {orders.length === 0 ? (
        <p className="empty">{t('overview.leaves.none')}</p>
      ) : (
        <Board orders={orders} />
      )}
    </section>
  )
}

function Board({ orders }: { readonly orders: readonly Leaving[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const today = new Date(nowMs()).toISOString()
  return (
    <table className="board">
      <thead>
        <tr>
          <th scope="col">{t('overview.leaves.at')}</th>
          <th scope="col">{t('overview.leaves.order')}</th>
          <th scope="col">{t('overview.leaves.service')}</th>
          <th scope="col" className="end">
            {t('overview.leaves.units')}
          </th>
          <th scope="col" className="end">
            {t('overview.leaves.left')}
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.flatMap((order, index) => {
          const before = orders[index - 1]?.shipBy ?? today
          const isNewDay = !format.sameDay(before, order.shipBy)
          return [
            ...(isNewDay ? [<Day key={`day ${order.orderId}`} at={order.shipBy} />] : []),
            <Departure key={order.orderId} order={order} />,
          ]
        })}
      </tbody>
    </table>
  )
}

function Day({ at }: { readonly at: string }) {
  const format = useFormat()
  return (
    <tr className="day">
      <td colSpan={5}>{format.longDay(at)}</td>
    </tr>
  )
}

function Departure({ order }: { readonly order: Leaving }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { orderId, shopifyName, shipBy, programs, units } = order
  const named =
    order.service === null ? null : t(`service.${order.service}`, { defaultValue: order.service })
  const service = [named, order.marketplace].filter((one) => one !== null).join(', ')
  return (
    <tr>
      <td className="at">{format.clock(shipBy)}</td>
      <td>
        <Link
          className="identifier"
          to="/orders/$orderId"
          params={{ orderId }}
          search={{ view: 'open' }}
        >
          {shopifyName ?? orderId}
        </Link>{' '}
        {shopifyName === null ? null : (
          <span className="identifier faint wide-only">{orderId}</span>
        )}{' '}
        {programs.includes('PRIME') ? <span className="flag">{t('flag.prime')}</span> : null}
      </td>
      <td className="service quiet">{service}</td>
      <td className="end units">{units === null ? null : format.count(units)}</td>
      <td className="end left-cell">
        <TimeLeft until={shipBy} />
      </td>
    </tr>
  )
}
