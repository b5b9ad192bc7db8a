/** Last step: the recovery codes, shown this once. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Session, sessionQuery } from '../api/session.ts'
import { Alone } from './alone.tsx'

export function RecoveryStep(props: {
  readonly codes: readonly string[]
  readonly session: Session
}) {
  const { t } = useTranslation()
  const { codes, session } = props
  const queries = useQueryClient()
  const navigate = useNavigate()
  const enter = () => {
    queries.setQueryData(sessionQuery.queryKey, session)
    void navigate({ to: '/' })
  }
  return (
    <Alone isOpen title={t('welcome.recoveryTitle')} say={t('welcome.recoverySay')}>
      <RecoveryCodes codes={codes} />
      <button type="button" className="button main" onClick={enter}>
        {t('welcome.enter')}
      </button>
    </Alone>
  )
}

export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <ul className="codes form-row">
      {codes.map((code) => (
        <li key={code} className="identifier">
          {code}
        </li>
      ))}
    </ul>
  )
}
