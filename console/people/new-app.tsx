/** Another authenticator app in place of the old one: password and old code first, then a code of the new. */
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AppKey, beginNewApp, finishNewApp } from '../api/session.ts'
import { Field } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { AppSecret } from '../sign-in/app-secret.tsx'

type State = { readonly is: 'asks' | 'done' } | { readonly is: 'shown'; readonly key: AppKey }

export function NewApp() {
  const { t } = useTranslation()
  const [state, setState] = useState<State>({ is: 'asks' })
  return (
    <section className="block">
      <h2>{t('me.app')}</h2>
      <p className="quiet small">{t('me.appSay')}</p>
      {state.is === 'done' ? <p role="status">{t('me.appDone')}</p> : null}
      {state.is === 'asks' ? <Begin onKey={(key) => setState({ is: 'shown', key })} /> : null}
      {state.is === 'shown' ? (
        <Finish appKey={state.key} onDone={() => setState({ is: 'done' })} />
      ) : null}
    </section>
  )
}

function Begin({ onKey }: { readonly onKey: (key: AppKey) => void }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { isRunning, problem, ask } = useAsking()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    await ask(async () => onKey(await beginNewApp(password, code.trim())))
  }
  return (
    <form onSubmit={(event) => void send(event)}>
      <Field
        label={t('me.current')}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onValue={setPassword}
      />
      <Field
        label={t('me.oldCode')}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        onValue={setCode}
      />
      <Refusal problem={problem} />
      <button type="submit" className="button" disabled={isRunning}>
        {t('me.appBegin')}
      </button>
    </form>
  )
}

function Finish(props: { readonly appKey: AppKey; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const { appKey, onDone } = props
  const [code, setCode] = useState('')
  const { isRunning, problem, ask } = useAsking()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (await ask(() => finishNewApp(code.trim()))) onDone()
  }
  return (
    <form onSubmit={(event) => void send(event)}>
      <AppSecret secret={appKey.secret} otpauth={appKey.otpauth} />
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
        {t('welcome.finish')}
      </button>
    </form>
  )
}
