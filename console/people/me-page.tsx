/** My looks, my keys, where I am signed in, my password and recovery codes. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  changePassword,
  type DeviceSession,
  endSession,
  keepPreferences,
  mySessionsQuery,
  newRecoveryCodes,
  signOutEverywhere,
  usePerson,
} from '../api/session.ts'
import { density, lettersAct, prefer, theme } from '../frame/preferences.ts'
import { Field } from '../parts/field.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Reading } from '../parts/reading.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Ago } from '../parts/time-left.tsx'
import { useAsking } from '../parts/use-asking.ts'
import '../settings/settings.css'
import '../sign-in/sign-in.css'
import { RecoveryCodes } from '../sign-in/recovery-step.tsx'
import { NewApp } from './new-app.tsx'

export function MePage() {
  const { t } = useTranslation()
  const person = usePerson()
  const sessions = useQuery(mySessionsQuery)
  return (
    <>
      <PageHead title={t('me.title')} say={person?.email} />
      <Looks />
      <section className="block">
        <h2>{t('me.sessions')}</h2>
        <Reading of={sessions}>
          {(answer) =>
            answer.sessions.map((one) => <SessionRow key={one.sessionId} session={one} />)
          }
        </Reading>
        <button
          type="button"
          className="button"
          onClick={() => void signOutEverywhere().then(() => location.assign('/'))}
        >
          {t('me.everywhere')}
        </button>
      </section>
      <Password />
      <NewApp />
      <Recovery />
    </>
  )
}

function Looks() {
  const { t } = useTranslation()
  const person = usePerson()
  const [shown, setShown] = useState({
    ...{ theme: theme() as string, density: density() as string },
    keys: lettersAct() ? 'on' : 'off',
  })
  const choose = (name: 'theme' | 'density' | 'keys', value: string) => {
    setShown({ ...shown, [name]: value })
    prefer(name, value)
    void keepPreferences({ ...person?.preferences, [name]: value })
  }
  const options = {
    theme: ['system', 'light', 'dark'],
    density: ['calm', 'close'],
    keys: ['on', 'off'],
  } as const
  return (
    <section className="block">
      <h2>{t('me.looks')}</h2>
      {(['theme', 'density', 'keys'] as const).map((name) => (
        <label key={name} className="setting">
          <span>
            <b>{t(`me.${name}.title`)}</b>
          </span>
          <select
            className="select"
            value={shown[name]}
            onChange={(event) => choose(name, event.target.value)}
          >
            {options[name].map((one) => (
              <option key={one} value={one}>
                {t(`me.${name}.${one}`)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </section>
  )
}

function SessionRow({ session }: { readonly session: DeviceSession }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { problem, ask } = useAsking()
  const { sessionId, device, lastSeenAt, current } = session
  const end = async () => {
    await ask(() => endSession(sessionId))
    void queries.invalidateQueries({ queryKey: ['my-sessions'] })
  }
  return (
    <div className="setting">
      <div>
        <h3>{device}</h3>
        <p>{current ? t('me.thisOne') : <Ago at={lastSeenAt} />}</p>
        <Refusal problem={problem} />
      </div>
      {current ? null : (
        <button type="button" className="button low" onClick={() => void end()}>
          {t('me.end')}
        </button>
      )}
    </div>
  )
}

function Password() {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [code, setCode] = useState('')
  const [isDone, setDone] = useState(false)
  const { isRunning, problem, ask } = useAsking()
  const change = async (event: FormEvent) => {
    event.preventDefault()
    setDone(await ask(() => changePassword({ current, next, code })))
  }
  return (
    <section className="block">
      <h2>{t('me.password')}</h2>
      <form onSubmit={(event) => void change(event)}>
        <Field
          label={t('me.current')}
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onValue={setCurrent}
        />
        <Field
          label={t('me.next')}
          hint={t('welcome.passwordHint')}
          type="password"
          autoComplete="new-password"
          required
          value={next}
          onValue={setNext}
        />
        <Field
          label={t('signIn.code')}
          autoComplete="one-time-code"
          required
          value={code}
          onValue={setCode}
        />
        <Refusal problem={problem} />
        {isDone ? <p role="status">{t('me.changed')}</p> : null}
        <button type="submit" className="button" disabled={isRunning}>
          {t('me.change')}
        </button>
      </form>
    </section>
  )
}

function Recovery() {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const { isRunning, problem, ask } = useAsking()
  const renew = async (event: FormEvent) => {
    event.preventDefault()
    await ask(async () => setCodes((await newRecoveryCodes(code)).recoveryCodes))
  }
  return (
    <section className="block">
      <h2>{t('me.recovery')}</h2>
      {codes === null ? (
        <form onSubmit={(event) => void renew(event)}>
          <Field label={t('signIn.code')} required value={code} onValue={setCode} />
          <Refusal problem={problem} />
          <button type="submit" className="button" disabled={isRunning}>
            {t('me.renew')}
          </button>
        </form>
      ) : (
        <RecoveryCodes codes={codes} />
      )}
    </section>
  )
}
