/** The stations of an order, with their times; where it is held stands between; vertical where it is narrow. */
import { useTranslation } from 'react-i18next'
import type { OrderPage } from '../api/order-page.ts'
import { useNow } from '../words/clock.ts'
import { useFormat } from '../words/format.ts'

type Stop = {
  readonly name: string
  readonly at: string | null
  readonly is: 'reached' | 'here' | 'next'
}

export function Stations({ order }: { readonly order: OrderPage }) {
  const { t } = useTranslation()
  const stops = stopsOf(order)
  return (
    <ol className="stations" aria-label={t('order.stations')}>
      {stops.map((stop, index) => (
        <Station key={stop.name} stop={stop} isLast={index === stops.length - 1} />
      ))}
    </ol>
  )
}

function stopsOf({ stations, holds }: OrderPage): Stop[] {
  const stops = stations.map(({ station, at, reached }): Stop => {
    return { name: station, at, is: reached ? 'reached' : 'next' }
  })
  const hold = holds[0]
  const nextAt = stops.findIndex(({ is }) => is === 'next')
  if (hold === undefined || nextAt === -1) return stops
  return stops.toSpliced(nextAt, 0, { name: 'held', at: hold.since, is: 'here' })
}

function Station({ stop, isLast }: { readonly stop: Stop; readonly isLast: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const nowMs = useNow()
  const { name, at, is } = stop
  const looks = ['station', name, is, isLast ? 'last' : '']
  return (
    <li className={looks.join(' ')} {...(is === 'here' ? { 'aria-current': 'step' as const } : {})}>
      <b>{t(`stations.${name}`)}</b>
      <span>{at === null ? null : format.when(at, nowMs)}</span>
    </li>
  )
}
