/**
 * Whose account this is: selling plan, marketplaces, suspended listings, and whether it is a seller's
 * account at all. Both calls are rare (0.016/s, burst 15): for set-up and doctor only.
 * Source: Sellers API v1 (model commit 34dc93fe, 2026-08-05). How Amazon answers a Vendor Central
 * account is not documented. It counts as one when it sells in no marketplace, or when both its seller
 * facts and its orders are refused; the problem page names the other cause, an application without any
 * role.
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
  const read: Read = (operation, path, deadlines) =>
    call(
      { operation, writes: false, grant: 'seller', deadlines },
      { method: 'GET', url: apiUrl + path, headers: { accept: 'application/json' }, body: null },
    )
  return {
    async readAccount(newDeadlines) {
      const marketplaces = await readMarketplaces(read, newDeadlines)
      if (marketplaces.length === 0) return vendorAccount
      const suspended = marketplaces.filter((marketplace) => marketplace.suspendedListings)
      return {
        plan: await readPlan(read, newDeadlines),
        marketplaces,
        suspended: suspended.map((marketplace) => marketplace.marketplaceId),
        vendor: false,
      }
    },
  }
}

const vendorAccount: SellerAccount = { plan: null, marketplaces: [], suspended: [], vendor: true }

/** None when the account has none, or may see neither its own facts nor any order. */
async function readMarketplaces(
  read: Read,
  newDeadlines: () => Deadlines,
): Promise<SellerMarketplace[]> {
  const operation = 'getMarketplaceParticipations'
  try {
    const answer = await read(operation, '/sellers/v1/marketplaceParticipations', newDeadlines())
    const parsed = wireParticipations.safeParse(parseJson(answer.text))
    if (!parsed.success) throw unknownShape(operation, answer, 'ACCOUNT_UNREADABLE')
    return parsed.data.payload.map(translateParticipation)
  } catch (error) {
    if (isUnauthorized(error) && (await seesNoOrders(read, newDeadlines()))) return []
    throw error
  }
}

/** Asks for an order that cannot exist: 404 means that orders may be seen. */
async function seesNoOrders(read: Read, deadlines: Deadlines): Promise<boolean> {
  try {
    await read('getOrder', '/orders/2026-01-01/orders/000-0000000-0000000', deadlines)
    return false
  } catch (error) {
    return isUnauthorized(error)
  }
}

type Read = (
  operation: string,
  path: string,
  deadlines: Deadlines,
) => Promise<Awaited<ReturnType<AmazonCall>>>

async function readPlan(read: Read, newDeadlines: () => Deadlines): Promise<SellerAccount['plan']> {
  try {
    const answer = await read('getAccount', '/sellers/v1/account', newDeadlines())
    const parsed = wireAccount.safeParse(parseJson(answer.text))
    if (!parsed.success) throw unknownShape('getAccount', answer, 'ACCOUNT_UNREADABLE')
    const { sellingPlan } = parsed.data.payload
    if (sellingPlan === 'PROFESSIONAL' || sellingPlan === 'INDIVIDUAL') return sellingPlan
    return { unrecognised: sellingPlan }
  } catch (error) {
    if (isUnauthorized(error)) return null
    throw error
  }
}

/** Refused as an account, not for a token that could not be had. */
function isUnauthorized(error: unknown): boolean {
  if (!(error instanceof PlatformError)) return false
  return error.facts.kind === 'unauthorized' && error.facts.operation !== 'token'
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
