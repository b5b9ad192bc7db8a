/** Header: the mark, the pages with what needs a person, the search, the person; under it the track. */
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { overviewQuery } from '../api/overview.ts'
import { Sign } from '../parts/signs.tsx'
import { dailyPages, isHere, otherPages, type Page } from './pages.ts'
import { PersonMenu } from './person-menu.tsx'
import { Pip } from './pip.tsx'
import { Track } from './track.tsx'

export function Header() {
  const { t } = useTranslation()
  return (
    <header className="top">
      <div className="top-row">
        <Link className="brand" to="/">
          <Sign name="mark" />
          {t('product')}
        </Link>
        <nav className="pages" aria-label={t('pages.title')}>
          {dailyPages.map((page) => (
            <PageLink key={page.name} page={page} />
          ))}
          <span className="pause" />
          {otherPages.map((page) => (
            <PageLink key={page.name} page={page} />
          ))}
        </nav>
        <Link className="find" to="/orders" search={{ view: 'everything' }} hash="find">
          <Sign name="find" />
          <span>{t('find.short')}</span>
          <kbd>/</kbd>
          <span className="unseen">{t('find.open')}</span>
        </Link>
        <PersonMenu />
      </div>
      <Track />
    </header>
  )
}

function PageLink({ page }: { readonly page: Page }) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const pips = useQuery(overviewQuery).data?.pips
  const here = isHere(page, pathname) ? ({ 'aria-current': 'page' } as const) : {}
  return (
    <Link to={page.to} activeProps={{}} {...here}>
      {t(`pages.${page.name}`)}
      {page.pip === undefined ? null : <Pip number={pips?.[page.pip] ?? 0} />}
    </Link>
  )
}
