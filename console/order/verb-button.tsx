/** One verb: says what it will do before it does it, and does it. A small role sees whom to ask. */
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say, type VerbOffer } from '../api/order-page.ts'
import { useMay } from '../api/session.ts'
import { Confirm, type Effect, type Question } from '../parts/confirm.tsx'
import { ReasonSheet } from '../parts/reason-sheet.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'

const SplitSheet = lazy(async () => ({
  default: (await import('../split/split-sheet.tsx')).SplitSheet,
}))

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
  const [isAsked, setAsked] = useState(false)
  const { isRunning, problem, ask } = useAsking()
  const refresh = useRefresh(orderId)
  const isQuestion = asksFirst(offer)
  const press = () => {
    if (isQuestion) setAsked(true)
    else void ask(async () => refresh(await say(offer)))
  }
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
        {isQuestion ? '…' : ''}
        {may ? null : <span className="unseen"> {t('role.needs.operator')}</span>}
      </button>
      <Refusal problem={problem} />
      {isAsked ? (
        <Asked
          offer={offer}
          orderId={orderId}
          {...(about === undefined ? {} : { about })}
          onDone={refresh}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  )
}

function asksFirst({ confirm, asks, verb }: VerbOffer): boolean {
  return confirm || asks === 'reason' || verb === 'split'
}

function useRefresh(orderId: string) {
  const queries = useQueryClient()
  return async (_said?: unknown) => {
    void queries.invalidateQueries({ queryKey: ['order-list'] })
    await queries.invalidateQueries({ queryKey: ['order', orderId] })
  }
}

/** The question of the verb: a yes, a reason, or how an amount is divided. */
function Asked(props: {
  readonly offer: VerbOffer
  readonly orderId: string
  readonly about?: string
  readonly onDone: () => Promise<void>
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { offer, orderId, about, onDone, onClose } = props
  const question = useQuestion(offer, about)
  if (offer.verb === 'split') {
    const { subject } = offer.call.body as { readonly subject?: string }
    return (
      <Suspense fallback={null}>
        <SplitSheet orderId={orderId} subject={subject ?? null} onDone={onDone} onClose={onClose} />
      </Suspense>
    )
  }
  if (offer.asks === 'reason') {
    return (
      <ReasonSheet
        title={question.title}
        about={t(`verbs.${offer.verb}.does`, { defaultValue: offer.effect })}
        act={question.act}
        acting={question.acting}
        onReason={async (reason) => {
          await say(offer, { reason })
          await onDone()
        }}
        onClose={onClose}
      />
    )
  }
  const run = async () => {
    await say(offer)
    await onDone()
  }
  return <Confirm question={{ ...question, about: orderId, run }} onClose={onClose} />
}

function isRisk({ verb }: VerbOffer): boolean {
  return verb === 'approve'
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
