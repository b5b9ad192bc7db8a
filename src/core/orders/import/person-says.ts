/**
 * What people have decided about an order and what is not used up yet. The newest of export and
 * dismiss counts; a dismissal ends when somebody tries again after it.
 */
import type { OrderView, PersonInput } from '../view.ts'

export type PersonSays = {
  /** An unused `export` or `force-export`. */
  readonly go: PersonInput | null
  readonly forced: boolean
  readonly dismissed: boolean
  readonly adopt: PersonInput | null
  readonly separate: PersonInput | null
}

export function personSays(view: OrderView): PersonSays {
  const newestFirst = [...view.person].sort((left, right) => right.atMs - left.atMs)
  const of = (...kinds: PersonInput['kind'][]): PersonInput | null =>
    newestFirst.find((input) => kinds.includes(input.kind)) ?? null
  const dismiss = of('dismiss')
  const other = of('export', 'force-export', 'approve-adoption', 'create-separate')
  const triedMs = view.effect.attempts[0]?.atMs ?? Number.NEGATIVE_INFINITY
  const newestMs = Math.max(other?.atMs ?? Number.NEGATIVE_INFINITY, triedMs)
  const dismissed = dismiss !== null && dismiss.atMs > newestMs
  const says = (input: PersonInput | null): PersonInput | null => (dismissed ? null : input)
  const go = says(of('export', 'force-export'))
  return {
    go,
    forced: go?.kind === 'force-export',
    dismissed,
    adopt: says(of('approve-adoption')),
    separate: says(of('create-separate')),
  }
}
