/** What is shown this once: a link or a token. */
import { useTranslation } from 'react-i18next'

export function OnceShown({ title, text }: { readonly title: string; readonly text: string }) {
  const { t } = useTranslation()
  return (
    <section className="unread" aria-live="polite">
      <h2>{title}</h2>
      <p className="secret" data-once={text}>
        {text}
      </p>
      <p className="small quiet">{t('people.once')}</p>
      <div className="actions">
        <button
          type="button"
          className="button low"
          onClick={() => void navigator.clipboard.writeText(text)}
        >
          {t('people.copy')}
        </button>
      </div>
    </section>
  )
}
