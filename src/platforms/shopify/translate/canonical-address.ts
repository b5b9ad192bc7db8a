/**
 * A shipping address as one text that stays the same as long as a parcel goes to the same place and
 * person: for a digest, never to be stored or shown.
 */
import type { ShownAddress } from '../wire/life.ts'
import { plainLine } from './person-name.ts'

export function canonicalAddress(address: ShownAddress): string {
  const { name, company, address1, address2, city, provinceCode, zip, countryCodeV2 } = address
  const fields = [name, company, address1, address2, city, provinceCode, zip, countryCodeV2]
  return JSON.stringify(fields.map((field) => plainLine(field).normalize('NFKC').toLowerCase()))
}
