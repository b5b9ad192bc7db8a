/** Keys for programs: a name, a role, and a token that is shown once. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ApiKey, createKey, keysQuery, revokeKey } from '../api/people.ts'
import { type Role, useMay } from '../api/session.ts'
import { Field } from '../parts/field.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Reading } from '../parts/reading.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { Subpages } from '../settings/subpages.tsx'
import { useFormat } from '../words/format.ts'
import { OnceShown } from './once-shown.tsx'
import { RoleChoice } from './people-page.tsx'

export function KeysPage() {
  const { t } = useTranslation()
  const may = useMay('owner')
  const keys = useQuery({ ...keysQuery, enabled: may })
  const [token, setToken] = useState<string | null>(null)
  return (
    <>
      <Subpages here="keys" />
      <PageHead title={t('keysPage.title')} say={t('keysPage.say')} />
      {token === null ? null : <OnceShown title={t('keysPage.token')} text={token} />}
      {may ? (
        <section className="block">
          <h2>{t('keysPage.keys')}</h2>
          <Reading of={keys}>
            {(answer) => answer.keys.map((one) => <KeyRow key={one.keyId} one={one} />)}
          </Reading>
          <NewKey onToken={setToken} />
        </section>
      ) : (
        <p className="quiet">{t('role.needs.owner')}</p>
      )}
    </>
  )
}

function KeyRow({ one }: { readonly one: ApiKey }) {
  const { t } = useTranslation()
  const format = useFormat()
  const queries = useQueryClient()
  const { problem, ask } = useAsking()
  const { keyId, name, role, lastUsedAt, revokedAt } = one
  const revoke = async () => {
    await ask(() => revokeKey(keyId))
    void queries.invalidateQueries({ queryKey: ['keys'] })
  }
  const used =
    lastUsedAt === null
      ? t('keysPage.never')
      : t('keysPage.used', { time: format.moment(lastUsedAt) })
  return (
    <div className="setting">
      <div>
        <h3>{name}</h3>
        <p>
          {t(`role.${role}`)}, {used}
        </p>
        <Refusal problem={problem} />
      </div>
      {revokedAt === null ? (
        <button type="button" className="button low risk" onClick={() => void revoke()}>
          {t('keysPage.revoke')}
        </button>
      ) : (
        <span className="faint">{t('keysPage.revoked', { time: format.moment(revokedAt) })}</span>
      )}
    </div>
  )
}

function NewKey({ onToken }: { readonly onToken: (token: string) => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const { isRunning, problem, ask } = useAsking()
  const make = async (event: FormEvent) => {
    event.preventDefault()
    await ask(async () => onToken((await createKey(name, role)).token))
    void queries.invalidateQueries({ queryKey: ['keys'] })
  }
  return (
    <form className="setting" onSubmit={(event) => void make(event)}>
      <Field label={t('keysPage.name')} required maxLength={60} value={name} onValue={setName} />
      <div className="actions">
        <RoleChoice label={t('people.role')} role={role} onChoose={setRole} />
        <button type="submit" className="button main" disabled={isRunning}>
          {t('keysPage.make')}
        </button>
        <Refusal problem={problem} />
      </div>
    </form>
  )
}
