/** First step of a one-time link: who one is, where it is not known, and a password. */
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Begun, beginLink, type LinkLook } from '../api/session.ts'
import { Field } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { Alone } from './alone.tsx'

const shortest = 12

export function PasswordStep(props: {
  readonly look: LinkLook
  readonly token: string
  readonly onBegun: (begun: Begun) => void
}) {
  const { t } = useTranslation()
  const { look, token, onBegun } = props
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { isRunning, problem, ask } = useAsking()
  const asksName = look.purpose !== 'reset'
  const asksEmail = look.purpose === 'owner'
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const given = { ...(asksName ? { name } : {}), ...(asksEmail ? { email } : {}) }
    await ask(async () => onBegun(await beginLink({ token, ...given, password })))
  }
  return (
    <Alone title={t(`welcome.${look.purpose}.title`)} say={t(`welcome.${look.purpose}.say`)}>
      <form onSubmit={(event) => void send(event)}>
        {asksName ? (
          <Field
            label={t('welcome.name')}
            autoComplete="name"
            required
            value={name}
            onValue={setName}
          />
        ) : null}
        {asksEmail ? (
          <Field
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            required
            value={email}
            onValue={setEmail}
          />
        ) : null}
        <Field
          label={t('signIn.password')}
          hint={t('welcome.passwordHint')}
          type="password"
          autoComplete="new-password"
          minLength={shortest}
          required
          value={password}
          onValue={setPassword}
        />
        <Refusal problem={problem} />
        <button type="submit" className="button main" disabled={isRunning}>
          {isRunning ? t('signIn.running') : t('welcome.next')}
        </button>
      </form>
    </Alone>
  )
}
