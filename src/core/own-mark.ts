/**
 * The mark by which we know our own write again in a note of Shopify's: `crossdock:<effect key>`, on a
 * line of its own. What carries it is never an event.
 */
import { type EffectKey, id } from './ids.ts'
import { InvariantError } from './invariant-error.ts'

/** Leaves room for words beside it in the shortest note that Shopify keeps (255). */
const keyMaxChars = 180

/** Throws on a key that could not be found again. */
export function ownMark(key: EffectKey): string {
  const mark = `crossdock:${key}`
  if (key.length > keyMaxChars || findOwnMark(mark) !== key) {
    throw new InvariantError('own mark: the key is too long or has a character that ends it')
  }
  return mark
}

/** The key of the first mark in a text. Shopify may have folded our line breaks into spaces. */
export function findOwnMark(text: string | null): EffectKey | null {
  const found = /(?:^|\s)crossdock:([a-z][a-z0-9-]*:[^\s]+)/.exec(text ?? '')
  return found?.[1] === undefined ? null : id('EffectKey', found[1])
}
