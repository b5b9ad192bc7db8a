/** The number, one sentence, and the verbs that fit the state. What cannot work is not shown. */
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderPage } from '../api/order-page.ts'
import { useKeys } from '../frame/use-keys.ts'
import { PageHead } from '../parts/page-head.tsx'
import { useNarrow } from '../parts/use-narrow.ts'
import { useNow } from '../words/clock.ts'
import { lengthOf, useFormat } from '../words/format.ts'
import { useCodes } from '../words/use-codes.ts'
import { VerbButton } from './verb-button.tsx'

export function OrderHead({ order }: { readonly order: OrderPage }) {
  const isNarrow = useNarrow()
  usePress({ e: ['export'], h: ['release', 'hold'], l: ['link'] })
  return (
    <PageHead title={order.orderId} look="order-number" say={<Sentence order={order} />}>
      {isNarrow ? null : headVerbs(order)}
    </PageHead>
  )
}

/** What can be done with the order besides its holds. */
export function headVerbs({ holds, actions, orderId }: OrderPage): ReactElement[] {
  const held = new Set(holds.flatMap(({ verbs }) => verbs.map(({ call }) => call.path)))
  return actions
    .filter(({ call }) => !held.has(call.path))
    .map((offer) => <VerbButton key={offer.verb} offer={offer} orderId={orderId} />)
}

/** A key presses the button that stands on the page, so that its question is asked all the same. */
function usePress(keys: Readonly<Record<string, readonly string[]>>): void {
  const buttonOf = (verb: string) =>
    document.querySelector<HTMLElement>(`[data-verb="${verb}"]`) ?? []
  useKeys(
    Object.fromEntries(
      Object.entries(keys).map(([key, verbs]) => [key, () => verbs.flatMap(buttonOf)[0]?.click()]),
    ),
  )
}

function Sentence({ order }: { readonly order: OrderPage }) {
  const { t } = useTranslation()
  const format = useFormat()
  const codes = useCodes()
  const nowMs = useNow()
  const { units, total, shipBy, marketplace } = order
  const what = t('order.sentence', {
    count: units ?? 0,
    money: total === null ? '–' : format.money(total),
    marketplace: marketplace ?? 'Amazon',
  })
  const leftMs = shipBy === null ? 0 : Date.parse(shipBy) - nowMs
  const isShipped = order.parcels.some(({ state }) => state === 'taken' || state === 'on-amazon')
  const mustLeave =
    shipBy === null || isShipped || order.status === 'CANCELLED'
      ? ''
      : t(leftMs < 0 ? 'order.late' : 'order.mustLeave', {
          time: format.moment(shipBy),
          length: lengthOf(leftMs, t('unit.day')),
        })
  const stands = order.holds.length > 0 ? '' : codes.reason(order.reason ?? '', order.reasonText)
  return <>{[what, stands, mustLeave].filter(Boolean).join(' ')}</>
}
