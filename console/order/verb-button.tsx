/** One verb: says what it will do before it does it, and does it. A small role sees whom to ask. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say, type VerbOffer } from '../api/order-page.ts'
import { useMay } from '../api/session.ts'
import { Confirm, type Effect, type Question } from '../parts/confirm.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'

type VerbButtonProps = {
  readonly offer: VerbOffer
  readonly orderId: string
  readonly look?: string
  /** What the hold says of the figures that change. */
  readonly about?: string
}

export function VerbButton({ offer, orderId, look = 'button', about }: VerbButtonProps) {
  const { t } = useTranslation()
  const may = useMay('operator')
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const { isRunning, problem, ask } = useAsking()
  const question = useQuestion(offer, about)
  const run = async () => {
    await say(offer)
    await queries.invalidateQueries({ queryKey: ['order', orderId] })
    void queries.invalidateQueries({ queryKey: ['order-list'] })
  }
  const press = () => (offer.confirm ? setAsked(true) : void ask(run))
  const name = t(`verbs.${offer.verb}.name`, { defaultValue: offer.verb })
  return (
    <>
      <button
        type="button"
        className={isRisk(offer) ? `${look} risk` : look}
        data-verb={offer.verb}
        aria-disabled={!may || isRunning}
        title={may ? undefined : t('role.needs.operator')}
        onClick={may && !isRunning ? press : undefined}
      >
        {isRunning ? t(`verbs.${offer.verb}.acting`, { defaultValue: name }) : name}
        {offer.confirm ? '…' : ''}
        {may ? null : <span className="unseen"> {t('role.needs.operator')}</span>}
      </button>
      <Refusal problem={problem} />
      {isAsked ? (
        <Confirm question={{ ...question, about: orderId, run }} onClose={() => setAsked(false)} />
      ) : null}
    </>
  )
}

function isRisk({ verb }: VerbOffer): boolean {
  return verb === 'approve' || verb === 'split'
}

/** The words of a verb stand in the language files; the server's sentence fills in for a new verb. */
function useQuestion(offer: VerbOffer, about: string | undefined): Omit<Question, 'run'> {
  const { t, i18n } = useTranslation()
  const words = `verbs.${offer.verb}`
  const name = t(`${words}.name`, { defaultValue: offer.verb })
  const effects = (['does', 'mind', 'stays'] as const).flatMap((kind): Effect[] => {
    const key = `${words}.${kind}`
    return i18n.exists(key) ? [{ kind, say: t(key) }] : []
  })
  const told = effects.length === 0 ? [{ kind: 'does' as const, say: offer.effect }] : effects
  const facts: Effect[] = about === undefined ? [] : [{ kind: 'mind', say: about }]
  const always: Effect[] = [{ kind: 'stays', say: t('verbs.written') }]
  return {
    title: t(`${words}.title`, { defaultValue: `${name}?` }),
    effects: [...told, ...facts, ...always],
    act: t(`${words}.act`, { defaultValue: name }),
    acting: t(`${words}.acting`, { defaultValue: name }),
    stay: t(`${words}.stay`, { defaultValue: t('verbs.stay') }),
    isRisk: isRisk(offer),
  }
}
