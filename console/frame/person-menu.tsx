/** Who is signed in, the account that is shown, and the way out. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { chooseAccount } from '../api/call.ts'
import { sessionQuery, signOut } from '../api/session.ts'
import { languages, speak } from '../words/start-words.ts'

export function PersonMenu() {
  const { t } = useTranslation()
  const session = useQuery(sessionQuery).data
  const person = session?.person ?? null
  if (session === undefined || person === null) return null
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="person"
        aria-label={t('person.label', { name: person.name, role: t(`role.${person.role}`) })}
      >
        {initialsOf(person.name)}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6} collisionPadding={8}>
          <div className="menu-head">
            <b>{person.name}</b>
            <div className="small quiet">{t(`role.${person.role}`)}</div>
          </div>
          <Accounts accounts={session.accounts} />
          <Entries />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function Accounts(props: {
  readonly accounts: readonly { readonly accountId: string; readonly shop: string }[]
}) {
  const queries = useQueryClient()
  if (props.accounts.length < 2) return null
  const choose = (accountId: string) => {
    chooseAccount(accountId)
    void queries.invalidateQueries()
  }
  return (
    <>
      {props.accounts.map(({ accountId, shop }) => (
        <DropdownMenu.Item
          key={accountId}
          className="menu-entry"
          onSelect={() => choose(accountId)}
        >
          {shop}
        </DropdownMenu.Item>
      ))}
      <hr />
    </>
  )
}

function Entries() {
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
  return (
    <>
      <DropdownMenu.Item className="menu-entry" onSelect={() => void navigate({ to: '/me' })}>
        {t('person.mine')}
      </DropdownMenu.Item>
      {others.map((language) => (
        <DropdownMenu.Item
          key={language}
          className="menu-entry"
          lang={language}
          onSelect={() => void speak(language)}
        >
          {t(`language.${language}`)}
        </DropdownMenu.Item>
      ))}
      <DropdownMenu.Item className="menu-entry" onSelect={() => void leave()}>
        {t('person.signOut')}
      </DropdownMenu.Item>
    </>
  )
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const letters = [words.at(0), words.length > 1 ? words.at(-1) : undefined]
  return letters.map((word) => word?.charAt(0).toUpperCase() ?? '').join('')
}
