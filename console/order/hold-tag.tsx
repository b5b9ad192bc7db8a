/** The hold tag: what happened, why we stopped, what to do; one filled button, then quieter verbs. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hold, OrderPage } from '../api/order-page.ts'
import { sessionQuery } from '../api/session.ts'
import { OutLink } from '../parts/out-link.tsx'
import { Ago } from '../parts/time-left.tsx'
import { useNow } from '../words/clock.ts'
import { lengthOf, useFormat } from '../words/format.ts'
import { useCodes } from '../words/use-codes.ts'
import { firstStep } from './first-step.ts'
import { useFacts } from './hold-facts.tsx'
import { VerbButton } from './verb-button.tsx'

type HoldTagProps = {
  readonly hold: Hold
  readonly order: OrderPage
  readonly isFirst: boolean
}

export function HoldTag({ hold, order, isFirst }: HoldTagProps) {
  const { t } = useTranslation()
  const codes = useCodes()
  const format = useFormat()
  const nowMs = useNow()
  const name = useId()
  const length = lengthOf(Math.max(60_000, nowMs - Date.parse(hold.since)), t('unit.day'))
  return (
    <section className="hold" aria-labelledby={name}>
      <div className="hold-band">
        <h2 id={name}>{t('order.held', { title: codes.title(hold.code, hold.title) })}</h2>
        <span className="since">
          {t('order.since', { time: format.when(hold.since, nowMs), length })}
        </span>
      </div>
      <div className="hold-body">
        <div>
          <h3>{t('order.happened')}</h3>
          <p>{useFacts(hold)}</p>
        </div>
        <div>
          <h3>{t('order.why')}</h3>
          <p>{codes.why(hold.code)}</p>
        </div>
        <div>
          <h3>{t('order.toDo')}</h3>
          <p>{codes.fix(hold.code, hold.fix)}</p>
        </div>
      </div>
      <Foot hold={hold} order={order} isFirst={isFirst} />
    </section>
  )
}

function Foot({ hold, order, isFirst }: HoldTagProps) {
  const { t } = useTranslation()
  const first = firstStep(hold)
  const verbs = [...hold.verbs].sort((one) => (one.verb === first ? -1 : 0))
  const look = (verb: string) => (isFirst && verb === first ? 'button main' : 'button')
  return (
    <div className="hold-foot actions">
      <OwnStep hold={hold} order={order} look={isFirst ? 'button main' : 'button'} />
      {verbs.map((offer) => (
        <VerbButton
          key={`${offer.verb} ${offer.call.path}`}
          offer={offer}
          orderId={order.orderId}
          look={look(offer.verb)}
          {...(offer.verb === 'force-export' ? { about: hold.text } : {})}
        />
      ))}
      <span className="note">
        {order.observedAt === null ? null : (
          <>
            {t('order.read')} <Ago at={order.observedAt} />
          </>
        )}
      </span>
    </div>
  )
}

/** The step that is done elsewhere: in Shopify, on Amazon, or on another page of ours. */
function OwnStep(props: { readonly hold: Hold; readonly order: OrderPage; readonly look: string }) {
  const { t } = useTranslation()
  const session = useQuery(sessionQuery).data
  const { hold, order, look } = props
  const sku = order.lines.find(({ match }) => match === null)?.sku ?? order.lines[0]?.sku
  switch (firstStep(hold)) {
    case 'map':
      return (
        <Link
          className={look}
          to="/mapping"
          data-verb="link"
          search={sku === null || sku === undefined ? {} : { sku }}
        >
          {t('steps.map')}
        </Link>
      )
    case 'stock': {
      const account = session?.accounts.find(({ accountId }) => accountId === session.account)
      const shop = (account ?? session?.accounts[0])?.shop
      if (shop === undefined) return null
      return (
        <OutLink look={look} to={`https://${shop}/admin/products/inventory`}>
          {t('steps.stock')}
        </OutLink>
      )
    }
    case 'amazon':
      return (
        <OutLink look={look} to={order.amazonUrl}>
          {t('steps.amazon')}
        </OutLink>
      )
    case 'shopify':
      return order.shopifyUrl === null ? null : (
        <OutLink look={look} to={order.shopifyUrl}>
          {t('steps.shopify')}
        </OutLink>
      )
    default:
      return null
  }
}
