/**
 * More was sold than there is: an incident on each Amazon order that the stock no longer covers, with the orders
 * that took the units. The shop is asked once which of its orders that were; without an answer the alarm
 * comes all the same.
 */
import type { AmazonOrderId, SellerSku, VariantGid } from '../core/ids.ts'
import { PlatformError } from '../core/platform-error.ts'
import { openIncident } from '../store/outcomes.ts'
import type { Database } from '../store/pool.ts'
import { claimingOrders } from '../store/stock-oversold.ts'
import type { Held } from '../work/held.ts'
import type { Account } from './account.ts'
import { readDeadlines } from './deadlines.ts'
import type { OrderDeps } from './decided.ts'
import { park } from './stock-look.ts'

export type Oversold = {
  readonly orderId: AmazonOrderId
  readonly detail: {
    readonly sku: SellerSku
    readonly variantGid: VariantGid
    readonly missing: number
    /** The newest other orders of Amazon that claim the same units. */
    readonly amazonOrders: readonly AmazonOrderId[]
    /** Names of the shop's own orders of the last hours with this variant, the newest first. */
    readonly shopOrders: readonly string[]
  }
}

export type Short = {
  readonly sku: SellerSku
  readonly variantGid: VariantGid
  readonly units: number
  /** All SKUs that sell this variant. */
  readonly sharing: readonly SellerSku[]
}

const ordersMax = 20
const lookBackMs = 6 * 3_600_000
const namesMax = 5

export async function findOversold(
  deps: OrderDeps,
  account: Account,
  held: Held,
  shorts: readonly Short[],
  nowMs: number,
): Promise<Oversold[]> {
  const found: Oversold[] = []
  const told = new Set<VariantGid>()
  for (const { sku, variantGid, units, sharing } of shorts) {
    if (told.has(variantGid)) continue
    told.add(variantGid)
    const claiming = await claimingOrders(deps.db, account.accountId, sharing, ordersMax)
    const uncovered = claiming.slice(0, countCovering(claiming, units))
    const news = uncovered.filter(({ isAlarmed }) => !isAlarmed)
    if (news.length === 0) continue
    const shopOrders = await shopOrdersOf(deps, account, held, variantGid, nowMs)
    for (const { orderId } of news) {
      const others = claiming.filter((one) => one.orderId !== orderId).slice(0, namesMax)
      const amazonOrders = others.map((one) => one.orderId)
      const detail = { sku, variantGid, missing: units, amazonOrders, shopOrders }
      found.push({ orderId, detail })
    }
  }
  return found
}

export async function alarmOversold(
  trx: Database,
  account: Pick<Account, 'accountId'>,
  oversold: readonly Oversold[],
): Promise<void> {
  for (const { orderId, detail } of oversold) {
    await openIncident(trx, account.accountId, { orderId, code: 'OVERSOLD', detail })
  }
}

/** How many of the newest orders it takes to make up the missing units. */
function countCovering(claiming: readonly { readonly units: number }[], missing: number): number {
  let left = missing
  return claiming.filter(({ units }) => {
    const isOne = left > 0
    left -= units
    return isOne
  }).length
}

async function shopOrdersOf(
  deps: OrderDeps,
  account: Account,
  held: Held,
  variantGid: VariantGid,
  nowMs: number,
): Promise<string[]> {
  const cost = account.shopifyCost('ordersPage')
  if ((await park(deps, held, account.buckets.shopify, cost)) !== undefined) return []
  const question = { updatedFromMs: null, createdFromMs: nowMs - lookBackMs, cursor: null }
  try {
    const { orders } = await account.shopify.pageOrders(question, readDeadlines(deps.monotonic))
    return (
      orders
        // Copies of Amazon's orders are named by their Amazon ids.
        .filter((order) => order.cancelledAtMs === null && order.amazonIds.length === 0)
        .filter((order) => order.lines.some((line) => line.variantGid === variantGid))
        .toSorted((one, other) => other.createdAtMs - one.createdAtMs)
        .map(({ name }) => name)
        .slice(0, namesMax)
    )
  } catch (error) {
    if (error instanceof PlatformError) return []
    throw error
  }
}
