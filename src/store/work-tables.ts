/** The work table as kysely sees it; what the columns mean is in migrations/0002-work.sql. */
import type { Generated, GeneratedAlways } from 'kysely'

export type WorkTable = {
  readonly id: GeneratedAlways<number>
  readonly account_id: string
  readonly kind: string
  readonly key: string
  readonly lane: number
  readonly run_lane: Generated<number>
  readonly seq: Generated<number>
  readonly due_at: number
  readonly parked_on: string | null
  readonly parked_until: number | null
  readonly parked_since: number | null
  readonly parked_amount: Generated<number>
  readonly lease_until: number | null
  readonly lease_token: string | null
  readonly leased_by: string | null
  readonly leased_under: number | null
  readonly failures: Generated<number>
  readonly losses: Generated<number>
  readonly run_floor_at: number | null
  readonly last_error_code: string | null
  readonly dead_at: number | null
  readonly settled_at: number | null
  readonly run_at: GeneratedAlways<number | null>
}

export type WorkTables = { readonly work: WorkTable }
