/**
 * When a reading of a platform began. What it shows is as old as that, however late it is stored: what was
 * written meanwhile need not be in it.
 */
import { sql } from 'kysely'
import type { Database } from './pool.ts'

export type ReadingTime = {
  /** Orders the readings of one thing. */
  readonly machineMs: number
  /** What decisions compare with the times of our writes. */
  readonly worldMs: number
}

/** To be asked before the request leaves. */
export async function readingBegins(db: Database): Promise<ReadingTime> {
  const { rows } = await sql<ReadingTime>`
    select machine_now() as "machineMs", app_now() as "worldMs"
  `.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('the clock query answered no row')
  return row
}
