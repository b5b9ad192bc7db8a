/**
 * Amazon's postal address as a Shopify MailingAddressInput (Admin API 2026-10). Shopify has two lines and
 * a province code where Amazon has three lines, a district and a free region; what has no field of its own
 * is kept in the second line. Never an e-mail; the phone goes only here.
 */
import type { PostalAddress } from '../../../core/orders/amazon-order.ts'
import type { MailingAddressInput } from '../wire/generated/operations.ts'
import { shopifyCountry } from './countries.ts'
import { plainLine, shopifyName } from './person-name.ts'
import { provinceCode } from './provinces.ts'

export type AddressAnswer =
  | { readonly is: 'address'; readonly address: MailingAddressInput }
  | { readonly is: 'none' }
  /** Shopify has no such country; without one the parcel has no destination. */
  | { readonly is: 'unknown-country'; readonly countryCode: string }

/** Postal addresses of these countries carry no region: the postal code says it all. */
const withoutRegion = new Set('AT BE CH CZ DE DK EE FI FR LT LU LV NL NO PL PT SE SI SK'.split(' '))
const fieldMaxChars = 255

/** Translates an address; `none` when Amazon gave nothing that Shopify could use. */
export function shopifyAddress(from: PostalAddress): AddressAnswer {
  const givenCountry = plainLine(from.countryCode)
  const countryCode = givenCountry === '' ? undefined : shopifyCountry(givenCountry)
  if (givenCountry !== '' && countryCode === undefined) {
    return { is: 'unknown-country', countryCode: givenCountry.slice(0, 2) }
  }
  const name = shopifyName(from.name, countryCode)
  const region = regionOf(from, countryCode)
  const [address1, ...further] = [from.line1, from.line2, from.line3].map(plainLine).filter(isText)
  const address2 = [...further, plainLine(from.district), region.leftOver].filter(isText).join(', ')
  const address: MailingAddressInput = {
    ...(name?.firstName ? { firstName: name.firstName } : {}),
    ...(name ? { lastName: name.lastName } : {}),
    ...field('company', from.company),
    ...field('address1', address1),
    ...field('address2', address2),
    ...field('city', from.city),
    ...(region.code === undefined ? {} : { provinceCode: region.code }),
    ...field('zip', from.postalCode),
    ...(countryCode === undefined ? {} : { countryCode }),
    ...field('phone', from.phone),
  }
  return Object.keys(address).length === 0 ? { is: 'none' } : { is: 'address', address }
}

function regionOf(
  from: PostalAddress,
  countryCode: string | undefined,
): { code?: string; leftOver: string } {
  const region = plainLine(from.region)
  if (region === '') return { leftOver: '' }
  const code = countryCode === undefined ? undefined : provinceCode(countryCode, region)
  if (code !== undefined) return { code, leftOver: '' }
  const said = region.toLowerCase() === plainLine(from.city).toLowerCase()
  const unused = countryCode !== undefined && withoutRegion.has(countryCode)
  return { leftOver: said || unused ? '' : region }
}

function field<Name extends keyof MailingAddressInput>(
  name: Name,
  text: string | null | undefined,
): Partial<Record<Name, string>> {
  const plain = plainLine(text).slice(0, fieldMaxChars)
  const found: Partial<Record<Name, string>> = {}
  if (plain !== '') found[name] = plain
  return found
}

function isText(text: string): boolean {
  return text !== ''
}
