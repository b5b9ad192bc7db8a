/** The stations of an order, with their times; vertical where it is narrow. */
import { useTranslation } from 'react-i18next'
import type { OrderPage, Station } from '../api/order-page.ts'
import { useNow } from '../words/clock.ts'
import { useFormat } from '../words/format.ts'

export function Stations({ order }: { readonly order: OrderPage }) {
  const { t } = useTranslation()
  const shown = order.stations.filter(({ station, at, now }) => station !== 'held' || now || at)
  const hereAt = shown.findIndex(({ now }) => now)
  return (
    <ol className="stations" aria-label={t('order.stations')}>
      {shown.map((station, index) => (
        <Stop
          key={station.station}
          station={station}
          isLast={index === shown.length - 1}
          isNext={hereAt === -1 ? station.at === null : index > hereAt}
        />
      ))}
    </ol>
  )
}

function Stop(props: {
  readonly station: Station
  readonly isLast: boolean
  readonly isNext: boolean
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const nowMs = useNow()
  const { station, isLast, isNext } = props
  const looks = [
    'station',
    station.station,
    station.now ? 'here' : isNext ? 'next' : '',
    isLast ? 'last' : '',
  ]
  return (
    <li className={looks.join(' ')} {...(station.now ? { 'aria-current': 'step' as const } : {})}>
      <b>{t(`stations.${station.station}`)}</b>
      <span>{station.at === null ? null : format.when(station.at, nowMs)}</span>
    </li>
  )
}
