/**
 * Which variants the Amazon SKUs may mean that orders wait for, or that are listed and linked to nothing. It
 * answers and changes nothing: a link is made by a person, with link-sku.
 */
import { strongKeys, weakKeys } from '../../core/catalog/candidate-keys.ts'
import { isSettled, type LinkSuggestion, suggestLinks } from '../../core/catalog/suggest.ts'
import type { AccountId } from '../../core/ids.ts'
import { strongCandidates, weakCandidates } from '../../store/catalogue-candidates.ts'
import { type InboxSku, readMappingInbox, readUnlinked } from '../../store/read/mapping-inbox.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { mappingsFirst } from './check-listings.ts'

export type SuggestRequest = {
  readonly accountId: AccountId
  /** SKUs that orders wait for, or all listed SKUs without a link. */
  readonly which: 'waiting' | 'unlinked'
  readonly after: string | null
  readonly limit: number
}

export type SuggestedSku = InboxSku & { readonly suggestions: readonly LinkSuggestion[] }

export type Suggested = {
  readonly skus: readonly SuggestedSku[]
  /** Null where they were not counted. */
  readonly total: { readonly skus: number; readonly orders: number } | null
  readonly next: string | null
}

/** Each key of a SKU is one look into an index; so many SKUs share a statement. */
const skusTogether = 25

export async function suggestLinksFor(
  deps: OperationDeps,
  actor: Actor,
  request: SuggestRequest,
): Promise<Suggested> {
  requireRole(actor, 'viewer')
  const { accountId, which, after, limit } = request
  if (which === 'waiting') {
    const page = await readMappingInbox(deps.db, accountId, { after, limit })
    return { ...page, skus: await withSuggestions(deps, accountId, page.skus) }
  }
  const mappingFirst = await mappingsFirst(deps, accountId)
  const page = await readUnlinked(deps.db, accountId, { after, limit, mappingFirst })
  const none = { waiting: 0, orders: [], why: 'unmapped' } as const
  const skus = page.skus.map((one) => ({ ...one, ...none }))
  return { skus: await withSuggestions(deps, accountId, skus), total: null, next: page.next }
}

async function withSuggestions(
  deps: OperationDeps,
  accountId: AccountId,
  skus: readonly InboxSku[],
): Promise<SuggestedSku[]> {
  const found: SuggestedSku[] = []
  for (let from = 0; from < skus.length; from += skusTogether) {
    const piece = skus.slice(from, from + skusTogether)
    const candidates = await strongCandidates(deps.db, accountId, piece.map(strongKeys))
    const first = new Map(piece.map((one) => [one, suggestLinks(one, candidates)]))
    const open = piece.filter((one) => !isSettled(first.get(one) ?? []))
    const near = await weakCandidates(deps.db, accountId, open.map(weakKeys))
    for (const one of piece) {
      const suggestions = open.includes(one)
        ? suggestLinks(one, [...candidates, ...near])
        : (first.get(one) ?? [])
      found.push({ ...one, suggestions })
    }
  }
  return found
}
