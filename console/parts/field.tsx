/** One thing that is asked for, with its name, a hint and what was wrong with the answer. */
import { type InputHTMLAttributes, useId } from 'react'

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> & {
  readonly label: string
  readonly hint?: string
  readonly wrong?: string | undefined
  readonly value: string
  readonly onValue: (value: string) => void
}

export function Field({ label, hint, wrong, onValue, ...rest }: FieldProps) {
  const name = useId()
  const described = [hint === undefined ? '' : `${name}-hint`, wrong ? `${name}-wrong` : '']
  return (
    <div className="form-row">
      <label htmlFor={name}>{label}</label>
      <input
        className="input"
        id={name}
        aria-invalid={wrong === undefined ? undefined : true}
        aria-describedby={described.filter(Boolean).join(' ') || undefined}
        onChange={(event) => onValue(event.target.value)}
        {...rest}
      />
      {hint === undefined ? null : (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {wrong === undefined ? null : (
        <p className="wrong" id={`${name}-wrong`} role="alert">
          {wrong}
        </p>
      )}
    </div>
  )
}
