/** The form of a side. A secret that is kept stays when its field is left empty. */
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { authorise, type Setup, setupQuery } from '../api/setup.ts'
import type { Side } from '../parts/door.tsx'
import { Field } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'

export type Entered = Readonly<Record<string, string>>

/** `kept`: a secret that is stored already. */
export type DoorField = {
  readonly name: string
  readonly is: 'text' | 'secret'
  readonly kept?: boolean
  readonly isNeeded?: boolean
}

type DoorFormProps = {
  readonly side: Side
  readonly stands: Entered
  readonly fields: readonly DoorField[]
  readonly canAuthorise: boolean
  readonly enter: (entered: Entered) => Promise<Setup>
  readonly onEntered: () => void
  readonly children?: (entered: Entered, set: (name: string, value: string) => void) => ReactNode
}

export function DoorForm(props: DoorFormProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { side, stands, fields, canAuthorise, enter, onEntered, children } = props
  const [entered, setEntered] = useState<Entered>(stands)
  const { isRunning, problem, ask } = useAsking()
  const set = (name: string, value: string) => setEntered({ ...entered, [name]: value })
  const keep = async () => {
    queries.setQueryData(setupQuery.queryKey, await enter(withoutEmpty(entered)))
  }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (await ask(keep)) onEntered()
  }
  const wrongIn = (name: string) =>
    problem?.issues.find(({ path }) => path === name) === undefined ? undefined : t('setup.unsound')
  const isOfFields = fields.some(({ name }) => wrongIn(name) !== undefined)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (isOfFields) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [isOfFields])
  return (
    <form ref={form} className="door-form" onSubmit={(event) => void send(event)}>
      {children?.(entered, set)}
      {fields.map(({ name, is, kept = false, isNeeded = true }) => (
        <Field
          key={name}
          label={t(`setup.field.${side}.${name}`)}
          hint={t(`setup.hint.${side}.${name}`)}
          type={is === 'secret' ? 'password' : 'text'}
          autoComplete="off"
          spellCheck={false}
          required={isNeeded && !kept}
          placeholder={kept ? t('setup.kept') : undefined}
          wrong={wrongIn(name)}
          value={entered[name] ?? ''}
          onValue={(value) => set(name, value)}
        />
      ))}
      {isOfFields ? (
        <p className="wrong" role="alert">
          {t('problems.SETUP_UNSOUND')}
        </p>
      ) : (
        <Refusal problem={problem} />
      )}
      <FormActions
        side={side}
        isRunning={isRunning}
        onAuthorise={canAuthorise ? () => void ask(() => authorise(side)) : null}
      />
    </form>
  )
}

function FormActions(props: {
  readonly side: Side
  readonly isRunning: boolean
  /** Null: this side is entered by hand alone. */
  readonly onAuthorise: (() => void) | null
}) {
  const { t } = useTranslation()
  const { side, isRunning, onAuthorise } = props
  return (
    <div className="actions">
      <button type="submit" className="button main" disabled={isRunning}>
        {t(isRunning ? 'setup.keeping' : 'setup.keep')}
      </button>
      {onAuthorise === null ? null : (
        <button type="button" className="button" disabled={isRunning} onClick={onAuthorise}>
          {t(`setup.authorise.${side}`)}
        </button>
      )}
    </div>
  )
}

function withoutEmpty(entered: Entered): Entered {
  return Object.fromEntries(
    Object.entries(entered)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  )
}
