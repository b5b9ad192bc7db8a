/** The sheet of sign-in and welcome: the two doors, a title, and what is asked. */
import './sign-in.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Door } from '../parts/door.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { languages, speak } from '../words/start-words.ts'

export function Alone(props: {
  readonly title: string
  readonly say?: string
  readonly isOpen?: boolean
  readonly children?: ReactNode
}) {
  const { title, say, isOpen = false, children } = props
  const { t, i18n } = useTranslation()
  return (
    <main className={isOpen ? 'alone open' : 'alone'}>
      <div className="doors-drawn">
        <Door side="amazon" />
        <i />
        <b>{t('product')}</b>
        <i />
        <Door side="shopify" notYet={!isOpen} />
      </div>
      <div>
        <PageHead title={title} {...(say === undefined ? {} : { say })} />
        {children}
      </div>
      <div className="languages">
        {languages
          .filter((one) => one !== i18n.language)
          .map((one) => (
            <button
              key={one}
              type="button"
              className="link-button"
              lang={one}
              onClick={() => void speak(one)}
            >
              {t(`language.${one}`)}
            </button>
          ))}
      </div>
    </main>
  )
}
