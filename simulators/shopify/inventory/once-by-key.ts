/**
 * `@idempotent` on inventory mutations, required since 2026-04. Documented: a repeat answers what the first did. Recorded
 * on a live shop: a repeat after success whose changeFromQuantity no longer holds answers STALE. Which of both is a setting.
 */
import type { GraphqlContext } from '../graphql/context.ts'
import { topLevelError } from '../graphql/errors.ts'
import { type IdempotencyCode, idempotencyWords } from '../idempotency-book.ts'
import type { AdjustmentGroup } from './inventory-history.ts'
import type { InventoryError } from './quantity-rules.ts'

export type InventoryPayload = {
  readonly inventoryAdjustmentGroup: AdjustmentGroup | null
  readonly userErrors: readonly InventoryError[]
}

export type InventoryWrite = {
  readonly mutation: string
  readonly input: unknown
  /** The first thing that is wrong, the compared quantities last. */
  readonly problem: () => InventoryError | undefined
  readonly commit: () => AdjustmentGroup
}

/** The key of the call; without one it is refused. */
export function requiredKey(context: GraphqlContext): string {
  if (context.idempotencyKey !== undefined) return context.idempotencyKey
  throw topLevelError(
    'The @idempotent directive is required for this mutation but was not provided.',
    'BAD_REQUEST',
  )
}

/** Runs a write once by its key. */
export function onceByKey(context: GraphqlContext, write: InventoryWrite): InventoryPayload {
  const { world } = context
  const { mutation, input } = write
  const key = requiredKey(context)
  if (world.idempotency.isUnderWay(mutation, key)) return misused('IDEMPOTENCY_CONCURRENT_REQUEST')
  const known = world.idempotency.look(mutation, key, input)
  if (known.kind === 'refused') return misused(known.code)
  if (known.kind === 'repeat') {
    const isStale = world.settings.idempotentInventoryRepeat === 'checked-again'
    const problem = isStale ? write.problem() : undefined
    return problem === undefined ? (known.answer as InventoryPayload) : refused(problem)
  }
  const problem = write.problem() ?? (context.refuse ? refusal : undefined)
  if (problem !== undefined) {
    if (!context.drop) world.idempotency.keep(mutation, key, input, undefined)
    return refused(problem)
  }
  const payload = { inventoryAdjustmentGroup: write.commit(), userErrors: [] }
  if (!context.drop) world.idempotency.keep(mutation, key, input, payload)
  return payload
}

const refusal: InventoryError = {
  code: 'NON_MUTABLE_INVENTORY_ITEM',
  field: ['input'],
  message: 'The specified inventory item is not allowed to be adjusted via API.',
}

function refused(error: InventoryError): InventoryPayload {
  return { inventoryAdjustmentGroup: null, userErrors: [error] }
}

function misused(code: IdempotencyCode): InventoryPayload {
  return refused({ code, field: ['input'], message: idempotencyWords[code] })
}
