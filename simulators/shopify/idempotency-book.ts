/**
 * The keys of `@idempotent`: the first answer under a key is the answer to every repeat, as Shopify documents it. How
 * long a key is kept is not documented, so it is a setting.
 */
import type { WorldClock } from '../kit/world-clock.ts'
import type { ShopSettings } from './settings.ts'

export type KeyState =
  | { readonly kind: 'new' }
  | { readonly kind: 'repeat'; readonly answer: object }
  | { readonly kind: 'refused'; readonly code: IdempotencyCode }

export type IdempotencyCode =
  | 'IDEMPOTENCY_CONCURRENT_REQUEST'
  | 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH'
  | 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'

/** The platform's words for a misused key. */
export const idempotencyWords: Readonly<Record<IdempotencyCode, string>> = {
  IDEMPOTENCY_CONCURRENT_REQUEST: 'This request is currently in progress, please try again.',
  IDEMPOTENCY_KEY_PARAMETER_MISMATCH:
    'The same idempotency key cannot be used with different operation parameters.',
  IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED:
    'A previous request with this idempotency key failed. Retry with a new idempotency key.',
}

export type IdempotencyBook = {
  /** A call under the key has come in and is still at work, or is done. */
  begin(mutation: string, key: string): void
  end(mutation: string, key: string): void
  isUnderWay(mutation: string, key: string): boolean
  look(mutation: string, key: string, parameters: unknown): KeyState
  /** Undefined for an answer that was a refusal. */
  keep(mutation: string, key: string, parameters: unknown, answer: object | undefined): void
}

type Entry = {
  readonly parameters: string
  readonly answer: object | undefined
  readonly atMs: number
}

export function createIdempotencyBook(clock: WorldClock, settings: ShopSettings): IdempotencyBook {
  const entries = new Map<string, Entry>()
  const nameOf = (mutation: string, key: string): string => `${mutation}\n${key}`
  const underWay = new Set<string>()
  return {
    begin: (mutation, key) => void underWay.add(nameOf(mutation, key)),
    end: (mutation, key) => void underWay.delete(nameOf(mutation, key)),
    isUnderWay: (mutation, key) => underWay.has(nameOf(mutation, key)),
    look(mutation, key, parameters) {
      const entry = entries.get(nameOf(mutation, key))
      if (entry === undefined || clock.nowMs() - entry.atMs >= settings.idempotencyKeptMs) {
        return { kind: 'new' }
      }
      if (entry.parameters !== canonical(parameters)) {
        return { kind: 'refused', code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' }
      }
      if (entry.answer === undefined) {
        return { kind: 'refused', code: 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED' }
      }
      return { kind: 'repeat', answer: entry.answer }
    },
    keep(mutation, key, parameters, answer) {
      const entry = { parameters: canonical(parameters), answer, atMs: clock.nowMs() }
      entries.set(nameOf(mutation, key), entry)
    },
  }
}

/** The order of the members of an object says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
