/** One side of the set-up: its plate, what is missing and how to get it, what was tried, and the form. */
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Check } from '../api/settings.ts'
import { Door, type Side as DoorSide } from '../parts/door.tsx'
import { CheckCount, CheckLines } from './check-lines.tsx'

type SideProps = {
  readonly side: DoorSide
  readonly name: string
  readonly say: string
  readonly isJoined: boolean
  readonly from: 'console' | 'environment' | null
  /** Null for who may not enter anything. */
  readonly missing: readonly string[] | null
  readonly checks: readonly Check[]
  readonly form: (onEntered: () => void) => ReactNode
}

export function Side(props: SideProps) {
  const { t } = useTranslation()
  const { side, name, say, isJoined, from, missing, checks, form } = props
  const [isChanging, setChanging] = useState(false)
  const isOpen = missing !== null && from !== 'environment' && (isChanging || missing.length > 0)
  return (
    <section>
      <div className="plate">
        <Door side={side} large notYet={!isJoined} />
        <div>
          <h2>{name}</h2>
          <span className="small quiet">{say}</span>
        </div>
        <CheckCount checks={checks} />
      </div>
      {missing === null || missing.length === 0 ? null : <Missing side={side} missing={missing} />}
      {checks.length === 0 && missing !== null && missing.length > 0 ? null : (
        <CheckLines checks={checks} />
      )}
      {isOpen ? form(() => setChanging(false)) : null}
      {missing === null || isOpen ? null : from === 'environment' ? (
        <p className="small quiet">{t('setup.fromEnvironment')}</p>
      ) : (
        <button type="button" className="button low" onClick={() => setChanging(true)}>
          {t('setup.change')}
        </button>
      )}
    </section>
  )
}

function Missing(props: { readonly side: DoorSide; readonly missing: readonly string[] }) {
  const { t } = useTranslation()
  const { side, missing } = props
  return (
    <div className="missing">
      <p>
        <b>{t('setup.missing', { count: missing.length })}</b>{' '}
        {missing.map((one) => t(`setup.field.${side}.${one}`, { defaultValue: one })).join(', ')}
      </p>
      <details>
        <summary>{t('setup.how')}</summary>
        <ol className="how-to">
          {(t(`setup.guide.${side}`, { returnObjects: true }) as readonly string[]).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </details>
    </div>
  )
}
