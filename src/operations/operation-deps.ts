/** What every operation works with. */
import type { AccountId } from '../core/ids.ts'
import type { Database } from '../store/pool.ts'

export type OperationDeps = {
  readonly db: Database
  /** A new id that nobody can guess. */
  readonly newId: () => string
}

export type OrderRequest = {
  readonly accountId: AccountId
  /** As a person typed it. */
  readonly orderId: string
}
