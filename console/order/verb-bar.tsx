/** On a narrow page: the first step and what else can be done, in reach at the bottom however far one reads. */
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderPage } from '../api/order-page.ts'
import { useNarrow } from '../parts/use-narrow.ts'
import { holdVerbs } from './hold-verbs.tsx'
import { headVerbs } from './order-head.tsx'

/** So many beside the first stand in the bar itself. */
const besideMost = 1

export function VerbBar({ order }: { readonly order: OrderPage }) {
  const { t } = useTranslation()
  const isNarrow = useNarrow()
  const panel = useId()
  const [isOpen, setOpen] = useState(false)
  if (!isNarrow) return null
  const [hold] = order.holds
  const ofHold = hold === undefined ? [] : holdVerbs({ hold, order, isFirst: true })
  const [first, ...others] = [...ofHold, ...headVerbs(order)]
  if (first === undefined) return null
  const isFew = others.length <= besideMost
  return (
    <section className="verb-bar" aria-label={t('order.verbs')}>
      <div id={panel} className="verb-bar-more" hidden={isFew || !isOpen}>
        {isFew ? null : others}
      </div>
      <div className="verb-bar-first">
        {first}
        {isFew ? (
          others
        ) : (
          <button
            type="button"
            className="button more-verbs"
            aria-expanded={isOpen}
            aria-controls={panel}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'order.fewerVerbs' : 'order.moreVerbs')}
          </button>
        )}
      </div>
    </section>
  )
}
