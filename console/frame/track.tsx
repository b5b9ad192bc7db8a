/** The bridge itself: both doors, how long a crossing takes, and where it is broken. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type DoorState, type Overview, overviewQuery } from '../api/overview.ts'
import { Door } from '../parts/door.tsx'
import { Ago } from '../parts/time-left.tsx'
import { lengthOf } from '../words/format.ts'

export function Track() {
  const overview = useQuery(overviewQuery).data
  if (overview === undefined) return <div className="track" />
  const { doors, account } = overview
  const isAway = account.state !== 'connected'
  const rail = (door: DoorState) => (isAway || door.state === 'silent' ? 'rail broken' : 'rail')
  return (
    <div className="track">
      <Door side="amazon" notYet={isAway} />
      <Heard door={doors.amazon} name="Amazon" />
      <span className={rail(doors.amazon)} />
      <Between overview={overview} />
      <span className={rail(doors.shopify)} />
      <Heard
        door={doors.shopify}
        name={account.shop?.replace(/[.]myshopify[.]com$/, '') ?? 'Shopify'}
      />
      <Door side="shopify" notYet={isAway} />
    </div>
  )
}

function Heard({ door, name }: { readonly door: DoorState; readonly name: string }) {
  const { t } = useTranslation()
  return (
    <span className="name">
      {name}{' '}
      <span className="faint">
        {door.heardAt === null ? t('track.notHeard') : <HeardAgo at={door.heardAt} />}
      </span>
    </span>
  )
}

function HeardAgo({ at }: { readonly at: string }) {
  const { t } = useTranslation()
  return (
    <>
      {t('track.heard')} <Ago at={at} />
    </>
  )
}

/** Read out only when it changes its state: the length stands outside the live region. */
function Between({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation()
  const broken = brokenDoor(overview)
  const p50Ms = overview.lag.p50Ms
  const crossing: ReactNode =
    p50Ms === null ? (
      t('track.open')
    ) : (
      <>
        <b>{lengthOf(p50Ms, t('unit.day'))}</b> {t('track.doorToDoor')}
      </>
    )
  return (
    <>
      <span role="status">
        {broken === null ? null : <span className="tag">{t(`track.silent.${broken}`)}</span>}
      </span>
      {broken === null ? <span className="between">{crossing}</span> : null}
    </>
  )
}

function brokenDoor({ doors, account }: Overview): 'amazon' | 'shopify' | 'away' | null {
  if (account.state !== 'connected') return 'away'
  if (doors.amazon.state === 'silent') return 'amazon'
  return doors.shopify.state === 'silent' ? 'shopify' : null
}
