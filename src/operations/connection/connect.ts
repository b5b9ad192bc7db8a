/**
 * Connects a shop with a seller account. Everything is checked live first; when something is missing it
 * stops with the named reason and nothing is saved (B2). Connecting again changes nothing that stands.
 */
import type { AccountId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import {
  type AmazonSide,
  type CredentialName,
  dropCredential,
  forgetTokens,
  readConnection,
  type ShopifySide,
  saveConnection,
  saveCredential,
} from '../../store/connections.ts'
import type { Database } from '../../store/pool.ts'
import { hearAllStock } from '../../store/stock-readings.ts'
import { revive } from '../../work/dead-letters.ts'
import { type Mark, mark } from '../../work/mark.ts'
import { repeatOnConflict } from '../../work/repeat-on-conflict.ts'
import { OperationError } from '../operation-error.ts'
import { stockSweepMark } from '../work-keys.ts'

export type SellerFacts = {
  readonly vendor: boolean
  readonly plan: string | null
  readonly marketplaces: readonly {
    readonly marketplaceId: string
    readonly participating: boolean
    readonly suspendedListings: boolean
  }[]
}

export type ShopFacts = {
  readonly currency: string
  readonly readsAllOrders: boolean
  readonly missingScopes: readonly {
    readonly scope: string
    readonly purpose: string
    readonly required: boolean
  }[]
}

export type ConnectChecks = {
  /** Throws when Amazon cannot be reached or refuses the credentials. */
  readonly seller: () => Promise<SellerFacts>
  readonly shop: () => Promise<ShopFacts>
}

export type ConnectRequest = {
  readonly accountId: AccountId
  readonly amazon: Omit<AmazonSide, 'marketplaceIds'>
  readonly shopify: Omit<ShopifySide, 'currency' | 'readsAllOrders'>
  readonly settings: unknown
  /** Those that are new or other than before. */
  readonly credentials: readonly { readonly name: CredentialName; readonly sealed: Uint8Array }[]
  /** Those that must not count any more. */
  readonly dropped: readonly CredentialName[]
  readonly by: string
}

export type Connected = { readonly marketplaces: number; readonly currency: string }

/** `first`: the work that begins with a connection (B74: the first poll runs without a button). */
export async function connect(
  db: Database,
  request: ConnectRequest,
  checks: ConnectChecks,
  first: readonly Mark[],
): Promise<Connected> {
  const seller = await checks.seller()
  const marketplaceIds = soundMarketplaces(seller)
  const shop = await checks.shop()
  requireScopes(shop)
  // The worker goes on meanwhile and locks some of the same rows: what PostgreSQL ended is said again, whole.
  const keep = async (trx: Database) => {
    const before = await readConnection(trx, request.accountId)
    for (const { name, sealed } of request.credentials) {
      await saveCredential(trx, request.accountId, name, sealed)
    }
    const dropped = await dropCredentials(trx, request)
    if (dropped || request.credentials.length > 0) await forgetTokens(trx, request.accountId)
    await saveConnection(trx, {
      accountId: request.accountId,
      amazon: {
        ...request.amazon,
        sellerId: request.amazon.sellerId ?? before?.amazon.sellerId ?? null,
        marketplaceIds,
      },
      shopify: {
        ...request.shopify,
        currency: shop.currency,
        readsAllOrders: shop.readsAllOrders,
      },
      settings: before?.settings ?? request.settings,
    })
    if (before === null) {
      await writeAudit(trx, request.accountId, {
        actor: request.by,
        action: 'connect',
        subject: request.shopify.shop,
        detail: { marketplaces: marketplaceIds },
      })
    }
    // Nobody told of the stock while it was disconnected.
    const comesBack = before?.state === 'disconnected'
    if (comesBack) await hearAllStock(trx, request.accountId)
    const again = comesBack ? [stockSweepMark(request.accountId, 'stock-all')] : []
    // What was given up begins anew with a connection: nobody else asks for what is periodic.
    await revive(trx, first)
    await mark(trx, [...first, ...again])
  }
  await repeatOnConflict(() => db.transaction().execute(keep))
  return { marketplaces: marketplaceIds.length, currency: shop.currency }
}

async function dropCredentials(trx: Database, request: ConnectRequest): Promise<boolean> {
  const { accountId, dropped } = request
  let any = false
  for (const name of dropped) any = (await dropCredential(trx, accountId, name)) || any
  return any
}

function soundMarketplaces(seller: SellerFacts): string[] {
  if (seller.vendor) {
    throw new OperationError(
      'VENDOR_CENTRAL',
      'Vendor Central not supported: this is a vendor account, and Crossdock works with Seller Central.',
      'Connect a Seller Central account.',
    )
  }
  if (seller.plan === 'INDIVIDUAL') {
    throw new OperationError(
      'PLAN_INDIVIDUAL',
      'The Amazon account is on the individual selling plan, which has no API access.',
      'Change to the professional selling plan in Seller Central, then connect again.',
    )
  }
  const participating = seller.marketplaces.filter((marketplace) => marketplace.participating)
  if (participating.length === 0) {
    throw new OperationError(
      'NO_MARKETPLACE',
      'The Amazon account does not take part in any marketplace.',
      'Check in Seller Central that the account is active, then connect again.',
    )
  }
  const sound = participating.filter((marketplace) => !marketplace.suspendedListings)
  if (sound.length === 0) {
    throw new OperationError(
      'ACCOUNT_SUSPENDED',
      'Amazon has suspended the listings of this account in every marketplace.',
      'Settle the suspension in Seller Central (Account Health), then connect again.',
    )
  }
  return sound.map((marketplace) => marketplace.marketplaceId).sort()
}

function requireScopes(shop: ShopFacts): void {
  const missing = shop.missingScopes.filter((need) => need.required)
  if (missing.length === 0) return
  const names = missing.map((need) => `${need.scope} (to ${need.purpose})`).join(', ')
  throw new OperationError(
    'SCOPES_MISSING',
    `The Shopify app lacks access: ${names}.`,
    'Add these scopes to the app, release the version, and install it again on the shop.',
  )
}
