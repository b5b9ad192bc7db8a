/**
 * May the order be created now, and how does it claim stock? A refusal stands until something changes:
 * stock, the ship-by time, or a person's word. What was refused as it stands is not sent again.
 */
import type { Step } from '../../step.ts'
import { unreachable } from '../../unreachable.ts'
import type { AmazonOrder } from '../amazon-order.ts'
import type { ImportPolicy } from '../policy.ts'
import type { HoldDetail, ReasonCode } from '../reasons.ts'
import type { InventoryBehaviour } from '../shopify-order.ts'
import type { AttemptView, OrderView, Refusal, Shortage } from '../view.ts'
import type { ImportPlan } from './classify-order.ts'
import type { PersonSays } from './person-says.ts'
import { hold, wait } from './steps.ts'

export type Permission =
  | { readonly kind: 'go'; readonly inventory: InventoryBehaviour; readonly reason: ReasonCode }
  | { readonly kind: 'step'; readonly step: Step }

/** Shopify answers "too many attempts" to more than five new orders a minute on trial shops. */
const shopLimitMs = 60_000

export function permitCreate(
  view: OrderView,
  order: AmazonOrder,
  policy: ImportPolicy,
  plan: ImportPlan,
  says: PersonSays,
  nowMs: number,
): Permission {
  const last = view.effect.attempts[0]
  const plain: Permission = { kind: 'go', inventory: plan.inventory, reason: 'CREATE' }
  const refusal = last?.state === 'refused' ? (last.refusal ?? unnamed) : null
  // Shopify's own limit, which nobody's word lifts.
  const againAtMs = refusal?.kind === 'too-many-orders' ? (last?.atMs ?? 0) + shopLimitMs : 0
  if (nowMs < againAtMs) return step(wait(againAtMs, 'SHOP_LIMIT'))
  if (says.forced) {
    const inventory = plan.inventory === 'bypass' ? 'bypass' : 'ignore-policy'
    return go(inventory, 'FORCED_BY_PERSON')
  }
  if (last === undefined || refusal === null) return unsent(last, plain)
  switch (refusal.kind) {
    case 'too-many-orders':
      return unsent(last, plain)
    case 'stock':
      return says.go !== null
        ? plain
        : afterStockRefusal(view, last, refusal.shortages, { order, policy, plan, nowMs })
    case 'other': {
      const { code, field, text } = refusal
      // Ours, not Shopify's: the reason is gone as soon as a location is chosen.
      if (code === 'FULFILMENT_LOCATION_MISSING' && policy.chosenLocations.length > 0) return plain
      return says.go !== null ? plain : step(hold('SHOPIFY_REFUSED', { code, field, text }))
    }
    default:
      return unreachable(refusal)
  }
}

const unnamed: Refusal = { kind: 'other', code: 'none', field: '', text: '' }

/** An attempt that left nothing is repeated as it was: a person's word is not lost with its answer. */
function unsent(last: AttemptView | undefined, plain: Permission): Permission {
  if (last?.inventory === undefined) return plain
  return { kind: 'go', inventory: last.inventory, reason: 'CREATE' }
}

type StockContext = {
  readonly order: AmazonOrder
  readonly policy: ImportPolicy
  readonly plan: ImportPlan
  readonly nowMs: number
}

function afterStockRefusal(
  view: OrderView,
  last: AttemptView,
  shortages: readonly Shortage[],
  { order, policy, plan, nowMs }: StockContext,
): Permission {
  const { stockChangedMs } = view
  if (stockChangedMs !== null && stockChangedMs > last.atMs) return go(plan.inventory, 'CREATE')
  // The seller now claims stock otherwise than when it was refused.
  const loosened = plan.inventory !== 'obey-policy' && plan.inventory !== last.inventory
  if (loosened && last.inventory !== undefined) return go(plan.inventory, 'CREATE')
  const claimAtMs = claimTime(order, policy, plan)
  const claimed = claimAtMs !== null && hasClaimed(view.effect.attempts, claimAtMs)
  if (claimAtMs !== null && !claimed && nowMs >= claimAtMs) {
    return go('ignore-policy', 'CLAIM_BEFORE_SHIP_BY')
  }
  const againAtMs = claimAtMs !== null && !claimed ? claimAtMs : null
  return step(hold('UNABLE_TO_RESERVE_INVENTORY', inWords(shortages), againAtMs))
}

/** Was it tried without regard to stock? Where the ledger does not say how: twice since the time. */
function hasClaimed(attempts: readonly AttemptView[], claimAtMs: number): boolean {
  const [last] = attempts
  if (last?.inventory !== undefined) return last.inventory !== 'obey-policy'
  return attempts.filter((one) => one.state === 'refused' && one.atMs >= claimAtMs).length > 1
}

/** When the order is created whatever the stock says: the sale is a fact and ship-by is near. */
function claimTime(order: AmazonOrder, policy: ImportPolicy, plan: ImportPlan): number | null {
  const { claimBeforeShipByMs } = policy
  if (plan.inventory !== 'obey-policy') return null
  if (claimBeforeShipByMs === null || order.shipByMs === null) return null
  return order.shipByMs - claimBeforeShipByMs
}

function inWords(shortages: readonly Shortage[]): HoldDetail {
  const [first] = shortages
  return {
    sku: first?.sku ?? '',
    needed: first?.needed ?? '',
    available: first?.available ?? 'not known',
    location: first?.locationName ?? 'not known',
    shortages: shortages.map(({ sku, needed, available, locationName }) => {
      const place = locationName === null ? '' : ` at ${locationName}`
      return `${sku}: needed ${needed}, available ${available ?? 'not known'}${place}`
    }),
  }
}

function go(inventory: InventoryBehaviour, reason: ReasonCode): Permission {
  return { kind: 'go', inventory, reason }
}

function step(one: Step): Permission {
  return { kind: 'step', step: one }
}
