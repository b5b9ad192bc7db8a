/**
 * Is the order surely not in Shopify? By the foreign-order index when nothing was ever tried, else by
 * all three look-ups. One empty answer is never proof by itself.
 */
import type { Step } from '../../step.ts'
import type { AmazonOrder } from '../amazon-order.ts'
import type { ImportPolicy } from '../policy.ts'
import type { LookUp, LookUpKind, OrderView } from '../view.ts'
import type { PersonSays } from './person-says.ts'
import { hold, look } from './steps.ts'

export const lookUpOrder: readonly LookUpKind[] = ['identifier', 'source', 'tag']

/** Without `read_all_orders` no order older than this can be seen (Admin API 2026-10). */
const visibleMs = 60 * 24 * 60 * 60_000

/** The newest look-up of a kind, if it was asked for this attempt or at all. */
export function newestLookUp(view: OrderView, kind: LookUpKind): LookUp | undefined {
  const own = view.effect.lookUps.filter((one) => one.kind === kind)
  return own.reduce<LookUp | undefined>(
    (best, one) => (best === undefined || one.atMs > best.atMs ? one : best),
    undefined,
  )
}

/** Orders that were found somewhere and are not loaded yet. */
export function isLoaded(view: OrderView, gid: string): boolean {
  return view.effect.platformId === gid || view.candidates.some((order) => order.gid === gid)
}

/** The look or hold that still stands between the order and its create; undefined when proved. */
export function proveAbsence(
  view: OrderView,
  order: AmazonOrder,
  policy: ImportPolicy,
  says: PersonSays,
  nowMs: number,
): Step | undefined {
  const { foreign, effect } = view
  const unread = foreign.matches.find(({ gid }) => !isLoaded(view, gid))
  if (unread !== undefined) {
    return look({ at: 'shopify-order', gid: unread.gid }, 'LOOK_BEFORE_CREATE')
  }
  const covered = foreign.complete && order.createdAtMs >= foreign.completeFromMs
  const indexed = covered && nowMs - foreign.asOfMs <= policy.indexMaxAgeMs
  const searchable = policy.readsAllOrders || order.createdAtMs >= nowMs - visibleMs
  const insisted = says.forced || says.separate !== null
  if (!indexed && !searchable && !insisted) {
    const days = Math.floor((nowMs - order.createdAtMs) / dayMs)
    return hold('BACKFILL_NOT_VISIBLE', { days }, covered ? nowMs + policy.indexMaxAgeMs : null)
  }
  if (indexed && effect.attempts.length === 0) return undefined
  return lookFor(view, policy, nowMs)
}

const dayMs = 24 * 60 * 60_000

function lookFor(view: OrderView, policy: ImportPolicy, nowMs: number): Step | undefined {
  for (const by of lookUpOrder) {
    const newest = newestLookUp(view, by)
    if (newest === undefined || nowMs - newest.atMs > policy.indexMaxAgeMs) {
      return look({ at: 'shopify-look-up', by }, 'LOOK_BEFORE_CREATE')
    }
    const odd = newest.found.find((gid) => !isLoaded(view, gid))
    if (odd !== undefined) return foundButNotRead(odd, newest, policy)
  }
  return undefined
}

/** A search found an order that then could not be read, or does not carry the id: look again later. */
export function foundButNotRead(gid: string, lookUp: LookUp, policy: ImportPolicy): Step {
  const againAtMs = lookUp.atMs + policy.indexMaxAgeMs + 1
  return hold('ADOPTION_UNCLEAR', { why: 'found but not read', orders: [], gids: [gid] }, againAtMs)
}
