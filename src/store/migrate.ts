/**
 * Brings the schema to this program's version: the files `migrations/NNNN-name.sql`, in order, each
 * once, each in a transaction of its own with its record. Several processes may do so at once: every
 * transaction begins with one advisory lock and looks again at what is recorded.
 * A migration that was released is never edited: its hash is recorded and compared.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { sql, type Transaction } from 'kysely'
import { DatabaseProblem } from './database-problem.ts'
import { type Migration, nextMigration, type RecordedMigration } from './migration-order.ts'
import type { Database } from './pool.ts'
import type { Tables } from './tables.ts'

/** The migrations of this program. */
export const migrationsFolder = path.join(import.meta.dirname, 'migrations')

const lockKey = 7_231_046_195
// Longer than any migration of another process should take; then the start fails and says so.
const lockWaitMs = 120_000
const maxMigrations = 9999

/** Applies what is missing and answers the names applied by this call. */
export async function migrate(db: Database, folder = migrationsFolder): Promise<string[]> {
  const known = await readMigrations(folder)
  const applied: string[] = []
  while (applied.length < maxMigrations) {
    const name = await db.transaction().execute((trx) => applyNext(trx, known))
    if (name === undefined) return applied
    applied.push(name)
  }
  throw new Error('more migrations than their numbers allow')
}

/** Reads a folder of migrations, in order, with the hash of each. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      // A checkout with Windows line ends is the same migration.
      const text = (await readFile(path.join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function applyNext(
  trx: Transaction<Tables>,
  known: readonly Migration[],
): Promise<string | undefined> {
  await sql.raw(`set local lock_timeout = ${lockWaitMs}`).execute(trx)
  await sql`select pg_advisory_xact_lock(${lockKey})`.execute(trx)
  await sql`
    create table if not exists schema_migration (
      name text primary key,
      sha256 text not null,
      applied_at timestamptz not null default clock_timestamp()
    )`.execute(trx)
  const recorded = await readRecorded(trx)
  const next = nextMigration(known, recorded)
  if (next === undefined) return undefined
  try {
    await sql.raw(next.text).execute(trx)
  } catch (cause) {
    throw new DatabaseProblem('schema-migration-failed', {
      publicText: `The database could not be brought up to date: ${next.name} failed (${reason(cause)}).`,
      fix: 'Nothing of it was kept. Free what it names (disk, locks, rights) and start again.',
      cause,
    })
  }
  await trx
    .insertInto('schema_migration')
    .columns(['name', 'sha256'])
    .values({ name: next.name, sha256: next.sha256 })
    .execute()
  return next.name
}

async function readRecorded(trx: Transaction<Tables>): Promise<RecordedMigration[]> {
  return trx.selectFrom('schema_migration').select(['name', 'sha256']).orderBy('name').execute()
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return 'no reason given'
  const code = 'code' in cause && typeof cause.code === 'string' ? `${cause.code}: ` : ''
  return `${code}${cause.message}`
}
