/**
 * Amazon's own no to a write, as a value: a stable code of ours, by Amazon's status and words, and those
 * words without what could be personal. The operations name their meanings; whatever fits none of them
 * is still a no and keeps the operation's general code.
 */
import type { OutsideAnswer } from '../../core/ports.ts'
import { errorsOf } from './answer-error.ts'
import { plainWords } from './plain-words.ts'

export type Refused = { readonly kind: 'refused'; readonly code: string; readonly text: string }
export type Done<Value = object> = { readonly kind: 'done' } & Value
export type Answered<Value = object> = Done<Value> | Refused

/** The first that fits Amazon's code, message and details counts. */
export type Meanings = readonly (readonly [RegExp, string])[]

export function refusedBy(answer: OutsideAnswer, meanings: Meanings, otherwise: string): Refused {
  const errors = errorsOf(answer)
  const words = errors
    .map(({ code, message, details }) => `${code} ${message ?? ''} ${details ?? ''}`)
    .join(' ')
  const code = meanings.find(([pattern]) => pattern.test(words))?.[1] ?? otherwise
  return { kind: 'refused', code, text: plainWords(errors[0]?.message ?? '') }
}

export function isRefusal(answer: OutsideAnswer): boolean {
  return answer.status >= 400
}
