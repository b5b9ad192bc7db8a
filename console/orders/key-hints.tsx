/** The keys of the list, under it. */
import { useTranslation } from 'react-i18next'

const shown = { j: 'j', k: 'k', x: 'x', Enter: 'Enter', e: 'e', h: 'h', p: 'p' } as const

export function KeyHints() {
  const { t } = useTranslation()
  return (
    <p className="key-hints">
      {Object.entries(shown).map(([key, name]) => (
        <span key={key}>
          <kbd>{key}</kbd> {t(`keys.orders.${name}`)}
        </span>
      ))}
      <span>
        <kbd>/</kbd> {t('keys.everywhere.find')}
      </span>
      <span>
        <kbd>?</kbd> {t('keys.everywhere.keys')}
      </span>
    </p>
  )
}
