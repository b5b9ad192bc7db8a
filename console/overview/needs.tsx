/** One line a reason, the most urgent first, each with the one fix; a line is gone when it is put right. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Need } from '../api/overview.ts'
import { readListAddress } from '../orders/list-address.ts'
import { useNow } from '../words/clock.ts'
import { lengthOf, useFormat } from '../words/format.ts'
import { useCodes } from '../words/use-codes.ts'

export function Needs({ needs }: { readonly needs: readonly Need[] }) {
  return (
    <div>
      {needs.map((need, index) => (
        <NeedLine key={`${need.kind} ${need.code}`} need={need} isFirst={index === 0} />
      ))}
    </div>
  )
}

function NeedLine({ need, isFirst }: { readonly need: Need; readonly isFirst: boolean }) {
  const format = useFormat()
  const codes = useCodes()
  const { urgent, orders } = need
  const name = orders === 1 && urgent !== null ? (urgent.shopifyName ?? urgent.orderId) : null
  return (
    <article className={need.late ? 'need hot' : 'need'}>
      <div className="figure">{format.count(orders)}</div>
      <div>
        <h3>{useNeedTitle(need)}</h3>
        <p>
          {name === null ? null : <b className="identifier">{name} </b>}
          {codes.fix(need.code, need.fix)}
        </p>
      </div>
      <Stake need={need} />
      <NeedAction need={need} look={isFirst ? 'button main' : 'button'} />
    </article>
  )
}

function useNeedTitle({ kind, code, title }: Need): string {
  const { t } = useTranslation()
  const codes = useCodes()
  if (kind === 'incident') return t(`incidents.${code}`, { defaultValue: title })
  return codes.title(code, title)
}

function Stake({ need }: { readonly need: Need }) {
  const { t } = useTranslation()
  const format = useFormat()
  const nowMs = useNow()
  const { money, shipBy, since } = need
  const shown = money.slice(0, 2).map((one) => format.money(one))
  return (
    <div className="stake">
      {shown.length === 0 ? null : <b>{shown.join(', ')}</b>}
      {shipBy !== null
        ? t(Date.parse(shipBy) < nowMs ? 'overview.needs.over' : 'overview.needs.leaves', {
            time: format.when(shipBy, nowMs),
          })
        : since === null
          ? null
          : t('overview.needs.oldest', {
              length: lengthOf(nowMs - Date.parse(since), t('unit.day')),
            })}
    </div>
  )
}

function NeedAction({ need, look }: { readonly need: Need; readonly look: string }) {
  const { t } = useTranslation()
  const { action, orders, urgent } = need
  const label = t(`overview.needs.do.${action.verb}`, { count: orders })
  const { verb, query } = action
  if (verb === 'open-order' && urgent !== null) {
    return (
      <Link
        className={look}
        to="/orders/$orderId"
        params={{ orderId: urgent.orderId }}
        search={{ view: 'need-you' }}
      >
        {label}
      </Link>
    )
  }
  if (verb === 'list' || verb === 'open-order') {
    return (
      <Link
        className={look}
        to="/orders"
        search={{ view: 'need-you', ...readListAddress({ ...query }) }}
      >
        {label}
      </Link>
    )
  }
  const pages = { map: '/mapping', quarantine: '/quarantine', stock: '/stock' } as const
  const page = verb === 'incidents' || verb === 'dead-letters' ? '/activity' : pages[verb]
  return (
    <Link className={look} to={page}>
      {label}
    </Link>
  )
}
