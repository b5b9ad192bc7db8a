/** Bulk queries of the app: what runs, what came of it, for how long its result is kept (7 days). */
import type { AppIdentity } from '../app-identity.ts'

export type BulkStatus =
  | 'CREATED'
  | 'RUNNING'
  | 'COMPLETED'
  | 'FAILED'
  | 'CANCELING'
  | 'CANCELED'
  | 'EXPIRED'

export type BulkOperation = {
  readonly id: string
  readonly numericId: number
  readonly by: AppIdentity
  readonly query: string
  readonly groupObjects: boolean
  readonly createdAtMs: number
  /** Part of the result's address. */
  readonly secret: string
  status: BulkStatus
  errorCode: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null
  completedAtMs: number | null
  objectCount: number
  rootObjectCount: number
  fileSize: number
  /** Compressed parts of the result, each a text of whole lines. */
  parts: readonly Uint8Array[]
}

export type BulkShelf = {
  add(operation: BulkOperation): void
  find(id: string): BulkOperation | undefined
  /** Newest first. */
  all(): readonly BulkOperation[]
}

const kept = 50

export function createBulkShelf(): BulkShelf {
  let operations: BulkOperation[] = []
  return {
    add(operation) {
      operations = [operation, ...operations].slice(0, kept)
    },
    find: (id) => operations.find((one) => one.id === id),
    all: () => operations,
  }
}

export function isUnderWay({ status }: BulkOperation): boolean {
  return status === 'CREATED' || status === 'RUNNING' || status === 'CANCELING'
}

const weekMs = 7 * 24 * 3_600_000

/** The result is thrown away a week after the end. */
export function isExpired({ completedAtMs }: BulkOperation, nowMs: number): boolean {
  return completedAtMs !== null && completedAtMs + weekMs <= nowMs
}
