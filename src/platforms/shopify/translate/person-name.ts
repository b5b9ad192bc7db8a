/**
 * A person's name for Shopify, which has two fields where Amazon has one. Nobody can know where a family
 * name begins, so the rule is: first and last name, read one after the other, give Amazon's text again.
 */
export type ShopifyName = { readonly firstName: string | null; readonly lastName: string }

/** Where the family name is written first, splitting would turn the name round on the label. */
const familyNameFirst = new Set(['CN', 'HK', 'HU', 'JP', 'KR', 'MO', 'TW', 'VN'])
const partMaxChars = 255

/** Undefined when there is no name at all. */
export function shopifyName(
  name: string | null,
  countryCode: string | undefined,
): ShopifyName | undefined {
  const whole = plainLine(name)
  if (whole === '') return undefined
  const lastSpace = whole.lastIndexOf(' ')
  const undivided = lastSpace < 0 || (countryCode !== undefined && familyNameFirst.has(countryCode))
  if (undivided) return { firstName: null, lastName: whole.slice(0, partMaxChars) }
  return {
    firstName: whole.slice(0, lastSpace).slice(0, partMaxChars),
    lastName: whole.slice(lastSpace + 1).slice(0, partMaxChars),
  }
}

/** One line of text: control characters and runs of space become one space. */
export function plainLine(text: string | null | undefined): string {
  return (text ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim()
}
