/** What is the figure, and why? */
import { useTranslation } from 'react-i18next'
import { PageHead } from '../parts/page-head.tsx'

export function StockPage() {
  const { t } = useTranslation()
  return <PageHead title={t('stock.none')} say={t('stock.noneSay')} />
}
