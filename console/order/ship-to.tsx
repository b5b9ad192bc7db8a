/**
 * A name and street, for operators and owners, on demand: each reading is written down with one's name. It
 * is gone again when one leaves the page, and says when it is deleted.
 */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/call.ts'
import { type Address, addressQuery, type OrderPage } from '../api/order-page.ts'
import { useMay } from '../api/session.ts'
import { Refusal } from '../parts/refusal.tsx'
import { useFormat } from '../words/format.ts'

export function ShipTo({ order }: { readonly order: OrderPage }) {
  const { t } = useTranslation()
  const may = useMay('operator')
  const [isAsked, setAsked] = useState(false)
  const { orderId, addressKnown } = order
  const address = useQuery({ ...addressQuery(orderId), enabled: may && isAsked })
  if (!addressKnown) return <span className="faint">{t('address.withheld')}</span>
  if (!may) return <span className="faint">{t('role.needs.operator')}</span>
  if (!isAsked || address.data === undefined) {
    const problem = address.error instanceof ApiProblem ? address.error : null
    return (
      <>
        <button
          type="button"
          className="link-button"
          title={t('address.written')}
          aria-disabled={address.isFetching}
          onClick={() => (isAsked ? void address.refetch() : setAsked(true))}
        >
          {t(address.isFetching ? 'reading' : 'address.show')}
        </button>
        <Refusal problem={problem} />
      </>
    )
  }
  return <Shown address={address.data} onHide={() => setAsked(false)} />
}

function Shown({ address, onHide }: { readonly address: Address; readonly onHide: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { state, name, lines, postcode, city, region, country, deletedAt } = address
  const place = [postcode, city, region].filter(Boolean).join(' ')
  const shown = [name, ...lines, place, country].filter(Boolean)
  return (
    <div aria-live="polite">
      {state === 'known' ? (
        shown.map((line) => <div key={line}>{line}</div>)
      ) : (
        <span className="faint">{t(`address.${state}`)}</span>
      )}
      {deletedAt === null ? null : (
        <div className="small faint">{t('address.deletedOn', { day: format.day(deletedAt) })}</div>
      )}
      <button type="button" className="link-button small" onClick={onHide}>
        {t('address.hide')}
      </button>
    </div>
  )
}
