/** An address that leads nowhere. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageHead } from '../parts/page-head.tsx'

export function Missing() {
  const { t } = useTranslation()
  return (
    <>
      <PageHead title={t('missing.title')} say={t('missing.say')} />
      <Link to="/">{t('missing.home')}</Link>
    </>
  )
}
