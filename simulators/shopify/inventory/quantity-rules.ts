/**
 * What inventory mutations accept, in Shopify's words: names, reasons, limits, documents. Source: Admin API schema 2026-10
 * and recorded answers of API 2026-04, read 2026-11-22. Messages that are not recorded are the schema's own of the code.
 */
import { topLevelError } from '../graphql/errors.ts'
import type { QuantityName } from '../records.ts'

export type InventoryError = {
  readonly code: string
  readonly field: readonly string[]
  readonly message: string
}

/** The states that make up what is on hand; `incoming` is not there yet. */
export const onHandNames: readonly QuantityName[] = [
  'available',
  'committed',
  'damaged',
  'quality_control',
  'reserved',
  'safety_stock',
]

const adjustableNames: readonly string[] = [
  'available',
  'damaged',
  'incoming',
  'quality_control',
  'reserved',
  'safety_stock',
]

const reasons: readonly string[] = [
  'correction',
  'cycle_count_available',
  'damaged',
  'movement_canceled',
  'movement_created',
  'movement_received',
  'movement_updated',
  'other',
  'promotion',
  'quality_control',
  'received',
  'reservation_created',
  'reservation_deleted',
  'reservation_updated',
  'restock',
  'safety_stock',
  'shrinkage',
]

/** The schema's message of each code. */
export const inventoryWords = {
  CHANGE_FROM_QUANTITY_STALE:
    'The changeFromQuantity argument no longer matches the persisted quantity.',
  DIFFERENT_LOCATIONS: "The quantities can't be moved between different locations.",
  IDEMPOTENCY_CONCURRENT_REQUEST: 'This request is currently in progress, please try again.',
  INTERNAL_LEDGER_DOCUMENT:
    'Internal (gid://shopify/) ledger documents are not allowed to be adjusted via API.',
  INVALID_AVAILABLE_DOCUMENT: 'A ledger document URI is not allowed when adjusting available.',
  INVALID_INVENTORY_ITEM: 'The specified inventory item could not be found.',
  INVALID_LEDGER_DOCUMENT: 'The specified ledger document is invalid.',
  INVALID_LOCATION: 'The specified location could not be found.',
  INVALID_NAME: "The quantity name must be either 'available' or 'on_hand'.",
  INVALID_QUANTITY_DOCUMENT: 'A ledger document URI is required except when adjusting available.',
  INVALID_QUANTITY_NAME: `The specified quantity name is invalid. Valid values are: ${adjustableNames.join(', ')}.`,
  INVALID_QUANTITY_NEGATIVE: "The quantity can't be negative.",
  INVALID_REASON: `The specified reason is invalid. Valid values are: ${reasons.join(', ')}.`,
  INVALID_REFERENCE_DOCUMENT: 'The specified reference document is invalid.',
  MAXIMUM_LEDGER_DOCUMENT_URIS:
    'Only a maximum of 2 ledger document URIs across all changes is allowed.',
  MAX_ONE_LEDGER_DOCUMENT:
    'All changes must have the same ledger document URI or, in the case of adjusting available, no ledger document URI.',
  NON_MUTABLE_INVENTORY_ITEM:
    'The specified inventory item is not allowed to be adjusted via API. Example: if the inventory item is a parent bundle.',
  NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR:
    'The combination of inventoryItemId and locationId must be unique.',
  SAME_QUANTITY_NAME: "The quantity names for each change can't be the same.",
} as const

export function inventoryError(
  code: keyof typeof inventoryWords,
  field: readonly string[],
): InventoryError {
  return { code, field: ['input', ...field], message: inventoryWords[code] }
}

export function nameError(name: string, field: readonly string[]): InventoryError | undefined {
  return adjustableNames.includes(name) ? undefined : inventoryError('INVALID_QUANTITY_NAME', field)
}

/** The reason and the reference of a whole call. */
export function callError(input: {
  readonly reason: string
  readonly referenceDocumentUri?: string | null
}): InventoryError | undefined {
  if (!reasons.includes(input.reason)) return inventoryError('INVALID_REASON', ['reason'])
  const uri = input.referenceDocumentUri
  if (uri == null || isDocument(uri)) return undefined
  return inventoryError('INVALID_REFERENCE_DOCUMENT', ['referenceDocumentUri'])
}

/** A ledger document must be there for every state but `available`, where it must not. */
export function ledgerError(
  name: string,
  uri: string | null | undefined,
  field: readonly string[],
): InventoryError | undefined {
  if (name === 'available') {
    return uri == null ? undefined : inventoryError('INVALID_AVAILABLE_DOCUMENT', field)
  }
  if (uri == null || uri === '') return inventoryError('INVALID_QUANTITY_DOCUMENT', field)
  if (uri.startsWith('gid://shopify/')) return inventoryError('INTERNAL_LEDGER_DOCUMENT', field)
  return isDocument(uri) ? undefined : inventoryError('INVALID_LEDGER_DOCUMENT', field)
}

/** Limits: a thousand million for what is set, twice that for what is adjusted or moved. */
export function sizeError(
  quantity: number,
  limit: 1_000_000_000 | 2_000_000_000,
  field: readonly string[],
): InventoryError | undefined {
  if (Math.abs(quantity) <= limit) return undefined
  const total = limit === 1_000_000_000 ? 'total ' : ''
  const high = quantity > 0
  const shown = `${high ? '' : '-'}${limit.toLocaleString('en-US')}`
  return {
    code: high ? 'INVALID_QUANTITY_TOO_HIGH' : 'INVALID_QUANTITY_TOO_LOW',
    field: ['input', ...field],
    message: `The ${total}quantity can't be ${high ? 'higher' : 'lower'} than ${shown}.`,
  }
}

/** Since 2026-04 the key must be there, though its value may be null. */
export function needChangeFrom(inputType: string, rows: readonly object[]): void {
  if (rows.every((row) => 'changeFromQuantity' in row)) return
  throw topLevelError(
    `${inputType} must include the following argument: changeFromQuantity.`,
    'INVALID_FIELD_ARGUMENTS',
  )
}

/** Scheme and content; of a global id every part. */
function isDocument(uri: string): boolean {
  if (uri.startsWith('gid:')) return /^gid:\/\/[\w-]+\/[\w-]+\/\S+$/.test(uri)
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(uri)
}
