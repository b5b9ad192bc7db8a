/** What of a Shopify order counts as the buyer, and what takes its place. */
import { expect, test } from 'vitest'
import {
  addressWithout,
  noteWithout,
  placesOf,
  showsPerson,
} from '../../src/platforms/shopify/translate/without-buyer.ts'
import type { Buyer, PersonalAddress } from '../../src/platforms/shopify/wire/personal.ts'

const address: PersonalAddress = {
  ...{ id: 'gid://shopify/MailingAddress/1', firstName: 'Ada', lastName: 'Ek', company: null },
  ...{ address1: 'Gasse 1', address2: null, city: 'Wien', zip: '1010', phone: '+43 1' },
  ...{ provinceCode: null, countryCodeV2: 'AT' },
}
const buyer: Buyer = {
  ...{ id: 'gid://shopify/Customer/1', firstName: 'Ada', lastName: 'Ek', numberOfOrders: '1' },
  ...{ defaultEmailAddress: null, defaultPhoneNumber: null, addressesV2: { nodes: [] } },
}
const nothing = { note: null, shippingAddress: null }

test('R-PURGE-4: of an address country and province stay, and no other word of it', () => {
  const now = { ...address, ...addressWithout({ ...address, provinceCode: 'W' }) }
  expect(addressWithout(address)).toMatchObject({ countryCode: 'AT', zip: null, city: 'Removed' })
  expect(now).toMatchObject({ provinceCode: 'W' })
  expect(showsPerson(address)).toBe(true)
  expect(showsPerson(now as PersonalAddress)).toBe(false)
  const left = Object.entries(address).filter(([name]) => !/^(id|countryCodeV2)$/.test(name))
  for (const [name] of left) {
    const only = { ...address, ...addressWithout(address), [name]: 'Ada' } as PersonalAddress
    expect([name, showsPerson(only)]).toEqual([name, name !== 'provinceCode'])
  }
})

test('R-PURGE-4: gift messages go from the note, what people wrote stays', () => {
  const note = 'Pack well\nGift message (Mug): Happy day\nGift message: Yours\nFragile'
  expect(noteWithout(note)).toBe('Pack well\nFragile')
  expect(noteWithout('Pack well')).toBe('Pack well')
  expect(noteWithout(null)).toBeNull()
  expect(placesOf({ ...nothing, note }, null)).toEqual(['gift-note'])
})

test('R-PURGE-4: the bare customer of this one order goes, the shop’s own stays', () => {
  const places = (over: Partial<Buyer>) => placesOf(nothing, { ...buyer, ...over })
  expect(places({})).toEqual(['customer'])
  expect(places({ firstName: '', lastName: 'Removed' })).toEqual([])
  expect(
    places({ firstName: null, lastName: 'Removed', addressesV2: { nodes: [address] } }),
  ).toEqual(['customer'])
  expect(places({ numberOfOrders: '2' })).toEqual([])
  expect(places({ defaultEmailAddress: { emailAddress: 'a@example.com' } })).toEqual([])
  expect(places({ defaultPhoneNumber: { phoneNumber: '+43 1' } })).toEqual([])
})
