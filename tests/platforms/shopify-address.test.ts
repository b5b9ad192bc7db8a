/** Amazon's addresses in Shopify's fields: nothing lost that a parcel needs, nothing invented. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PostalAddress } from '../../src/core/orders/amazon-order.ts'
import { shopifyAddress } from '../../src/platforms/shopify/translate/address.ts'
import { shopifyName } from '../../src/platforms/shopify/translate/person-name.ts'
import { provinceCode } from '../../src/platforms/shopify/translate/provinces.ts'
import type { MailingAddressInput } from '../../src/platforms/shopify/wire/generated/operations.ts'

const nothing: PostalAddress = {
  name: null,
  company: null,
  line1: null,
  line2: null,
  line3: null,
  city: null,
  district: null,
  region: null,
  postalCode: null,
  countryCode: null,
  phone: null,
}

type Case = readonly [string, Partial<PostalAddress>, MailingAddressInput]

const cases: readonly Case[] = [
  [
    'an American one has its state as a code',
    {
      name: 'Ada B. Sample',
      line1: '1 Main St',
      city: 'Springfield',
      region: 'Illinois',
      postalCode: '62701',
      countryCode: 'US',
    },
    {
      firstName: 'Ada B.',
      lastName: 'Sample',
      address1: '1 Main St',
      city: 'Springfield',
      provinceCode: 'IL',
      zip: '62701',
      countryCode: 'US',
    },
  ],
  [
    'a state that Amazon already gives as a code stays',
    { city: 'Austin', region: 'tx', countryCode: 'us' },
    { city: 'Austin', provinceCode: 'TX', countryCode: 'US' },
  ],
  [
    'a region that has no code is kept in the second line',
    { line1: '1 High St', city: 'Hay', region: 'Powys', countryCode: 'UK' },
    { address1: '1 High St', address2: 'Powys', city: 'Hay', countryCode: 'GB' },
  ],
  [
    'a German state is no part of a German address',
    { line1: 'Weg 1', city: 'Fulda', region: 'Hessen', countryCode: 'DE' },
    { address1: 'Weg 1', city: 'Fulda', countryCode: 'DE' },
  ],
  [
    'a region that only repeats the city is not said twice',
    { city: 'Singapore', region: 'SINGAPORE', countryCode: 'SG' },
    { city: 'Singapore', countryCode: 'SG' },
  ],
  [
    'third line and district go into the second line',
    { line1: 'A', line2: 'B', line3: 'C', district: 'Mitte', countryCode: 'DE' },
    { address1: 'A', address2: 'B, C, Mitte', countryCode: 'DE' },
  ],
  [
    'a street in the second line becomes the first when that is empty',
    { line1: ' ', line2: 'Rue du Test 3', countryCode: 'FR' },
    { address1: 'Rue du Test 3', countryCode: 'FR' },
  ],
  [
    'a Japanese prefecture is a code and the name stays in its order',
    {
      name: '見本 花子',
      line1: '1-2-3',
      city: '港区',
      region: '東京都',
      postalCode: '105-0011',
      countryCode: 'JP',
    },
    {
      lastName: '見本 花子',
      address1: '1-2-3',
      city: '港区',
      provinceCode: 'JP-13',
      zip: '105-0011',
      countryCode: 'JP',
    },
  ],
  [
    'line breaks and control characters become blanks; a phone extension survives',
    { line1: 'House 4\r\nFlat 2', phone: '+1 555-010-1234 ext. 99', countryCode: 'US' },
    { address1: 'House 4 Flat 2', phone: '+1 555-010-1234 ext. 99', countryCode: 'US' },
  ],
  [
    'a missing country is left out rather than guessed',
    { line1: 'Weg 1', company: 'Probe GmbH' },
    { address1: 'Weg 1', company: 'Probe GmbH' },
  ],
]

describe('an address', () => {
  test.each(cases)('%s', (_title, from, to) => {
    expect(shopifyAddress({ ...nothing, ...from })).toEqual({ is: 'address', address: to })
  })

  test('with nothing in it is none', () => {
    expect(shopifyAddress({ ...nothing, line1: ' \n' })).toEqual({ is: 'none' })
  })

  test('of a country that Shopify does not know is told apart from one without a country', () => {
    const answer = shopifyAddress({ ...nothing, line1: 'X', countryCode: 'QQ' })
    expect(answer).toEqual({ is: 'unknown-country', countryCode: 'QQ' })
  })

  test('keeps every word of lines and district, for any text', () => {
    const words = fc.array(fc.stringMatching(/^[A-Za-zÅÄÖéß0-9]{1,8}$/), { maxLength: 4 })
    const line = fc.option(
      words.map((all) => all.join(' ')),
      { nil: null },
    )
    fc.assert(
      fc.property(line, line, line, line, (line1, line2, line3, district) => {
        const answer = shopifyAddress({ ...nothing, line1, line2, line3, district })
        const kept = answer.is === 'address' ? answer.address : {}
        const text = `${kept.address1 ?? ''} ${kept.address2 ?? ''}`
        const given = [line1, line2, line3, district].flatMap((one) => (one ?? '').split(' '))
        for (const word of given) expect(text).toContain(word)
      }),
    )
  })
})

describe('a name', () => {
  test('read first name, last name is the name that Amazon gave, for any text', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\p{L} .'-]{0,100}$/u),
        fc.constantFrom('DE', 'JP'),
        (name, country) => {
          const parts = shopifyName(name, country)
          const whole = [parts?.firstName ?? '', parts?.lastName ?? ''].join(' ').trim()
          expect(whole).toBe(name.replace(/\s+/gu, ' ').trim())
        },
      ),
    )
  })

  test('of one word is a last name, which Shopify wants', () => {
    expect(shopifyName('Madonna', 'US')).toEqual({ firstName: null, lastName: 'Madonna' })
  })
})

test.each([
  ['JP', '京都府', 'JP-26'],
  ['JP', '京都', 'JP-26'],
  ['JP', '東京', 'JP-13'],
  ['JP', '北海道', 'JP-01'],
  ['JP', 'Ōsaka-fu', 'JP-27'],
  ['IE', 'Co. Kerry', 'KY'],
  ['IE', 'County Cork', 'CO'],
  ['US', 'Colorado', 'CO'],
  ['ES', 'Illes Balears', 'PM'],
  ['IT', 'MI', 'MI'],
  ['IT', "L'Aquila", 'AQ'],
  ['MX', 'Quintana Roo', 'Q ROO'],
  ['MX', 'CDMX', 'DF'],
  ['CA', 'Québec', 'QC'],
  ['AU', 'New South Wales', 'NSW'],
  ['US', 'Bavaria', undefined],
  ['SE', 'Skåne', undefined],
])('region of %s: %s is %s', (country, region, code) => {
  expect(provinceCode(country, region)).toBe(code)
})
