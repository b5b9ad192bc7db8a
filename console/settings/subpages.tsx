/** The pages under Settings. */
import './settings.css'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

const pages = [
  { name: 'cross', to: '/settings' },
  { name: 'notices', to: '/settings/notices' },
  { name: 'people', to: '/settings/people' },
  { name: 'keys', to: '/settings/keys' },
] as const

export function Subpages({ here }: { readonly here: (typeof pages)[number]['name'] }) {
  const { t } = useTranslation()
  return (
    <nav className="subpages" aria-label={t('pages.settings')}>
      {pages.map(({ name, to }) => (
        <Link
          key={name}
          to={to}
          activeProps={{}}
          {...(name === here ? ({ 'aria-current': 'page' } as const) : {})}
        >
          {t(`settings.pages.${name}`)}
        </Link>
      ))}
    </nav>
  )
}
