/** How many need a person; never shown as 0. */
import { useTranslation } from 'react-i18next'
import { useFormat } from '../words/format.ts'

export function Pip({ number }: { readonly number: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (number === 0) return null
  return (
    <span className="pip">
      {format.count(number)}
      <span className="unseen"> {t('needYou')}</span>
    </span>
  )
}
