/** What changed which quantity, when and why: the inventory history of the shop. The oldest entries go first. */
import type { AppIdentity } from '../app-identity.ts'
import { itemOf } from '../catalog/catalog-fields.ts'
import { numericId } from '../gid.ts'
import type { Resolver } from '../graphql/admin-schema.ts'
import { dateTime } from '../graphql/scalars.ts'
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

type Filter = {
  readonly inventoryItemIds?: readonly string[] | null
  readonly locationIds?: readonly string[] | null
  readonly quantityNames?: readonly string[] | null
}

type OfGroup<Arguments = Record<string, never>> = Resolver<AdjustmentGroup, Arguments>

export const adjustmentGroupFields = {
  createdAt: ((group) => dateTime(group.createdAtMs)) as OfGroup,
  app: (({ by }) => ({
    id: by.id,
    title: by.name,
    handle: by.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    apiKey: '',
    webhookApiVersion: '2026-10',
  })) as OfGroup,
  changes: ((group, filter) => changesOf(group, filter)) as OfGroup<Filter>,
}

type OfChange = Resolver<QuantityChange>

export const inventoryChangeFields = {
  item: (({ level }) => itemOf(level.variant)) as OfChange,
  location: (({ level }) => level.location) as OfChange,
  /** It may be null on the platform; whoever counts on it is wrong there. */
  quantityAfterChange: (() => null) as OfChange,
}

function changesOf(group: AdjustmentGroup, filter: Filter): readonly QuantityChange[] {
  const { inventoryItemIds: items, locationIds: places, quantityNames: names } = filter
  return group.changes.filter(
    ({ level, name }) =>
      (items == null ||
        items.some((id) => numericId('InventoryItem', id) === level.variant.inventoryItemId)) &&
      (places == null || places.includes(level.location.id)) &&
      (names == null || names.includes(name)),
  )
}
