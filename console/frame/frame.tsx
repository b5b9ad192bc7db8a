/** Around every page: header, track, tabs, keys and toasts; or the sign-in, with the address kept. */
import { useQuery } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../api/live.ts'
import { sessionQuery } from '../api/session.ts'
import { useFocusOnChange } from '../parts/page-head.tsx'
import { Reading, Waiting } from '../parts/reading.tsx'
import { Toasts } from '../parts/toasts.tsx'
import { Header } from './header.tsx'
import { PageKeys } from './page-keys.tsx'
import { takeOver } from './preferences.ts'
import { Tabs } from './tabs.tsx'

const SignInPage = lazy(async () => ({
  default: (await import('../sign-in/sign-in-page.tsx')).SignInPage,
}))

export function Frame() {
  const { pathname } = useLocation()
  if (pathname === '/welcome') return <Alone>{<Outlet />}</Alone>
  return <Gate>{pathname === '/pick-list' ? <Outlet /> : <Framed />}</Gate>
}

/** Nothing of a shop is drawn for whom the server does not know. */
function Gate({ children }: { readonly children: ReactNode }) {
  const session = useQuery(sessionQuery)
  const person = session.data?.person ?? null
  useEffect(() => {
    if (person !== null) takeOver(person.preferences)
  }, [person])
  if (person !== null) return children
  return (
    <Alone>
      <Reading of={session}>{() => <SignInPage />}</Reading>
    </Alone>
  )
}

function Alone({ children }: { readonly children: ReactNode }) {
  return <Suspense fallback={<Waiting />}>{children}</Suspense>
}

function Framed() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const main = useFocusOnChange(pathname)
  useLive(true)
  return (
    <Toasts>
      <a className="button skip" href="#page">
        {t('skip')}
      </a>
      <Header />
      <main id="page" ref={main} tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      <Tabs />
      <PageKeys />
    </Toasts>
  )
}
