/**
 * One PostgreSQL for a whole test run: begun by the launcher under test in a temporary folder, with the
 * migrated database that every fresh one is cloned from. It ends with the run, also with a killed one.
 */
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/store/embedded/start-embedded.ts'
import { migrate } from '../../src/store/migrate.ts'
import { closePool, openPool } from '../../src/store/pool.ts'
import { databaseNamed } from './database-url.ts'
import { endWithThisProcess } from './end-with-this-process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The test cluster, by its maintenance database. */
    clusterUrl: string
    /** The migrated database that fresh ones are cloned from. Nobody connects to it. */
    templateName: string
  }
}

/** Called by vitest before the first test file; what it answers is called after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'crossdock-tests-'))
  // Root's server runs as another user, who must pass through.
  await chmod(folder, 0o711)
  const home = path.join(folder, 'home')
  const disarm = endWithThisProcess(folder, home)
  const cluster = await startEmbedded({ home, log: () => undefined })
  const templateName = `template_${randomBytes(4).toString('hex')}`
  await makeTemplate(cluster.databaseUrl, templateName)
  project.provide('clusterUrl', cluster.databaseUrl)
  project.provide('templateName', templateName)
  return async () => {
    await endConnections(cluster.databaseUrl)
    await cluster.stop()
    disarm()
    await rm(folder, { recursive: true, force: true })
  }
}

async function makeTemplate(clusterUrl: string, name: string): Promise<void> {
  const cluster = openPool(clusterUrl, { max: 1, applicationName: 'test setup' })
  await sql`create database ${sql.id(name)}`.execute(cluster)
  await closePool(cluster)
  const template = openPool(databaseNamed(clusterUrl, name), {
    max: 1,
    applicationName: 'test setup',
  })
  await migrate(template)
  await closePool(template)
}

// A test that crashed may have left some; the launcher would leave its server to them.
async function endConnections(clusterUrl: string): Promise<void> {
  const cluster = openPool(clusterUrl, { max: 1, applicationName: 'test teardown' })
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid()`.execute(cluster)
  await closePool(cluster)
}
