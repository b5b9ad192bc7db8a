/** The buckets as kysely sees them; what the columns mean is in migrations/0003-budgets.sql. */
import type { Generated } from 'kysely'

export type BudgetTable = {
  readonly bucket: string
  readonly capacity: number
  readonly rate_per_s: number
  readonly level: number
  readonly as_of: number
  readonly blocked_until: Generated<number>
  readonly learnt_at: number | null
  readonly owed: Generated<number[]>
  readonly owed_until: Generated<number[]>
  readonly passed_over: Generated<number[]>
  readonly flight_window: Generated<number>
  readonly flight_new: Generated<number>
  readonly flight_old: Generated<number>
}

export type BudgetTables = { readonly budget: BudgetTable }
