/** Sellers v1: where the seller takes part, and what kind of account it is (models sellers.json, 2026-08-05). */
import { marketplace } from './marketplaces.ts'
import type { AmazonSettings } from './settings.ts'

const storeName = 'Nordvik Home'

/** The payload of getMarketplaceParticipations. */
export function marketplaceParticipations(settings: AmazonSettings): unknown[] {
  return settings.participations.map((id) => participation(id, settings))
}

/** The payload of getAccount. */
export function sellerAccount(settings: AmazonSettings): unknown {
  const address = {
    addressLine1: 'Exempelgatan 1',
    city: 'Göteborg',
    postalCode: '411 01',
    countryCode: 'SE',
  }
  return {
    businessType: 'PRIVATE_LIMITED',
    sellingPlan: settings.sellingPlan,
    marketplaceParticipationList: settings.participations.map((id) => participation(id, settings)),
    business: {
      name: 'Nordvik Exempel AB',
      registeredBusinessAddress: address,
      companyRegistrationNumber: '556000-0000',
    },
    primaryContact: { name: 'Kim Exempelsson', address },
  }
}

function participation(id: string, settings: AmazonSettings): unknown {
  const place = marketplace(id)
  return {
    marketplace: {
      id: place.id,
      name: place.name,
      countryCode: place.countryCode,
      defaultCurrencyCode: place.currency,
      defaultLanguageCode: place.language,
      domainName: place.domainName,
    },
    storeName,
    participation: {
      isParticipating: true,
      hasSuspendedListings: settings.suspendedIn.includes(id),
    },
  }
}
