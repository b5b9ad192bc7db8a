/**
 * What a one-time link opens: the first owner, an invitation, a new password. The token stands in the
 * fragment, which no server logs; it is taken out of the address at once.
 */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/call.ts'
import { type Begun, type LinkLook, lookAtLink, type Session } from '../api/session.ts'
import { Waiting } from '../parts/reading.tsx'
import { useRefusal } from '../parts/refusal.tsx'
import { Alone } from './alone.tsx'
import { AuthenticatorStep } from './authenticator-step.tsx'
import { PasswordStep } from './choose-password-step.tsx'
import { RecoveryStep } from './recovery-step.tsx'

/** Read once, when the page is opened: the second drawing of a strict mode must find it too. */
const token = location.hash.slice(1)
if (token !== '') history.replaceState(null, '', location.pathname)

type Step =
  | { readonly is: 'password' }
  | { readonly is: 'authenticator'; readonly begun: Begun }
  | { readonly is: 'recovery'; readonly codes: readonly string[]; readonly session: Session }

export function WelcomePage() {
  const { t } = useTranslation()
  const refusal = useRefusal()
  const [step, setStep] = useState<Step>({ is: 'password' })
  const look = useQuery({
    queryKey: ['link'],
    queryFn: () => lookAtLink(token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (look.isError) {
    const { error } = look
    const say = error instanceof ApiProblem ? refusal(error) : t('unread.text')
    return <Alone title={t('welcome.unusable')} say={say} />
  }
  if (look.data === undefined) return <Waiting />
  return <Steps look={look.data} step={step} onStep={setStep} />
}

function Steps(props: {
  readonly look: LinkLook
  readonly step: Step
  readonly onStep: (step: Step) => void
}) {
  const { look, step, onStep } = props
  if (step.is === 'authenticator') {
    return (
      <AuthenticatorStep
        begun={step.begun}
        onDone={(codes, session) => onStep({ is: 'recovery', codes, session })}
      />
    )
  }
  if (step.is === 'recovery') return <RecoveryStep codes={step.codes} session={step.session} />
  return (
    <PasswordStep
      look={look}
      token={token}
      onBegun={(begun) => onStep({ is: 'authenticator', begun })}
    />
  )
}
