/** A way to the other platform's own page; opens beside the console. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Sign } from './signs.tsx'

export function OutLink(props: {
  readonly to: string
  readonly look?: string
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <a className={props.look ?? 'button low'} href={props.to} target="_blank" rel="noreferrer">
      {props.children}
      <Sign name="out" />
      <span className="unseen">{t('opensBeside')}</span>
    </a>
  )
}
