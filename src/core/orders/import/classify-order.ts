/**
 * What Amazon's side alone says about an import: leave it, hold it, or import it and how. The table is
 * in docs/operating/import-decision.md.
 */
import { isUnrecognised, type Unrecognised } from '../../seen.ts'
import { unreachable } from '../../unreachable.ts'
import type { AmazonOrder, OrderStatus } from '../amazon-order.ts'
import type { ImportPolicy } from '../policy.ts'
import type { HoldCode, HoldDetail, ReasonCode } from '../reasons.ts'
import type { InventoryBehaviour } from '../shopify-order.ts'
import type { PersonSays } from './person-says.ts'

export type Classified =
  | { readonly kind: 'rest'; readonly reason: ReasonCode }
  | { readonly kind: 'hold'; readonly code: HoldCode; readonly detail: HoldDetail }
  | { readonly kind: 'import'; readonly plan: ImportPlan }

export type ImportPlan = {
  /** Created as fulfilled: the goods have left. */
  readonly fulfilled: boolean
  readonly inventory: InventoryBehaviour
}

export function classifyOrder(
  order: AmazonOrder,
  policy: ImportPolicy,
  says: PersonSays,
): Classified {
  const { status, channel, fulfilledBy } = order
  if (isUnrecognised(status)) return unknownValue('status', status)
  if (status === 'CANCELLED') return rest('CANCELLED_BEFORE_IMPORT')
  if (isUnrecognised(channel)) return unknownValue('sales channel', channel)
  if (channel === 'NON_AMAZON' || status === 'UNFULFILLABLE') return rest('NOT_AN_AMAZON_SALE')
  if (!isChosenMarketplace(order, policy)) return rest('MARKETPLACE_NOT_CHOSEN')
  if (isUnrecognised(fulfilledBy)) return unknownValue('fulfilled by', fulfilledBy)
  const byStatus =
    fulfilledBy === 'AMAZON'
      ? fulfilledByAmazon(order, status, policy, says)
      : fulfilledByMerchant(order, status, policy, says)
  return byStatus.kind === 'import' ? (heldBeforeImport(order, says) ?? byStatus) : byStatus
}

function fulfilledByMerchant(
  order: AmazonOrder,
  status: Exclude<OrderStatus, 'CANCELLED' | 'UNFULFILLABLE'>,
  policy: ImportPolicy,
  says: PersonSays,
): Classified {
  switch (status) {
    case 'PENDING_AVAILABILITY':
    case 'PENDING':
      return rest('PENDING')
    case 'UNSHIPPED':
    case 'PARTIALLY_SHIPPED':
      return { kind: 'import', plan: { fulfilled: false, inventory: inventoryOf(policy) } }
    case 'SHIPPED':
      return alreadyShipped(order, policy, says)
    default:
      return unreachable(status)
  }
}

function fulfilledByAmazon(
  order: AmazonOrder,
  status: Exclude<OrderStatus, 'CANCELLED' | 'UNFULFILLABLE'>,
  policy: ImportPolicy,
  says: PersonSays,
): Classified {
  if (policy.fba === 'list') return rest('FBA_LISTED')
  if (status !== 'SHIPPED') return rest('FBA_NOT_SHIPPED')
  const wanted = order.createdAtMs >= policy.connectedAtMs || isAskedFor(order, policy, says)
  if (!wanted) return rest('BEFORE_CONNECTION')
  return { kind: 'import', plan: { fulfilled: true, inventory: 'bypass' } }
}

/**
 * Shipped before it could be imported. Since the connection, its goods left stock that the shop still
 * counts, so they are claimed; from before, the shop has counted without them.
 */
function alreadyShipped(order: AmazonOrder, policy: ImportPolicy, says: PersonSays): Classified {
  const since = policy.connectedAtMs
  const leftSince = order.packages.some(({ shippedAtMs }) => (shippedAtMs ?? 0) >= since)
  if (order.createdAtMs >= since || leftSince) {
    const inventory = policy.stock === 'bypass' ? 'bypass' : 'ignore-policy'
    return { kind: 'import', plan: { fulfilled: true, inventory } }
  }
  if (!isAskedFor(order, policy, says)) return rest('SHIPPED_BEFORE_CONNECTION')
  return { kind: 'import', plan: { fulfilled: true, inventory: 'bypass' } }
}

/** By a backfill, or one by one by a person. */
function isAskedFor(order: AmazonOrder, policy: ImportPolicy, says: PersonSays): boolean {
  const { createdAtMs } = order
  const inBackfill = policy.backfills.some(
    ({ fromMs, toMs }) => createdAtMs >= fromMs && createdAtMs <= toMs,
  )
  return inBackfill || says.go !== null
}

/** Order and item programs that Crossdock knows (Orders API 2026-01-01, read 2026-11). */
const knownPrograms: ReadonlySet<string> = new Set([
  'AMAZON_BAZAAR',
  'AMAZON_BUSINESS',
  'AMAZON_EASY_SHIP',
  'AMAZON_HAUL',
  'DELIVERY_BY_AMAZON',
  'FBM_SHIP_PLUS',
  'INVOICE_BY_AMAZON',
  'IN_STORE_PICK_UP',
  'PREMIUM',
  'PREORDER',
  'PRIME',
  'SUBSCRIBE_AND_SAVE',
  'TRANSPARENCY',
])

function heldBeforeImport(order: AmazonOrder, says: PersonSays): Classified | undefined {
  if (!order.items.some((item) => item.quantityOrdered > 0)) {
    return { kind: 'hold', code: 'UNREADABLE_ORDER', detail: { paths: ['orderItems'] } }
  }
  // A person who has looked may export it as an ordinary order.
  if (says.go !== null) return undefined
  const programs = [...order.programs, ...order.items.flatMap((item) => item.programs)]
  const strange = programs.find((program) => !knownPrograms.has(program))
  if (strange !== undefined) return unknownValue('program', { unrecognised: strange })
  if (order.replaces === null || !isPaid(order)) return undefined
  return {
    kind: 'hold',
    code: 'PAID_REPLACEMENT',
    detail: { replaces: order.replaces.orderId, kind: order.replaces.kind },
  }
}

function isPaid(order: AmazonOrder): boolean {
  if (order.grandTotal !== null) return order.grandTotal.amountMinor !== 0
  return order.items.some((item) => item.parts.some((part) => part.subtotal.amountMinor > 0))
}

function isChosenMarketplace(order: AmazonOrder, policy: ImportPolicy): boolean {
  const { marketplaceId } = order
  const all = policy.marketplaces.length === 0 || marketplaceId === null
  return all || policy.marketplaces.includes(marketplaceId)
}

/** How the connection's stock setting claims stock at the create. */
function inventoryOf(policy: ImportPolicy): InventoryBehaviour {
  switch (policy.stock) {
    case 'refuse':
      return 'obey-policy'
    case 'claim-anyway':
      return 'ignore-policy'
    case 'bypass':
      return 'bypass'
    default:
      return unreachable(policy.stock)
  }
}

function rest(reason: ReasonCode): Classified {
  return { kind: 'rest', reason }
}

function unknownValue(field: string, { unrecognised }: Unrecognised): Classified {
  return { kind: 'hold', code: 'UNKNOWN_VALUE', detail: { field, value: unrecognised } }
}
