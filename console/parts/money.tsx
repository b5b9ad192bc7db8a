/** An amount with its currency beside it, both in columns of their own width. */
import { type Money as Amount, useFormat } from '../words/format.ts'

export function Money({ of }: { readonly of: Amount }) {
  const format = useFormat()
  return (
    <span className="number">
      <b>{format.amount(of)}</b>
      <span className="currency">{of.currency}</span>
    </span>
  )
}
