/** What changed which quantity, when and why: the inventory history of the shop. The oldest entries go first. */
import type { AppIdentity } from '../app-identity.ts'
import type { QuantityName, StockLevel } from '../records.ts'

export type QuantityChange = {
  readonly name: QuantityName
  readonly delta: number
  readonly level: StockLevel
  readonly ledgerDocumentUri: string | null
}

export type AdjustmentGroup = {
  readonly id: string
  readonly createdAtMs: number
  readonly reason: string
  readonly referenceDocumentUri: string | null
  readonly by: AppIdentity
  readonly changes: readonly QuantityChange[]
}

export type InventoryHistory = {
  add(group: AdjustmentGroup): void
  find(id: string): AdjustmentGroup | undefined
  /** Oldest first. */
  all(): readonly AdjustmentGroup[]
}

const groupsKept = 20_000

export function createInventoryHistory(): InventoryHistory {
  const groups = new Map<string, AdjustmentGroup>()
  return {
    add(group) {
      if (groups.size >= groupsKept) {
        const [oldest] = groups.keys()
        if (oldest !== undefined) groups.delete(oldest)
      }
      groups.set(group.id, group)
    },
    find: (id) => groups.get(id),
    all: () => [...groups.values()],
  }
}
