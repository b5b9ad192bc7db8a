/** One case: its facts, and what each word would do. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Case } from '../api/quarantine.ts'
import { useFacts } from '../order/hold-facts.tsx'
import { VerbButton } from '../order/verb-button.tsx'
import { useFormat } from '../words/format.ts'
import { useCodes } from '../words/use-codes.ts'

export function CaseLine({ one }: { readonly one: Case }) {
  const { t } = useTranslation()
  const format = useFormat()
  const codes = useCodes()
  const { orderId, total, onAmazon, inShop, since, actions } = one
  const money = inShop.refunded ?? total
  const status = t(`amazonStatus.${onAmazon}`, { defaultValue: onAmazon ?? '' })
  return (
    <article className="case">
      <div>
        <Link className="identifier" to="/orders/$orderId" params={{ orderId }}>
          {orderId}
        </Link>
        {money === null ? null : <p className="amount">{format.money(money)}</p>}
        <h3>{codes.title(one.code, one.title)}</h3>
        <ul className="small quiet">
          {onAmazon === null ? null : <li>{t('quarantine.onAmazon', { status })}</li>}
          {inShop.cancelledAt !== null ? (
            <li>{t('quarantine.cancelled', { time: format.moment(inShop.cancelledAt) })}</li>
          ) : null}
          {inShop.refunded !== null ? (
            <li>{t('quarantine.refunded', { money: format.money(inShop.refunded) })}</li>
          ) : null}
          <li>{t('quarantine.found', { time: format.moment(since) })}</li>
          <li>{useFacts(one)}</li>
        </ul>
      </div>
      <Outcome one={one} verb="dismiss" />
      {actions.some(({ verb }) => verb === 'approve') ? (
        <Outcome one={one} verb="approve" />
      ) : (
        <div className="outcome not">
          <h3>{t('quarantine.approveNot')}</h3>
          <p>{t('quarantine.approveNotSay')}</p>
        </div>
      )}
    </article>
  )
}

function Outcome({ one, verb }: { readonly one: Case; readonly verb: 'dismiss' | 'approve' }) {
  const { t } = useTranslation()
  const offer = one.actions.find((action) => action.verb === verb)
  if (offer === undefined) return <div />
  const isDismiss = verb === 'dismiss'
  return (
    <div className="outcome">
      <h3>{t(isDismiss ? 'quarantine.dismissTitle' : 'quarantine.approveTitle')}</h3>
      <p>
        {isDismiss
          ? t('quarantine.dismissSay')
          : `${t('verbs.approve.does')} ${t('verbs.approve.mind')}`}
      </p>
      <VerbButton offer={offer} orderId={one.orderId} look={isDismiss ? 'button main' : 'button'} />
    </div>
  )
}
