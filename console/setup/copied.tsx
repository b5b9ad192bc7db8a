/** A text that is wanted elsewhere, with a button that copies it. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

export function Copied({ name, text }: { readonly name: string; readonly text: string }) {
  const { t } = useTranslation()
  const [isCopied, setCopied] = useState(false)
  if (text === '') return null
  const copy = () => {
    void navigator.clipboard?.writeText(text).then(() => setCopied(true))
  }
  return (
    <div className="copied">
      <span className="label">{name}</span>
      <code>{text}</code>
      <button type="button" className="button low" onClick={copy}>
        {t(isCopied ? 'setup.copied' : 'people.copy')}
        <span className="unseen"> {name}</span>
      </button>
    </div>
  )
}
