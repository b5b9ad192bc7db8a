/**
 * inventoryMoveQuantities: units go from one state to another at one location. Whether more can be moved out of
 * `available` than there is, is not documented: a setting.
 */
import type { GraphqlContext } from '../graphql/context.ts'
import type { QuantityName } from '../records.ts'
import { commitByCall } from './commit-changes.ts'
import { placeError, placeOf, quantityAt } from './named-places.ts'
import { type InventoryPayload, onceByKey, requiredKey } from './once-by-key.ts'
import {
  callError,
  type InventoryError,
  inventoryError,
  ledgerError,
  nameError,
  needChangeFrom,
  sizeError,
} from './quantity-rules.ts'

type Terminal = {
  readonly locationId: string
  readonly name: string
  readonly changeFromQuantity?: number | null
  readonly ledgerDocumentUri?: string | null
}

type Row = {
  readonly inventoryItemId: string
  readonly quantity: number
  readonly from: Terminal
  readonly to: Terminal
}

type Input = {
  readonly reason: string
  readonly referenceDocumentUri: string
  readonly changes: readonly Row[]
}

export function moveQuantities(args: { input: Input }, context: GraphqlContext): InventoryPayload {
  const { input } = args
  requiredKey(context)
  const ends = input.changes.flatMap(({ from, to }) => [from, to])
  needChangeFrom('InventoryMoveQuantityTerminalInput', ends)
  return onceByKey(context, {
    mutation: 'inventoryMoveQuantities',
    input,
    problem: () => problemOf(input, ends, context),
    commit: () => {
      const wanted = input.changes.flatMap(({ inventoryItemId, quantity, from, to }) =>
        [from, to].flatMap((end) => {
          const place = placeOf(context.world, { inventoryItemId, locationId: end.locationId })
          if (place === undefined) return []
          const delta = end === from ? -quantity : quantity
          const { ledgerDocumentUri = null } = end
          return [{ ...place, name: end.name as QuantityName, delta, ledgerDocumentUri }]
        }),
      )
      return commitByCall(context, wanted, input)
    },
  })
}

function problemOf(
  input: Input,
  ends: readonly Terminal[],
  context: GraphqlContext,
): InventoryError | undefined {
  const wrong = callError(input)
  if (wrong !== undefined) return wrong
  const documents = new Set(ends.flatMap((one) => one.ledgerDocumentUri ?? []))
  if (documents.size > 2) return inventoryError('MAXIMUM_LEDGER_DOCUMENT_URIS', ['changes'])
  for (const [at, row] of input.changes.entries()) {
    const problem = rowError(context, row, ['changes', String(at)])
    if (problem !== undefined) return problem
  }
  return undefined
}

function rowError(
  context: GraphqlContext,
  row: Row,
  field: readonly string[],
): InventoryError | undefined {
  const { from, to, quantity, inventoryItemId } = row
  if (from.locationId !== to.locationId) return inventoryError('DIFFERENT_LOCATIONS', field)
  if (from.name === to.name) return inventoryError('SAME_QUANTITY_NAME', field)
  const at = [...field, 'quantity']
  if (quantity < 0) return inventoryError('INVALID_QUANTITY_NEGATIVE', at)
  return (
    sizeError(quantity, 2_000_000_000, at) ??
    placeError(context.world, { inventoryItemId, locationId: from.locationId }, field) ??
    endError(context, row, 'from', field) ??
    endError(context, row, 'to', field)
  )
}

function endError(
  { world }: GraphqlContext,
  row: Row,
  side: 'from' | 'to',
  field: readonly string[],
): InventoryError | undefined {
  const end = row[side]
  const here = [...field, side]
  const wrong =
    nameError(end.name, [...here, 'name']) ??
    ledgerError(end.name, end.ledgerDocumentUri, [...here, 'ledgerDocumentUri'])
  if (wrong !== undefined) return wrong
  const { inventoryItemId } = row
  const place = placeOf(world, { inventoryItemId, locationId: end.locationId })
  if (place === undefined) return undefined
  const now = quantityAt(place, end.name as QuantityName)
  if (end.changeFromQuantity != null && end.changeFromQuantity !== now) {
    return inventoryError('CHANGE_FROM_QUANTITY_STALE', [...here, 'changeFromQuantity'])
  }
  const mayFall = end.name === 'available' && world.settings.moveBelowZero === 'allowed'
  if (side === 'to' || mayFall || now >= row.quantity) return undefined
  return inventoryError('INVALID_QUANTITY_NEGATIVE', [...field, 'quantity'])
}
