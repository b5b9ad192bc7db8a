/** Who is signed in, the account that is shown, and the way out. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { chooseAccount } from '../api/call.ts'
import { type Session, sessionQuery, signOut } from '../api/session.ts'
import { Menu, type MenuEntry } from '../parts/menu.tsx'
import { languages, speak } from '../words/start-words.ts'

export function PersonMenu() {
  const { t } = useTranslation()
  const session = useQuery(sessionQuery).data
  const accounts = useAccounts(session)
  const entries = useEntries()
  const person = session?.person ?? null
  if (person === null) return null
  return (
    <Menu
      className="person"
      aria-label={t('person.label', { name: person.name, role: t(`role.${person.role}`) })}
      head={
        <div className="menu-head" role="presentation">
          <b>{person.name}</b>
          <div className="small quiet">{t(`role.${person.role}`)}</div>
        </div>
      }
      entries={[...accounts, ...entries]}
    >
      {initialsOf(person.name)}
    </Menu>
  )
}

/** Shops of which one is shown; none to choose where there is only one. */
function useAccounts(session: Session | undefined): readonly MenuEntry[] {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const accounts = session?.accounts ?? []
  if (accounts.length < 2) return []
  return accounts.map(({ accountId, shop, state }) => ({
    key: accountId,
    say: (
      <>
        {shop.replace(/[.]myshopify[.]com$/, '')}
        {state === 'connected' ? null : (
          <span className="small faint">{t('track.silent.away')}</span>
        )}
      </>
    ),
    isChosen: accountId === session?.account,
    act: () => {
      chooseAccount(accountId)
      void queries.invalidateQueries()
    },
  }))
}

function useEntries(): readonly MenuEntry[] {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const leave = async () => {
    await signOut()
    queries.clear()
    await queries.invalidateQueries(sessionQuery)
    location.assign('/')
  }
  const others = languages.filter((one) => one !== i18n.language)
  return [
    { key: 'mine', say: t('person.mine'), act: () => void navigate({ to: '/me' }) },
    ...others.map((language) => ({
      ...{ key: language, say: t(`language.${language}`), lang: language },
      act: () => void speak(language),
    })),
    { key: 'out', say: t('person.signOut'), act: () => void leave() },
  ]
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined]
  return letters.map((word) => word?.charAt(0).toUpperCase() ?? '').join('')
}
