/** inventorySetQuantities: absolute figures of `available` or `on_hand`, all or none of a call. */
import type { GraphqlContext } from '../graphql/context.ts'
import type { QuantityName } from '../records.ts'
import { commitByCall, type WantedChange } from './commit-changes.ts'
import { type PlaceInput, placeError, placeOf, quantityAt } from './named-places.ts'
import { type InventoryPayload, onceByKey, requiredKey } from './once-by-key.ts'
import {
  callError,
  type InventoryError,
  inventoryError,
  needChangeFrom,
  sizeError,
} from './quantity-rules.ts'

type Row = PlaceInput & {
  readonly quantity: number
  readonly changeFromQuantity?: number | null
}

type Input = {
  readonly name: string
  readonly reason: string
  readonly referenceDocumentUri?: string | null
  readonly quantities: readonly Row[]
}

export function setQuantities(args: { input: Input }, context: GraphqlContext): InventoryPayload {
  const { input } = args
  requiredKey(context)
  needChangeFrom('InventoryQuantityInput', input.quantities)
  return onceByKey(context, {
    mutation: 'inventorySetQuantities',
    input,
    problem: () => problemOf(input, context),
    commit: () => commitByCall(context, changesOf(input, context), input),
  })
}

function problemOf(input: Input, context: GraphqlContext): InventoryError | undefined {
  const { name, quantities } = input
  if (name !== 'available' && name !== 'on_hand') return inventoryError('INVALID_NAME', ['name'])
  const wrong = callError(input)
  if (wrong !== undefined) return wrong
  const seen = new Set<string>()
  for (const [at, row] of quantities.entries()) {
    const problem = rowError(context, name, row, ['quantities', String(at)])
    if (problem !== undefined) return problem
    const pair = `${row.inventoryItemId} ${row.locationId}`
    if (seen.has(pair)) {
      const field = ['quantities', String(at), 'locationId']
      return inventoryError('NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR', field)
    }
    seen.add(pair)
  }
  return staleRow(input, context)
}

function rowError(
  { world }: GraphqlContext,
  name: string,
  row: Row,
  field: readonly string[],
): InventoryError | undefined {
  const at = [...field, 'quantity']
  if (name === 'on_hand' && row.quantity < 0) return inventoryError('INVALID_QUANTITY_NEGATIVE', at)
  return sizeError(row.quantity, 1_000_000_000, at) ?? placeError(world, row, field)
}

/** The compare and set: one row that no longer holds refuses all. */
function staleRow(
  { name, quantities }: Input,
  context: GraphqlContext,
): InventoryError | undefined {
  for (const [at, row] of quantities.entries()) {
    const place = placeOf(context.world, row)
    if (place === undefined || row.changeFromQuantity == null) continue
    if (quantityAt(place, name as QuantityName) === row.changeFromQuantity) continue
    const field = ['quantities', String(at), 'changeFromQuantity']
    return inventoryError('CHANGE_FROM_QUANTITY_STALE', field)
  }
  return undefined
}

/** What is set on hand comes out of, or goes into, what is available. */
function changesOf({ name, quantities }: Input, { world }: GraphqlContext): WantedChange[] {
  return quantities.flatMap((row) => {
    const place = placeOf(world, row)
    if (place === undefined) return []
    const delta = row.quantity - quantityAt(place, name as QuantityName)
    return [{ ...place, name: 'available' as const, delta }]
  })
}
