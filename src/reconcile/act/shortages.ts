/**
 * After Shopify refused to claim stock: which SKU is short, how many are needed and how many there
 * are, for the person who restocks (B82). Best effort: an error leaves the figures out, not the hold.
 */
import type { VariantGid } from '../../core/ids.ts'
import type { Shortage } from '../../core/orders/view.ts'
import { PlatformError } from '../../core/platform-error.ts'
import type { Account, StockLevel } from '../account.ts'
import { readDeadlines } from '../deadlines.ts'
import type { CreateTask, OrderDeps } from '../decided.ts'

export async function shortagesOf(
  deps: OrderDeps,
  account: Account,
  task: CreateTask,
): Promise<Shortage[]> {
  const needed = new Map<VariantGid, { sku: string; units: number }>()
  for (const line of task.write.draft.lines) {
    if (line.variantGid === null) continue
    const before = needed.get(line.variantGid)?.units ?? 0
    needed.set(line.variantGid, { sku: line.sku ?? line.title, units: before + line.quantity })
  }
  const levels = await readLevels(deps, account, [...needed.keys()])
  const all: (Shortage & { readonly short: boolean })[] = []
  for (const [variantGid, { sku, units }] of needed) {
    const level = levels.get(variantGid)
    const best = bestLocation(level)
    const available = best?.available ?? null
    all.push({
      sku: level?.sku ?? sku,
      variantGid,
      needed: units,
      available,
      locationName: best?.name ?? null,
      // What is unknown is named, since it may be the one.
      short: level?.tracked !== false && (available === null || available < units),
    })
  }
  // Refused though the figures suffice: all are named, and the watch on stock tries again.
  const named = all.some((one) => one.short) ? all.filter((one) => one.short) : all
  return named.map(({ short: _short, ...shortage }) => shortage)
}

function bestLocation(level: StockLevel | undefined): StockLevel['locations'][number] | undefined {
  return level?.locations.toSorted((a, b) => (b.available ?? -1e9) - (a.available ?? -1e9))[0]
}

async function readLevels(
  deps: OrderDeps,
  account: Account,
  gids: readonly VariantGid[],
): Promise<Map<VariantGid, StockLevel>> {
  try {
    const levels = await account.shopify.stockOf(gids, readDeadlines(deps.monotonic))
    return new Map(levels.map((level) => [level.variantGid, level]))
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    return new Map()
  }
}
