/** What Amazon and we find wrong with listings, and what sells in the shop and is weak on Amazon. Reads only. */
import { type DemandGap, demandGaps } from '../../core/catalog/demand.ts'
import { listingQuality, type QualityFinding } from '../../core/catalog/quality.ts'
import type { AccountId } from '../../core/ids.ts'
import { readConnection } from '../../store/connections.ts'
import { type DemandReading, readDemand } from '../../store/read/demand.ts'
import { type ListingRow, readListingRows } from '../../store/read/listings.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'

export type ListingsRequest = {
  readonly accountId: AccountId
  /** `issues`: those that Amazon has something to say of; `quality`: those that we do. */
  readonly which: 'all' | 'issues' | 'quality'
  readonly after: string | null
  readonly limit: number
  /** The beginning of an Amazon SKU. */
  readonly search?: string | null
}

export type CheckedListing = ListingRow & {
  /** Null: its details were never read, so it is not judged. */
  readonly findings: readonly QualityFinding[] | null
}

export type CheckedListings = {
  readonly listings: readonly CheckedListing[]
  readonly next: string | null
}

/** So many listings are looked at for one page: where few have findings, the page comes short with a next. */
const pieceRows = 500
const piecesMax = 10

export async function checkListings(
  deps: OperationDeps,
  actor: Actor,
  request: ListingsRequest,
): Promise<CheckedListings> {
  requireRole(actor, 'viewer')
  const { accountId, which, limit, search = null } = request
  const mappingFirst = await mappingsFirst(deps, accountId)
  const filter = which === 'quality' ? 'detailed' : which
  let { after } = request
  if (which !== 'quality') {
    const asked = { filter, after, limit, mappingFirst, search } as const
    const page = await readListingRows(deps.db, accountId, asked)
    return { listings: page.listings.map(checked), next: page.next }
  }
  const found: CheckedListing[] = []
  for (let piece = 0; piece < piecesMax; piece += 1) {
    const asked = { filter, after, limit: pieceRows, mappingFirst, search } as const
    const page = await readListingRows(deps.db, accountId, asked)
    for (const row of page.listings) {
      const one = checked(row)
      if ((one.findings?.length ?? 0) > 0) found.push(one)
      if (found.length === limit) return { listings: found, next: placeOf(one) }
    }
    if (page.next === null) return { listings: found, next: null }
    after = page.next
  }
  return { listings: found, next: after }
}

export type GapsRequest = {
  readonly accountId: AccountId
  readonly days: number
  /** Below this many units in the window nothing is called strong. */
  readonly unitsMin: number
  readonly limit: number
}

export type Gaps = { readonly gaps: readonly DemandGap[]; readonly basis: DemandReading['basis'] }

const variantsLookedAt = 1_000

export async function findGaps(
  deps: OperationDeps,
  actor: Actor,
  request: GapsRequest,
): Promise<Gaps> {
  requireRole(actor, 'viewer')
  const { accountId, days, unitsMin, limit } = request
  const { demands, basis } = await readDemand(deps.db, accountId, { days, limit: variantsLookedAt })
  return { gaps: demandGaps(demands, unitsMin).slice(0, limit), basis }
}

/** Whether mappings win over SKUs, as the connection's settings have it. */
export async function mappingsFirst(deps: OperationDeps, accountId: AccountId): Promise<boolean> {
  const connection = await readConnection(deps.db, accountId)
  const settings = connection?.settings as { import?: { mappingFirst?: boolean } } | undefined
  return settings?.import?.mappingFirst ?? true
}

function checked(row: ListingRow): CheckedListing {
  const { title, facts, productTitle, vendor, components } = row
  if (facts === null) return { ...row, findings: null }
  const isOne = components.length === 1 && productTitle !== null
  const shop = isOne ? { productTitle, vendor } : null
  return { ...row, findings: listingQuality({ title, detail: { facts } }, shop) }
}

function placeOf({ amazonSku, marketplaceId }: ListingRow): string {
  return `${amazonSku}\n${marketplaceId}`
}
