/** What happened, with its figures: the server's sentence, or ours in another language with its facts. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hold } from '../api/order-page.ts'

type Told = Pick<Hold, 'code' | 'text'> & { readonly facts?: Hold['facts'] }

export function useFacts({ code, text, facts = {} }: Told): ReactNode {
  const { t, i18n } = useTranslation()
  const key = `holds.${code}.what`
  if (i18n.language === 'en' || !i18n.exists(key)) return text
  const shown = Object.entries(facts).filter(([name]) => name !== 'subject')
  const said = shown.map(([, value]) => (Array.isArray(value) ? value.join('; ') : String(value)))
  return (
    <>
      {t(key)} <span className="quiet">{said.join(', ')}</span>
    </>
  )
}
