/** What was just tried, line by line: how it went, and the fix where it did not. */
import { useTranslation } from 'react-i18next'
import type { Check } from '../api/settings.ts'
import { Sign } from '../parts/signs.tsx'

export function CheckLines({ checks }: { readonly checks: readonly Check[] }) {
  const { t } = useTranslation()
  if (checks.length === 0) return <p className="quiet small">{t('setup.notTried')}</p>
  return (
    <ul aria-live="polite">
      {checks.map(({ check, state, text, fix }) => (
        <li key={check} className="check">
          <Sign name={signs[state]} />
          <span>
            {state === 'warning' || state === 'failed' ? <b>{text}</b> : text}
            <span className="unseen"> {t(`setup.state.${state}`)}</span>
          </span>
          {fix === null || state === 'ok' ? null : <p>{fix}</p>}
        </li>
      ))}
    </ul>
  )
}

/** `7 of 8 fine`, beside the name of a side. */
export function CheckCount({ checks }: { readonly checks: readonly Check[] }) {
  const { t } = useTranslation()
  if (checks.length === 0) return null
  const fine = checks.filter(({ state }) => state === 'ok').length
  return <span className="count small quiet">{t('setup.fine', { fine, all: checks.length })}</span>
}

const signs = { ok: 'yes', warning: 'held', failed: 'held', skipped: 'none' } as const
