/**
 * Which passwords are taken: 12 characters or more, and none that a guesser tries first. Those are not
 * listed one by one: common words, keyboard runs and years, in any mixture with digits and signs around
 * them, are recognised by what is left when they are taken out.
 */
import { OperationError } from '../operation-error.ts'
import { commonWords } from './first-guesses.ts'

export const passwordLengthLeast = 12
const passwordLengthMost = 200
/** Different letters that have to be left when everything common is taken out. */
const ownLettersLeast = 5

/** Throws OperationError PASSWORD_TOO_SHORT or PASSWORD_COMMON. `about`: the person's own name and address. */
export function requireGoodPassword(password: string, about: readonly string[]): void {
  const length = [...password].length
  if (length < passwordLengthLeast || length > passwordLengthMost) {
    throw new OperationError(
      'PASSWORD_TOO_SHORT',
      `A password has ${passwordLengthLeast} to ${passwordLengthMost} characters.`,
      'Four words that do not belong together are easy to remember and hard to guess.',
    )
  }
  if (!isCommon(password, about)) return
  throw new OperationError(
    'PASSWORD_COMMON',
    'This password is one of those that are tried first: common words, runs of keys, or your own name.',
    'Take four words that do not belong together.',
  )
}

export function isCommon(password: string, about: readonly string[] = []): boolean {
  const typed = [...password.normalize('NFKC').toLowerCase()]
  const own = about.flatMap((text) => readable(text).split(/[^\p{L}\d]+/u))
  const words = [...commonWords, ...own.filter((word) => word.length > 2)]
  const longestFirst = words.toSorted((one, other) => other.length - one.length)
  let left = readable(password)
  for (const word of longestFirst) left = left.replaceAll(word, ' '.repeat([...word].length))
  const read = [...left]
  // Digits are no letters, whatever they may be read as: years and runs count for nothing.
  const kept = typed.filter((sign, at) => read[at] !== ' ' && /\p{L}/u.test(sign))
  return new Set(kept).size < ownLettersLeast
}

const leet: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '@': 'a', $: 's' },
  ...{ '!': 'i' },
}

/** As a guesser reads it, sign by sign: `P@ssw0rd` is a password. */
function readable(text: string): string {
  return [...text.normalize('NFKC').toLowerCase()].map((sign) => leet[sign] ?? sign).join('')
}
