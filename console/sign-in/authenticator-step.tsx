/** Second step: the secret goes into an authenticator app, and a code of it proves that it did. */
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Begun, finishLink, type Session } from '../api/session.ts'
import { Field } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { Alone } from './alone.tsx'
import { AppSecret } from './app-secret.tsx'

export function AuthenticatorStep(props: {
  readonly begun: Begun
  readonly onDone: (codes: readonly string[], session: Session) => void
}) {
  const { t } = useTranslation()
  const { begun, onDone } = props
  const [code, setCode] = useState('')
  const { isRunning, problem, ask } = useAsking()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    await ask(async () => {
      const finished = await finishLink(code.trim())
      onDone(finished.recoveryCodes, finished.session)
    })
  }
  return (
    <Alone title={t('welcome.appTitle')} say={t('welcome.appSay')}>
      <AppSecret secret={begun.secret} otpauth={begun.otpauth} />
      <form onSubmit={(event) => void send(event)}>
        <Field
          label={t('welcome.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={code}
          onValue={setCode}
        />
        <Refusal problem={problem} />
        <button type="submit" className="button main" disabled={isRunning}>
          {isRunning ? t('signIn.running') : t('welcome.finish')}
        </button>
      </form>
    </Alone>
  )
}
