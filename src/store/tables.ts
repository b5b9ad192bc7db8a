/**
 * The tables as kysely sees them: one entry a table, columns as the driver answers them
 * (`timestamptz` as epoch milliseconds, `int8` as number, `jsonb` as parsed values).
 */

import type { Generated } from 'kysely'
import type { BudgetTables } from './budget-tables.ts'
import type { WorkTables } from './work-tables.ts'

/** The one row that `app_now()` computes world time from. */
export type WorldClockTable = {
  readonly only_row: boolean
  readonly real_origin: number
  readonly world_origin: number
  readonly factor: number
}

/** The migrations that ran in this database. */
export type SchemaMigrationTable = {
  readonly name: string
  readonly sha256: string
  readonly applied_at: Generated<number>
}

export type Tables = OwnTables & WorkTables & BudgetTables

type OwnTables = {
  readonly world_clock: WorldClockTable
  readonly schema_migration: SchemaMigrationTable
}
