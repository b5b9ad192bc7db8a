/** Sign-in: e-mail and password, then a code. Says nothing of whether the e-mail is known. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { giveCode, type Session, sessionQuery, signIn } from '../api/session.ts'
import { Field } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { Alone } from './alone.tsx'

export function SignInPage() {
  const session = useQuery(sessionQuery).data
  const queries = useQueryClient()
  const [step, setStep] = useState(session?.state === 'second-step' ? 'code' : 'password')
  const enter = (entered: Session) => {
    queries.clear()
    queries.setQueryData(sessionQuery.queryKey, entered)
  }
  if (session?.ownerExists === false) return <NoOwnerYet />
  return step === 'code' ? (
    <CodeStep onEntered={enter} onOver={() => setStep('password')} />
  ) : (
    <PasswordStep onCode={() => setStep('code')} />
  )
}

function NoOwnerYet() {
  const { t } = useTranslation()
  return (
    <Alone title={t('signIn.noOwner.title')} say={t('signIn.noOwner.say')}>
      <p className="quiet">{t('signIn.noOwner.again')}</p>
      <p className="secret">{t('signIn.noOwner.command')}</p>
    </Alone>
  )
}

function PasswordStep({ onCode }: { readonly onCode: () => void }) {
  const { t } = useTranslation()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { isRunning, problem, ask } = useAsking()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (await ask(() => signIn(email, password))) onCode()
  }
  return (
    <Alone title={t('signIn.title')}>
      <form onSubmit={(event) => void send(event)}>
        <Field
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          required
          value={email}
          onValue={setEmail}
        />
        <Field
          label={t('signIn.password')}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onValue={setPassword}
        />
        <Refusal problem={problem} />
        <button type="submit" className="button main" disabled={isRunning}>
          {isRunning ? t('signIn.running') : t('signIn.next')}
        </button>
      </form>
    </Alone>
  )
}

function CodeStep(props: {
  readonly onEntered: (session: Session) => void
  readonly onOver: () => void
}) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const { isRunning, problem, ask } = useAsking()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    await ask(async () => props.onEntered(await giveCode(code.trim())))
  }
  return (
    <Alone title={t('signIn.codeTitle')} say={t('signIn.codeSay')}>
      <form onSubmit={(event) => void send(event)}>
        <Field
          label={t('signIn.code')}
          hint={t('signIn.codeHint')}
          autoComplete="one-time-code"
          autoFocus
          required
          value={code}
          onValue={setCode}
        />
        <Refusal problem={problem} />
        <button type="submit" className="button main" disabled={isRunning}>
          {isRunning ? t('signIn.running') : t('signIn.enter')}
        </button>
      </form>
      <p>
        <button type="button" className="button bare" onClick={props.onOver}>
          {t('signIn.back')}
        </button>
      </p>
    </Alone>
  )
}
