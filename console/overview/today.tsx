/** Today through both doors: what came, what crossed, what is held, what stays. */
import { useTranslation } from 'react-i18next'
import type { Today as TodayFigures } from '../api/overview.ts'
import { Door } from '../parts/door.tsx'
import { useFormat } from '../words/format.ts'

export function Today(props: { readonly today: TodayFigures; readonly held: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { today } = props
  return (
    <section className="section">
      <div className="side">
        <h2>{t('overview.today.title')}</h2>
        <p>{t('overview.today.say')}</p>
      </div>
      <div>
        <div className="two-doors">
          <div className="side-of">
            <Door side="amazon" large />
            <span className="big">{format.count(today.amazonOrders)}</span>
            <span className="label">
              {t('overview.today.amazon', {
                count: today.byAmazon,
                number: format.count(today.byAmazon),
              })}
            </span>
          </div>
          <Flows today={today} held={props.held} />
          <div className="side-of right">
            <span className="big">{format.count(today.imported)}</span>
            <Door side="shopify" large />
            <span className="label">
              {t('overview.today.shopify', {
                count: today.shopOwn,
                number: format.count(today.shopOwn),
              })}
            </span>
          </div>
        </div>
        <Back today={today} />
      </div>
    </section>
  )
}

/** Widths tell the shares; the words beside them tell the same. */
function Flows({ today, held }: { readonly today: TodayFigures; readonly held: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const most = Math.max(today.imported, today.byAmazon, held, 1)
  const rows = [
    { name: 'crossed', number: today.imported, look: 'run wide' },
    { name: 'held', number: held, look: 'run held' },
    { name: 'stay', number: today.byAmazon, look: 'run' },
  ].filter(({ number }) => number > 0)
  return (
    <ul className="flows">
      {rows.map(({ name, number, look }) => (
        <li key={name}>
          <i className={look} style={{ width: `${(100 * number) / most}%` }} />
          <span>
            {t(`overview.today.${name}`, { count: number, number: format.count(number) })}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Back({ today }: { readonly today: TodayFigures }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { parcels, refunds, cancellations } = today
  const said = [
    t('overview.today.parcels', { count: parcels, number: format.count(parcels) }),
    t('overview.today.refunds', { count: refunds, number: format.count(refunds) }),
    t('overview.today.cancellations', {
      count: cancellations,
      number: format.count(cancellations),
    }),
  ]
  return (
    <p className="small quiet">
      {t('overview.today.back')} {said.join(', ')}.
    </p>
  )
}
