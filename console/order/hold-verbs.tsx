/** What can be done about a hold, the first step first: a verb of ours, or a place to go. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hold, OrderPage } from '../api/order-page.ts'
import { sessionQuery } from '../api/session.ts'
import { OutLink } from '../parts/out-link.tsx'
import { firstStep } from './first-step.ts'
import { VerbButton } from './verb-button.tsx'

type HoldVerbsProps = {
  readonly hold: Hold
  readonly order: OrderPage
  /** Whether its first step is the one filled button of the page. */
  readonly isFirst: boolean
}

export function holdVerbs({ hold, order, isFirst }: HoldVerbsProps): ReactElement[] {
  const first = firstStep(hold)
  const look = (isMain: boolean) => (isFirst && isMain ? 'button main' : 'button')
  const rank = (verb: string) => (verb === first ? 0 : 1)
  const verbs = hold.verbs.toSorted((one, other) => rank(one.verb) - rank(other.verb))
  const buttons = verbs.map((offer) => (
    <VerbButton
      key={`${offer.verb} ${offer.call.path}`}
      offer={offer}
      orderId={order.orderId}
      look={look(offer.verb === first)}
      {...(offer.verb === 'force-export' ? { about: hold.text } : {})}
    />
  ))
  if (!isElsewhere(first, order)) return buttons
  return [<OwnStep key="own" step={first} order={order} look={look(true)} />, ...buttons]
}

function isElsewhere(step: string | null, { shopifyUrl }: OrderPage): boolean {
  if (step === 'shopify') return shopifyUrl !== null
  return step === 'map' || step === 'stock' || step === 'amazon'
}

/** The step that is done elsewhere: in Shopify, on Amazon, or on another page of ours. */
function OwnStep(props: {
  readonly step: string | null
  readonly order: OrderPage
  readonly look: string
}) {
  const { t } = useTranslation()
  const session = useQuery(sessionQuery).data
  const { step, order, look } = props
  const sku = order.lines.find(({ match }) => match === null)?.sku ?? order.lines[0]?.sku
  switch (step) {
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
    default:
      return order.shopifyUrl === null ? null : (
        <OutLink look={look} to={order.shopifyUrl}>
          {t('steps.shopify')}
        </OutLink>
      )
  }
}
