/** Invented buyers and recipients by country. No real person, street or number: phones are from ranges kept for fiction. */
import type { SeededRandom } from '../kit/seeded-random.ts'
import type { CustomerAddress } from './order-shape.ts'

type Place = {
  readonly city: string
  readonly postalCode: string
  readonly stateOrRegion?: string
}

type Country = {
  readonly given: readonly string[]
  readonly family: readonly string[]
  readonly streets: readonly string[]
  readonly places: readonly Place[]
  readonly phone: string
  readonly numberFirst?: boolean
}

const countries: Readonly<Record<string, Country>> = {
  US: {
    given: ['Avery', 'Jordan', 'Riley', 'Morgan'],
    family: ['Sampleton', 'Testerman', 'Mockridge', 'Fictiano'],
    streets: ['Example Street', 'Placeholder Avenue', 'Specimen Lane'],
    places: [
      { city: 'Seattle', stateOrRegion: 'WA', postalCode: '98101' },
      { city: 'Austin', stateOrRegion: 'TX', postalCode: '78701' },
      { city: 'Portland', stateOrRegion: 'ME', postalCode: '04101' },
    ],
    phone: '+1 206-555-01',
    numberFirst: true,
  },
  GB: {
    given: ['Isla', 'Callum', 'Freya', 'Rhys'],
    family: ['Examplewick', 'Mockford', 'Testbury'],
    streets: ['Sample Road', 'Specimen Close', 'Model Terrace'],
    places: [
      { city: 'London', postalCode: 'SE1 9XX' },
      { city: 'Leeds', postalCode: 'LS1 4ZZ' },
    ],
    phone: '+44 20 7946 09',
    numberFirst: true,
  },
  DE: {
    given: ['Lena', 'Jonas', 'Mira', 'Ansgar'],
    family: ['Musterfrau', 'Beispielmann', 'Probst-Muster'],
    streets: ['Musterstraße', 'Beispielweg', 'Am Probeplatz'],
    places: [
      { city: 'Köln', postalCode: '50667' },
      { city: 'Leipzig', postalCode: '04109' },
    ],
    phone: '+49 30 230125',
  },
  FR: {
    given: ['Élodie', 'Hugo', 'Anaïs'],
    family: ['Exemplaire', 'Durand-Test'],
    streets: ['rue du Modèle', "avenue de l'Essai"],
    places: [
      { city: 'Lyon', postalCode: '69001' },
      { city: 'Nantes', postalCode: '44000' },
    ],
    phone: '+33 1 99 00 12 ',
    numberFirst: true,
  },
  SE: {
    given: ['Åsa', 'Örjan', 'Elin'],
    family: ['Exempelsson', 'Provström', 'Testberg'],
    streets: ['Exempelgatan', 'Provvägen'],
    places: [
      { city: 'Göteborg', postalCode: '411 01' },
      { city: 'Malmö', postalCode: '211 20' },
    ],
    phone: '+46 31-390 06 ',
  },
  JP: {
    given: ['花子', '太郎'],
    family: ['見本', '試験'],
    streets: ['見本町1丁目', '試験台2丁目'],
    places: [
      { city: '渋谷区', stateOrRegion: '東京都', postalCode: '150-0002' },
      { city: '大阪市', stateOrRegion: '大阪府', postalCode: '530-0001' },
    ],
    phone: '+81 3-0000-00',
  },
}

export type Person = {
  readonly buyerName: string
  readonly buyerEmail: string
  readonly deliveryAddress: CustomerAddress
}

/** Somebody who does not exist, in the marketplace's country. */
export function inventPerson(random: SeededRandom, countryCode: string, domain: string): Person {
  const country = countries[countryCode] ?? countries.DE
  if (country === undefined) throw new Error('no people for this country')
  const place = random.pick(country.places)
  const name = `${random.pick(country.given)} ${random.pick(country.family)}`
  const number = random.int(1, 180)
  const street = random.pick(country.streets)
  return {
    buyerName: name,
    buyerEmail: `${random.hex(14)}@marketplace.${domain.toLowerCase()}`,
    deliveryAddress: {
      name,
      addressLine1: country.numberFirst === true ? `${number} ${street}` : `${street} ${number}`,
      ...place,
      countryCode,
      phone: `${country.phone}${random.int(10, 99)}`,
      addressType: 'RESIDENTIAL',
    },
  }
}
