/**
 * The demo's database: real PostgreSQL, started by our launcher (or reached by DATABASE_URL), with a
 * database of its own for each run, so that a demo never meets a shop's data.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { DatabaseProblem } from '../store/database-problem.ts'
import { type EmbeddedDatabase, startEmbedded } from '../store/embedded/start-embedded.ts'
import { migrate } from '../store/migrate.ts'
import { closePool, type Database, openPool } from '../store/pool.ts'

/** Of the server, not of one database. */
const demoLockKey = 7_231_046_196

export type DemoDatabase = AsyncDisposable & {
  readonly db: Database
  readonly databaseUrl: string
  /** Where the worker keeps its key file. */
  readonly home: string
}

export async function startDemoDatabase(say: (line: string) => void): Promise<DemoDatabase> {
  const named = process.env.DATABASE_URL
  const { server, home } = await startServer(say, named)
  const serverUrl = server?.databaseUrl ?? named ?? ''
  const admin = openPool(serverUrl, { max: 2, applicationName: 'crossdock demo' })
  const name = `crossdock_demo_${randomBytes(6).toString('hex')}`
  const databaseUrl = withDatabase(serverUrl, name)
  const db = openPool(databaseUrl, { max: 4, applicationName: 'crossdock demo' })
  await admin.connection().execute(async (alone) => {
    // Another demo that starts now would take this one for left behind: nobody uses it yet.
    await sql`select pg_advisory_lock(${demoLockKey})`.execute(alone)
    await dropOldDemos(alone)
    await sql`create database ${sql.id(name)}`.execute(alone)
    await migrate(db)
    await sql`select pg_advisory_unlock(${demoLockKey})`.execute(alone)
  })
  return {
    db,
    databaseUrl,
    home,
    async [Symbol.asyncDispose]() {
      await closePool(db)
      await sql`drop database if exists ${sql.id(name)} with (force)`.execute(admin)
      await closePool(admin)
      await server?.stop()
    },
  }
}

/** Leaves the addresses of a running demo in a file that only its owner can read; answers its path. */
export async function writeEnvironment(database: DemoDatabase): Promise<string> {
  const file = path.join(database.home, 'env')
  const lines = [
    `DATABASE_URL='${database.databaseUrl}'`,
    `CROSSDOCK_HOME='${database.home}'`,
    "CROSSDOCK_LOG='error'",
  ]
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 })
  return path.relative(process.cwd(), file)
}

type Started = { readonly server: EmbeddedDatabase | null; readonly home: string }

/** A folder that the server's user cannot reach (root's own) is no place; the temporary folder is. */
async function startServer(
  say: (line: string) => void,
  named: string | undefined,
): Promise<Started> {
  const home = path.resolve('.crossdock', 'demo')
  await mkdir(home, { recursive: true })
  if (named !== undefined && named !== '') return { server: null, home }
  try {
    return { server: await startEmbedded({ home, log: say }), home }
  } catch (error) {
    if (!(error instanceof DatabaseProblem) || !error.code.startsWith('embedded-home')) throw error
    const elsewhere = path.join(os.tmpdir(), `crossdock-demo-${process.getuid?.() ?? 0}`)
    say(`The demo's database lies in ${elsewhere}: ${error.publicText}`)
    return { server: await startEmbedded({ home: elsewhere, log: say }), home }
  }
}

/** Databases of demos that were killed and that nobody uses any more. */
async function dropOldDemos(admin: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select d.datname as name from pg_database d
    where d.datname like 'crossdock\\_demo\\_%'
      and not exists (select 1 from pg_stat_activity a where a.datname = d.datname)
  `.execute(admin)
  for (const { name } of rows) {
    await sql`drop database if exists ${sql.id(name)}`.execute(admin)
  }
}

/** The same server, another database: works for URLs with a socket folder in their query too. */
function withDatabase(serverUrl: string, name: string): string {
  return serverUrl.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`)
}
