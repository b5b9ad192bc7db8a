/** How GraphQL sees the inventory history: groups of changes made together. */
import { itemOf } from '../catalog/catalog-fields.ts'
import { numericId } from '../gid.ts'
import type { Resolver } from '../graphql/admin-schema.ts'
import { dateTime } from '../graphql/scalars.ts'
import type { AdjustmentGroup, QuantityChange } from './inventory-history.ts'

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
