/**
 * Whose account this is: selling plan, marketplaces, suspended listings, and whether it is a seller's
 * account at all. Both calls are rare (0.016/s, burst 15): for set-up and doctor only.
 * Source: Sellers API v1 (model commit 34dc93fe, 2026-08-05). How Amazon answers a Vendor Central
 * account is not documented: an account without any marketplace counts as one.
 */
import { id, type MarketplaceId } from '../../core/ids.ts'
import { PlatformError } from '../../core/platform-error.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { Unrecognised } from '../../core/seen.ts'
import { unknownShape } from './answer-error.ts'
import type { AmazonCall } from './call.ts'
import { type WireParticipation, wireAccount, wireParticipations } from './wire/account.ts'
import { parseJson } from './wire/answers.ts'

export type SellerMarketplace = {
  readonly marketplaceId: MarketplaceId
  readonly name: string | null
  readonly countryCode: string | null
  readonly currency: string | null
  readonly domainName: string | null
  readonly storeName: string | null
  readonly participating: boolean
  readonly suspendedListings: boolean
}

export type SellerAccount = {
  /** null: Amazon would not show the account (role missing), although it showed the marketplaces. */
  readonly plan: 'PROFESSIONAL' | 'INDIVIDUAL' | Unrecognised | null
  readonly marketplaces: readonly SellerMarketplace[]
  /** Marketplaces in which listings are suspended. */
  readonly suspended: readonly MarketplaceId[]
  /** True for a Vendor Central account, which Crossdock declines by name. */
  readonly vendor: boolean
}

export type AmazonSellers = { readAccount(newDeadlines: () => Deadlines): Promise<SellerAccount> }

/** Throws PlatformError; `unauthorized` when the application lacks the role for the Sellers API. */
export function createAmazonSellers(call: AmazonCall, apiUrl: string): AmazonSellers {
  const read = (operation: string, path: string, deadlines: Deadlines) =>
    call(
      { operation, writes: false, grant: 'seller', deadlines },
      {
        method: 'GET',
        url: `${apiUrl}/sellers/v1/${path}`,
        headers: { accept: 'application/json' },
        body: null,
      },
    )
  return {
    async readAccount(newDeadlines) {
      const operation = 'getMarketplaceParticipations'
      const answer = await read(operation, 'marketplaceParticipations', newDeadlines())
      const parsed = wireParticipations.safeParse(parseJson(answer.text))
      if (!parsed.success) throw unknownShape(operation, answer, 'ACCOUNT_UNREADABLE')
      const marketplaces = parsed.data.payload.map(translateParticipation)
      const suspended = marketplaces.filter((marketplace) => marketplace.suspendedListings)
      return {
        plan: marketplaces.length === 0 ? null : await readPlan(read, newDeadlines),
        marketplaces,
        suspended: suspended.map((marketplace) => marketplace.marketplaceId),
        vendor: marketplaces.length === 0,
      }
    },
  }
}

type Read = (
  operation: string,
  path: string,
  deadlines: Deadlines,
) => Promise<Awaited<ReturnType<AmazonCall>>>

async function readPlan(read: Read, newDeadlines: () => Deadlines): Promise<SellerAccount['plan']> {
  try {
    const answer = await read('getAccount', 'account', newDeadlines())
    const parsed = wireAccount.safeParse(parseJson(answer.text))
    if (!parsed.success) throw unknownShape('getAccount', answer, 'ACCOUNT_UNREADABLE')
    const { sellingPlan } = parsed.data.payload
    if (sellingPlan === 'PROFESSIONAL' || sellingPlan === 'INDIVIDUAL') return sellingPlan
    return { unrecognised: sellingPlan }
  } catch (error) {
    if (error instanceof PlatformError && error.facts.kind === 'unauthorized') return null
    throw error
  }
}

function translateParticipation(wire: WireParticipation): SellerMarketplace {
  return {
    marketplaceId: id('MarketplaceId', wire.marketplace.id),
    name: wire.marketplace.name ?? null,
    countryCode: wire.marketplace.countryCode ?? null,
    currency: wire.marketplace.defaultCurrencyCode ?? null,
    domainName: wire.marketplace.domainName ?? null,
    storeName: wire.storeName ?? null,
    participating: wire.participation.isParticipating,
    suspendedListings: wire.participation.hasSuspendedListings,
  }
}
