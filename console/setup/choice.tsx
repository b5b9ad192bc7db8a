/** One of a few, by name, in a form of the set-up. */
import { useId } from 'react'

export function Choice(props: {
  readonly name: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly say: string }[]
  readonly onChoose: (value: string) => void
}) {
  const id = useId()
  const { name, value, options, onChoose } = props
  return (
    <div className="form-row">
      <label htmlFor={id}>{name}</label>
      <select
        id={id}
        className="select"
        value={value}
        onChange={(event) => onChoose(event.target.value)}
      >
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.say}
          </option>
        ))}
      </select>
    </div>
  )
}
