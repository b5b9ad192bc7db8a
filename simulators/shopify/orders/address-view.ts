/** A mailing address as GraphQL sees it. */
import type { Address } from '../records.ts'

export function addressView(address: Address): object {
  const { countryCode, provinceCode, firstName, lastName } = address
  return {
    ...address,
    name: [firstName, lastName].filter((one) => one !== null).join(' ') || null,
    country: countryCode,
    countryCodeV2: countryCode,
    province: provinceCode,
  }
}
