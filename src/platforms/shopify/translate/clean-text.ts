/**
 * Takes personal data out of Shopify's words before they are kept: a refusal may repeat what we sent.
 */
import type { PersonalFacts } from '../../../core/orders/amazon-order.ts'

const textMaxChars = 200
const mark = '[…]'

/** Shopify's words without any part of the personal facts, e-mail address or long number. */
export function cleanText(text: string, personal: PersonalFacts | null): string {
  let clean = text.replace(/[\p{Cc}\s]+/gu, ' ')
  for (const secret of personalStrings(personal)) clean = clean.replace(pattern(secret), mark)
  return clean
    .replace(/[^\s@]+@[^\s@]+/gu, mark)
    .replace(/\+?\d(?:[\d ().-]*\d){5,}/gu, mark)
    .trim()
    .slice(0, textMaxChars)
}

/** Whole values first, then their words, longest first: what remains of a value must not survive. */
function personalStrings(personal: PersonalFacts | null): string[] {
  if (personal === null) return []
  const values = [
    personal.buyerName,
    ...Object.values(personal.address ?? {}),
    ...personal.giftMessages.map((message) => message.text),
  ].flatMap((value) => (value === null ? [] : [value.replace(/[\p{Cc}\s]+/gu, ' ').trim()]))
  const words = values.flatMap((value) => value.split(/[\s,;/]+/u))
  const unique = new Set([...values, ...words].filter((value) => value !== ''))
  return [...unique].sort((one, other) => other.length - one.length)
}

/** Letters and digits beside it would make it another word; scripts without spaces have no such edge. */
function pattern(secret: string): RegExp {
  const literal = secret.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  const spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
  if (spaceless.test(secret)) return new RegExp(literal, 'giu')
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'giu')
}
