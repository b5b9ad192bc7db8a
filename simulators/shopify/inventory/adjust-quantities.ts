/** inventoryAdjustQuantities: figures go up or down by a delta, whatever they are. */
import type { GraphqlContext } from '../graphql/context.ts'
import type { QuantityName } from '../records.ts'
import { commitByCall } from './commit-changes.ts'
import { type PlaceInput, placeError, placeOf, quantityAt } from './named-places.ts'
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

type Row = PlaceInput & {
  readonly delta: number
  readonly changeFromQuantity?: number | null
  readonly ledgerDocumentUri?: string | null
}

type Input = {
  readonly name: string
  readonly reason: string
  readonly referenceDocumentUri?: string | null
  readonly changes: readonly Row[]
}

export function adjustQuantities(
  args: { input: Input },
  context: GraphqlContext,
): InventoryPayload {
  const { input } = args
  requiredKey(context)
  needChangeFrom('InventoryChangeInput', input.changes)
  return onceByKey(context, {
    mutation: 'inventoryAdjustQuantities',
    input,
    problem: () => problemOf(input, context),
    commit: () => {
      const wanted = input.changes.flatMap((row) => {
        const place = placeOf(context.world, row)
        const { delta, ledgerDocumentUri = null } = row
        const name = input.name as QuantityName
        return place === undefined ? [] : [{ ...place, name, delta, ledgerDocumentUri }]
      })
      return commitByCall(context, wanted, input)
    },
  })
}

function problemOf(input: Input, context: GraphqlContext): InventoryError | undefined {
  const { name, changes } = input
  const wrong = nameError(name, ['name']) ?? callError(input)
  if (wrong !== undefined) return wrong
  if (new Set(changes.map((one) => one.ledgerDocumentUri ?? null)).size > 1) {
    return inventoryError('MAX_ONE_LEDGER_DOCUMENT', ['changes'])
  }
  for (const [at, row] of changes.entries()) {
    const problem = rowError(context, name, row, ['changes', String(at)])
    if (problem !== undefined) return problem
  }
  return undefined
}

/** Only `available` may fall below zero. */
function rowError(
  { world }: GraphqlContext,
  name: string,
  row: Row,
  field: readonly string[],
): InventoryError | undefined {
  const wrong =
    ledgerError(name, row.ledgerDocumentUri, [...field, 'ledgerDocumentUri']) ??
    sizeError(row.delta, 2_000_000_000, [...field, 'delta']) ??
    placeError(world, row, field)
  const place = placeOf(world, row)
  if (wrong !== undefined || place === undefined) return wrong
  const now = quantityAt(place, name as QuantityName)
  if (row.changeFromQuantity != null && row.changeFromQuantity !== now) {
    return inventoryError('CHANGE_FROM_QUANTITY_STALE', [...field, 'changeFromQuantity'])
  }
  if (name !== 'available' && now + row.delta < 0) {
    // Own words: the code's message speaks of the lower limit, which for these states is taken to be zero.
    const message = "The quantity can't be lower than 0."
    return { code: 'INVALID_QUANTITY_TOO_LOW', field: ['input', ...field, 'delta'], message }
  }
  return sizeError(now + row.delta, 2_000_000_000, [...field, 'delta'])
}
