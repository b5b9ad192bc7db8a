/** People and their roles; invitations whose link is shown once. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  changeRole,
  type Invitation,
  invite,
  type Member,
  type OneTimeLink,
  peopleQuery,
  removePerson,
  resetPerson,
  withdraw,
} from '../api/people.ts'
import { type Role, roles, useMay } from '../api/session.ts'
import { Field } from '../parts/field.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Reading } from '../parts/reading.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Ago } from '../parts/time-left.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { Subpages } from '../settings/subpages.tsx'
import { useFormat } from '../words/format.ts'
import { OnceShown } from './once-shown.tsx'

export function PeoplePage() {
  const { t } = useTranslation()
  const people = useQuery(peopleQuery)
  const [link, setLink] = useState<OneTimeLink | null>(null)
  return (
    <>
      <Subpages here="people" />
      <PageHead title={t('people.title')} say={t('people.say')} />
      {link === null ? null : <OnceShown title={t('people.link')} text={link.link} />}
      <Reading of={people}>
        {(answer) => (
          <>
            <section className="block">
              <h2>{t('people.people')}</h2>
              {answer.people
                .filter(({ state }) => state === 'active')
                .map((person) => (
                  <MemberRow key={person.personId} person={person} onLink={setLink} />
                ))}
            </section>
            <section className="block">
              <h2>{t('people.invitations')}</h2>
              {answer.invitations.map((one) => (
                <InvitationRow key={one.linkId} invitation={one} />
              ))}
              <Invite onLink={setLink} />
            </section>
          </>
        )}
      </Reading>
    </>
  )
}

function MemberRow(props: {
  readonly person: Member
  readonly onLink: (link: OneTimeLink) => void
}) {
  const { t } = useTranslation()
  const may = useMay('owner')
  const queries = useQueryClient()
  const { problem, ask } = useAsking()
  const { personId, name, email, role, lastSeenAt } = props.person
  const act = async (deed: () => Promise<unknown>) => {
    await ask(deed)
    void queries.invalidateQueries({ queryKey: ['people'] })
  }
  return (
    <div className="setting">
      <div>
        <h3>{name}</h3>
        <p>
          {email} {lastSeenAt === null ? t('people.never') : <Ago at={lastSeenAt} />}
        </p>
        <Refusal problem={problem} />
      </div>
      <div className="actions">
        <RoleChoice
          label={t('people.roleOf', { name })}
          role={role}
          isOff={!may}
          onChoose={(to) => void act(() => changeRole(personId, to))}
        />
        {may ? (
          <>
            <button
              type="button"
              className="button low"
              onClick={() => void act(async () => props.onLink(await resetPerson(personId)))}
            >
              {t('people.reset')}
            </button>
            <button
              type="button"
              className="button low risk"
              onClick={() => void act(() => removePerson(personId))}
            >
              {t('people.remove')}
            </button>
          </>
        ) : null}
      </div>
    </div>
  )
}

export function RoleChoice(props: {
  readonly label: string
  readonly role: Role
  readonly isOff?: boolean
  readonly onChoose: (role: Role) => void
}) {
  const { t } = useTranslation()
  const { label, role, isOff = false, onChoose } = props
  return (
    <select
      className="select"
      aria-label={label}
      value={role}
      disabled={isOff}
      onChange={(event) => onChoose(roles.find((one) => one === event.target.value) ?? role)}
    >
      {roles.map((one) => (
        <option key={one} value={one}>
          {t(`role.${one}`)}
        </option>
      ))}
    </select>
  )
}

function InvitationRow({ invitation }: { readonly invitation: Invitation }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay('owner')
  const queries = useQueryClient()
  const { problem, ask } = useAsking()
  const { email, role, expiresAt, linkId } = invitation
  const take = async () => {
    await ask(() => withdraw(linkId))
    void queries.invalidateQueries({ queryKey: ['people'] })
  }
  return (
    <div className="setting">
      <div>
        <h3>{email}</h3>
        <p>{t('people.until', { role: t(`role.${role}`), time: format.moment(expiresAt) })}</p>
        <Refusal problem={problem} />
      </div>
      {may ? (
        <button type="button" className="button low" onClick={() => void take()}>
          {t('people.withdraw')}
        </button>
      ) : null}
    </div>
  )
}

function Invite({ onLink }: { readonly onLink: (link: OneTimeLink) => void }) {
  const { t } = useTranslation()
  const may = useMay('owner')
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('operator')
  const { isRunning, problem, ask } = useAsking()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    await ask(async () => onLink(await invite(email, role)))
    void queries.invalidateQueries({ queryKey: ['people'] })
  }
  if (!may) return <p className="quiet">{t('role.needs.owner')}</p>
  return (
    <form className="setting" onSubmit={(event) => void send(event)}>
      <Field label={t('people.email')} type="email" required value={email} onValue={setEmail} />
      <div className="actions">
        <RoleChoice label={t('people.role')} role={role} onChoose={setRole} />
        <button type="submit" className="button main" disabled={isRunning}>
          {t('people.invite')}
        </button>
        <Refusal problem={problem} />
      </div>
    </form>
  )
}
