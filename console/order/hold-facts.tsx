/** What happened, with its figures: the server's sentence, or ours in another language with its facts. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hold } from '../api/order-page.ts'

export function useFacts(hold: Pick<Hold, 'code' | 'text' | 'title'>): ReactNode {
  const { t, i18n } = useTranslation()
  const key = `holds.${hold.code}.what`
  if (i18n.language === 'en' || !i18n.exists(key)) return hold.text
  return (
    <>
      {t(key)}{' '}
      <span className="small quiet" lang="en">
        {hold.text}
      </span>
    </>
  )
}
