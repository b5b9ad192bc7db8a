/**
 * A PostgreSQL of the bench's own in a temporary folder, begun by the product's launcher with its
 * production settings (fsync and all). Never with DATABASE_URL: a shop's server is no place for it.
 */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { startEmbedded } from '../../src/store/embedded/start-embedded.ts'
import { migrate } from '../../src/store/migrate.ts'
import { closePool, type Database, openPool } from '../../src/store/pool.ts'

export type BenchDatabase = AsyncDisposable & {
  readonly db: Database
  readonly url: string
}

export type Cluster = AsyncDisposable & {
  /** For the product's key file. */
  readonly home: string
  /** A migrated database, removed when disposed of. */
  create(name: string): Promise<BenchDatabase>
}

export async function startCluster(say: (line: string) => void): Promise<Cluster> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'crossdock-bench-'))
  // Root's server runs as another user, who must pass through.
  await chmod(folder, 0o711)
  const home = path.join(folder, 'product')
  await mkdir(home)
  const server = await startEmbedded({ home: path.join(folder, 'home'), log: say })
  return {
    home,
    create: (name) => createDatabase(server.databaseUrl, name),
    async [Symbol.asyncDispose]() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function createDatabase(serverUrl: string, name: string): Promise<BenchDatabase> {
  await onServer(serverUrl, (admin) => sql`create database ${sql.id(name)}`.execute(admin))
  const url = withDatabase(serverUrl, name)
  const db = openPool(url, { max: 4, applicationName: 'bench' })
  await migrate(db)
  return {
    db,
    url,
    async [Symbol.asyncDispose]() {
      await closePool(db)
      await onServer(serverUrl, (admin) =>
        sql`drop database if exists ${sql.id(name)} with (force)`.execute(admin),
      )
    },
  }
}

async function onServer(url: string, work: (admin: Database) => Promise<unknown>): Promise<void> {
  const admin = openPool(url, { max: 1, applicationName: 'bench' })
  try {
    await work(admin)
  } finally {
    await closePool(admin)
  }
}

/** The same server, another database: works for URLs with a socket folder in their query too. */
function withDatabase(serverUrl: string, name: string): string {
  return serverUrl.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`)
}
