/** The processes of a soak, each with a database of its own: they are given a seed at a time and answer what came of it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { migrate } from '../../src/store/migrate.ts'
import { closePool, openPool } from '../../src/store/pool.ts'
import type { BugName } from '../../tests/simulation/bugs.ts'
import type { WorldName } from '../../tests/simulation/happenings/all.ts'
import type { SeedResult } from '../../tests/simulation/run-seed.ts'
import { keepClocksInSession, stepDatabaseClock } from '../../tests/simulation/soak-clock.ts'
import { prepareTables } from '../../tests/simulation/soak-database.ts'

export type Admin = ReturnType<typeof openPool>

export type Share = {
  /** Undefined when the run was stopped meanwhile. */
  run(seed: number): Promise<SeedResult | undefined>
  end(): Promise<void>
}

const template = 'soak_template'
const program = path.join(import.meta.dirname, 'run-share.ts')

/** The database that each share begins with a copy of. */
export async function prepareTemplate(admin: Admin, serverUrl: string): Promise<void> {
  await sql`create database ${sql.id(template)}`.execute(admin)
  const db = openPool(urlOf(serverUrl, template), { max: 2, applicationName: 'soak' })
  await migrate(db)
  await stepDatabaseClock(db)
  await keepClocksInSession(db)
  await prepareTables(db)
  await closePool(db)
}

let creating: Promise<unknown> = Promise.resolve()

export async function startShare(parts: {
  readonly admin: Admin
  readonly serverUrl: string
  readonly name: string
  readonly world: WorldName
  readonly bug: BugName | undefined
  readonly stopping: AbortController
}): Promise<Share> {
  const { admin, serverUrl, name, world, bug, stopping } = parts
  // A template is copied for one at a time.
  const created = creating.then(() =>
    sql`create database ${sql.id(name)} template ${sql.id(template)}`.execute(admin),
  )
  creating = created
  await created
  const args = ['--database', urlOf(serverUrl, name), '--world', world]
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=64', program, ...args, ...(bug === undefined ? [] : ['--bug', bug])],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const ended = once(child, 'close')
  // The end of its input ends a share, whatever it does.
  const end = () => child.stdin.end()
  stopping.signal.addEventListener('abort', end)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async run(seed) {
      if (stopping.signal.aborted) return undefined
      child.stdin.write(`${seed}\n`)
      const line = await lines.next()
      if (line.done !== true) return JSON.parse(line.value) as SeedResult
      const [code] = await ended
      if (stopping.signal.aborted) return undefined
      throw new Error(`a share of the soak ended early (${code ?? child.signalCode})`)
    },
    async end() {
      end()
      await ended
    },
  }
}

function urlOf(serverUrl: string, name: string): string {
  return serverUrl.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`)
}
