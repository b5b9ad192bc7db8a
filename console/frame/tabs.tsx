/** The pages at the bottom of narrow screens; what does not fit stands under More. */
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { overviewQuery } from '../api/overview.ts'
import { Menu } from '../parts/menu.tsx'
import { Sign, type SignName } from '../parts/signs.tsx'
import { dailyPages, isHere, otherPages, type Page } from './pages.ts'
import { Pip } from './pip.tsx'

const onTabs = dailyPages.filter(({ name }) => name !== 'quarantine')
const underMore = [...dailyPages.filter(({ name }) => name === 'quarantine'), ...otherPages]

export function Tabs() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  return (
    <nav className="tabs" aria-label={t('pages.title')}>
      {onTabs.map((page) => (
        <Tab key={page.name} page={page} isHere={isHere(page, pathname)} />
      ))}
      <More isHere={underMore.some((page) => isHere(page, pathname))} />
    </nav>
  )
}

function Tab(props: { readonly page: Page; readonly isHere: boolean }) {
  const { t } = useTranslation()
  const { page } = props
  const pips = useQuery(overviewQuery).data?.pips
  const here = props.isHere ? ({ 'aria-current': 'page' } as const) : {}
  return (
    <Link className="tab" to={page.to} activeProps={{}} {...here}>
      <Sign name={page.name as SignName} />
      {t(`pages.${page.name}`)}
      {page.pip === undefined ? null : <Pip number={pips?.[page.pip] ?? 0} />}
    </Link>
  )
}

function More(props: { readonly isHere: boolean }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const pips = useQuery(overviewQuery).data?.pips
  const here = props.isHere ? ({ 'aria-current': 'page' } as const) : {}
  return (
    <Menu
      className="tab"
      opensUp
      {...here}
      entries={underMore.map((page) => ({
        key: page.name,
        say: (
          <>
            {t(`pages.${page.name}`)}
            {page.pip === undefined ? null : <Pip number={pips?.[page.pip] ?? 0} />}
          </>
        ),
        act: () => void navigate({ to: page.to }),
      }))}
    >
      <Sign name="more" />
      {t('pages.more')}
      <Pip number={pips?.quarantine ?? 0} />
    </Menu>
  )
}
