/**
 * What of a Shopify order points to a person, and what is put in its place (Admin API 2026-10: a new shipping address
 * overwrites the whole old one). Country and province stay, for they name nobody and the shop's reports need them.
 */
import type { PersonalPlace } from '../../../core/purge/shop-personal.ts'
import type { MailingAddressInput } from '../wire/generated/operations.ts'
import type { Buyer, OrderPersonal, PersonalAddress } from '../wire/personal.ts'

/** Stands where Shopify wants a word. */
export const removedWord = 'Removed'

/** Lines of the note that the create wrote; what the shop's people wrote stays. */
const giftLine = /^Gift message\b/

export function placesOf(order: OrderPersonal, buyer: Buyer | null): PersonalPlace[] {
  const { shippingAddress, note } = order
  const named = buyer !== null && isOfThisOrder(buyer) && customerShows(buyer)
  return [
    ...(shippingAddress !== null && showsPerson(shippingAddress) ? (['address'] as const) : []),
    ...(noteWithout(note) === note ? [] : (['gift-note'] as const)),
    ...(named ? (['customer'] as const) : []),
  ]
}

export function customerShows(buyer: Buyer): boolean {
  return (
    isWord(buyer.firstName) || isWord(buyer.lastName) || buyer.addressesV2.nodes.some(showsPerson)
  )
}

export function showsPerson(address: PersonalAddress): boolean {
  const { firstName, lastName, company, address1, address2, city, zip, phone } = address
  return [firstName, lastName, company, address1, address2, city, zip, phone].some(isWord)
}

/**
 * The create makes a record with a name and nothing to write to. One with a mail address, a phone or other orders
 * is the shop's own customer.
 */
export function isOfThisOrder(buyer: Buyer): boolean {
  const { numberOfOrders, defaultEmailAddress, defaultPhoneNumber } = buyer
  return numberOfOrders === '1' && defaultEmailAddress === null && defaultPhoneNumber === null
}

/** Every field is named, also where an address is changed and not replaced. */
export function addressWithout({
  provinceCode,
  countryCodeV2,
}: PersonalAddress): MailingAddressInput {
  return {
    ...{ firstName: null, lastName: removedWord, company: null, phone: null, zip: null },
    ...{ address1: removedWord, address2: null, city: removedWord },
    ...(provinceCode === null ? {} : { provinceCode }),
    ...(countryCodeV2 === null
      ? {}
      : { countryCode: countryCodeV2 as NonNullable<MailingAddressInput['countryCode']> }),
  }
}

export function noteWithout(note: string | null): string | null {
  if (note === null) return null
  const lines = note.split('\n')
  const kept = lines.filter((line) => !giftLine.test(line))
  return kept.length === lines.length ? note : kept.join('\n')
}

function isWord(text: string | null): boolean {
  return text !== null && text !== '' && text !== removedWord
}
