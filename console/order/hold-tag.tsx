/** The hold tag: what happened, why we stopped, what to do; one filled button, then quieter verbs. */
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hold, OrderPage } from '../api/order-page.ts'
import { Ago } from '../parts/time-left.tsx'
import { useNarrow } from '../parts/use-narrow.ts'
import { useNow } from '../words/clock.ts'
import { lengthOf, useFormat } from '../words/format.ts'
import { useCodes } from '../words/use-codes.ts'
import { useFacts } from './hold-facts.tsx'
import { holdVerbs } from './hold-verbs.tsx'

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

/** On a narrow page the verbs of the first hold stand in the bar that stays in reach. */
function Foot({ hold, order, isFirst }: HoldTagProps) {
  const { t } = useTranslation()
  const isNarrow = useNarrow()
  return (
    <div className="hold-foot actions">
      {isNarrow && isFirst ? null : holdVerbs({ hold, order, isFirst })}
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
