/** Carries out changes of quantities: the level, what is on hand, the history, and the webhooks that follow. */
import type { AppIdentity } from '../app-identity.ts'
import { newLevel } from '../catalog/new-level.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import type { LocationRecord, QuantityName, StockLevel, VariantRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { rememberLevel } from '../stock/level-memory.ts'
import { announceConnected, announceLevels } from '../webhooks/announce.ts'
import type { AdjustmentGroup, QuantityChange } from './inventory-history.ts'
import { onHandNames } from './quantity-rules.ts'

export type WantedChange = {
  readonly variant: VariantRecord
  readonly location: LocationRecord
  readonly name: QuantityName
  readonly delta: number
  readonly ledgerDocumentUri?: string | null
}

export type Occasion = {
  readonly reason: string
  readonly referenceDocumentUri: string | null
  readonly by: AppIdentity
}

/** By a call of the app: under `silently-dropped` it answers as if, and nothing changes. */
export function commitByCall(
  context: GraphqlContext,
  wanted: readonly WantedChange[],
  input: { readonly reason: string; readonly referenceDocumentUri?: string | null },
): AdjustmentGroup {
  const { world } = context
  const occasion = {
    reason: input.reason,
    referenceDocumentUri: input.referenceDocumentUri ?? null,
    by: world.installation.app,
  }
  if (context.drop) return groupOf(world, changesFor(world, wanted), occasion)
  const group = commitChanges(world, wanted, occasion)
  for (const { level, name, delta } of group.changes) {
    if (name !== 'on_hand') context.effects.push(`${name} ${delta} of ${level.variant.sku}`)
  }
  return group
}

/** Changes quantities and tells everybody; a level that was not there is connected first. */
export function commitChanges(
  world: ShopWorld,
  wanted: readonly WantedChange[],
  occasion: Occasion,
): AdjustmentGroup {
  const changes = changesFor(world, wanted)
  const connected: StockLevel[] = []
  for (const { level, name, delta } of changes) {
    if (!level.variant.levels.includes(level)) {
      level.variant.levels.push(level)
      connected.push(level)
    }
    if (level.inactive === true) {
      level.inactive = false
      connected.push(level)
    }
    rememberLevel(level, world.clock.nowMs())
    level.quantities[name] += delta
  }
  const group = groupOf(world, changes, occasion)
  world.inventoryHistory.add(group)
  const levels = [...new Set(changes.map((one) => one.level))]
  for (const { variant } of levels) {
    variant.updatedAtMs = world.clock.nowMs()
    variant.product.updatedAtMs = variant.updatedAtMs
  }
  announceConnected(world, connected)
  announceLevels(world, levels)
  return group
}

/** What stands in the history: the state itself, and what is on hand where that changes with it. */
function changesFor(world: ShopWorld, wanted: readonly WantedChange[]): QuantityChange[] {
  const made = new Map<string, StockLevel>()
  const changes: QuantityChange[] = []
  for (const { variant, location, name, delta, ledgerDocumentUri = null } of wanted) {
    const key = `${variant.numericId} ${location.numericId}`
    const level =
      variant.levels.find((one) => one.location === location) ??
      made.get(key) ??
      newLevel(world, variant, location, 0)
    made.set(key, level)
    changes.push({ name, delta, level, ledgerDocumentUri })
    if (!onHandNames.includes(name)) continue
    const known = changes.findIndex((one) => one.level === level && one.name === 'on_hand')
    const before = changes[known]
    if (before === undefined) {
      changes.push({ name: 'on_hand', delta, level, ledgerDocumentUri: null })
    } else changes[known] = { ...before, delta: before.delta + delta }
  }
  return changes.filter((one) => one.name !== 'on_hand' || one.delta !== 0 || wanted.length === 1)
}

function groupOf(
  world: ShopWorld,
  changes: readonly QuantityChange[],
  occasion: Occasion,
): AdjustmentGroup {
  return {
    id: world.identifiers.gid('InventoryAdjustmentGroup'),
    createdAtMs: world.clock.nowMs(),
    changes,
    ...occasion,
  }
}
