/**
 * `npm run soak -- --seeds 1000`: runs seeded worlds in two processes and prints what was met. Fails on a
 * violation, and when a kind of fault, an unclear outcome or a takeover was never met: then the run
 * proved less than it says. `--bug <name>` plants a bug and succeeds only if a seed catches it.
 * `--seed 7` runs one seed twice and compares the traces. Ctrl-C ends it early and prints what was met so far.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { startEmbedded } from '../src/store/embedded/start-embedded.ts'
import { migrate } from '../src/store/migrate.ts'
import { closePool, openPool } from '../src/store/pool.ts'
import { type BugName, plantedBugs } from '../tests/simulation/bugs.ts'
import { runSeed, type SeedResult } from '../tests/simulation/run-seed.ts'
import { stepDatabaseClock } from '../tests/simulation/soak-clock.ts'
import {
  makeServerFast,
  openSoakDatabase,
  prepareEmptying,
  type SoakDatabase,
} from '../tests/simulation/soak-database.ts'
import { missingIn, summaryOf } from '../tests/simulation/soak-summary.ts'
import { endWithThisProcess } from '../tests/support/end-with-this-process.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '50' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    bug: { type: 'string' },
    json: { type: 'boolean', default: false },
    database: { type: 'string' },
    step: { type: 'string', default: '1' },
  },
})

const processes = 2
const tellEvery = 50
let told = 0
/** Ends the children: the run is to stop early. */
const stopping = new AbortController()

if (values.database !== undefined) await runSeeds(values.database)
else await runAll()

/** A child: runs its share of the seeds and prints a line of JSON for each. */
async function runSeeds(databaseUrl: string): Promise<void> {
  // The parent's end is the end of our input.
  process.stdin.once('end', () => process.exit(1)).resume()
  process.stdin.unref()
  const database = await prepareDatabase(databaseUrl)
  const bug = values.bug as BugName | undefined
  const last = Number(values.from) + Number(values.seeds)
  for (let seed = Number(values.from); seed < last; seed += Number(values.step)) {
    const result = await runSeed(database, seed, bug === undefined ? {} : plantedBugs[bug])
    process.stdout.write(`${JSON.stringify(result)}\n`)
    if (bug !== undefined && result.violations.length > 0) break
  }
  await database.close()
}

async function prepareDatabase(databaseUrl: string): Promise<SoakDatabase> {
  const first = openPool(databaseUrl, { max: 2, applicationName: 'soak' })
  await migrate(first)
  await closePool(first)
  const database = openSoakDatabase(databaseUrl)
  await stepDatabaseClock(database.db)
  await prepareEmptying(database.db)
  return database
}

async function runAll(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  const home = await mkdtemp(path.join(os.tmpdir(), 'crossdock-soak-'))
  // The server runs as another user when we are root.
  await chmod(home, 0o711)
  const disarm = endWithThisProcess(home, home)
  const server = await startEmbedded({ home, log: () => undefined })
  try {
    const admin = openPool(server.databaseUrl, { max: 1, applicationName: 'soak' })
    await makeServerFast(admin)
    const results =
      values.seed === undefined
        ? await runShares(admin, server.databaseUrl)
        : await runTwice(admin, server.databaseUrl, values.seed)
    await closePool(admin)
    conclude(results)
  } finally {
    await server.stop()
    disarm()
    await rm(home, { recursive: true, force: true })
  }
}

type Admin = ReturnType<typeof openPool>

async function runShares(admin: Admin, serverUrl: string): Promise<SeedResult[]> {
  const shares = Array.from({ length: processes }, (_, at) =>
    runChild(admin, serverUrl, `soak_${at}`, [
      ...['--from', String(Number(values.from) + at)],
      ...['--seeds', String(Number(values.seeds) - at)],
      ...['--step', String(processes)],
    ]),
  )
  return (await Promise.all(shares)).flat()
}

async function runTwice(admin: Admin, serverUrl: string, seed: string): Promise<SeedResult[]> {
  const args = ['--from', seed, '--seeds', '1']
  const first = await runChild(admin, serverUrl, 'soak_first', args)
  const second = await runChild(admin, serverUrl, 'soak_second', args)
  const [one] = first
  const [two] = second
  if (one === undefined || two === undefined) throw new Error('a seed gave no result')
  if (one.traceHash === two.traceHash) return first
  return [{ ...one, violations: [...one.violations, 'the second run took another way'] }]
}

async function runChild(
  admin: Admin,
  serverUrl: string,
  name: string,
  args: readonly string[],
): Promise<SeedResult[]> {
  await sql`create database ${sql.id(name)}`.execute(admin)
  const url = serverUrl.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`)
  const bug = values.bug === undefined ? [] : ['--bug', values.bug]
  const child = spawn(
    process.execPath,
    [import.meta.filename, '--database', url, ...args, ...bug],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  // Without input a child ends by itself.
  stopping.signal.addEventListener('abort', () => child.stdin.end())
  const ended = once(child, 'close')
  const results: SeedResult[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const result = JSON.parse(line) as SeedResult
    results.push(result)
    tell(result)
  }
  const [code] = await ended
  if (code !== 0 && !stopping.signal.aborted)
    throw new Error(`a share of the soak ended early (${code ?? child.signalCode})`)
  return results
}

function tell(result: SeedResult): void {
  told += 1
  if (told % tellEvery === 0) console.error(`${told} seeds, ${Math.round(process.uptime())} s`)
  if (values.json) return
  if (result.violations.length > 0) {
    console.log(`seed ${result.seed}: ${result.violations.join('; ')}`)
  }
}

function conclude(results: readonly SeedResult[]): void {
  const summary = summaryOf(results)
  console.log(values.json ? JSON.stringify(summary) : summary)
  if (values.bug !== undefined) {
    const caught = results.find((result) => result.violations.length > 0)
    console.log(
      caught === undefined ? 'the planted bug was not caught' : `caught by seed ${caught.seed}`,
    )
    process.exitCode = caught === undefined ? 1 : 0
    return
  }
  if (stopping.signal.aborted) console.log('stopped before the end')
  const missing = values.seed === undefined ? missingIn(summary) : []
  if (missing.length > 0) console.log(`never met: ${missing.join(', ')}`)
  const whole = missing.length === 0 && !stopping.signal.aborted
  process.exitCode = summary.violations > 0 || !whole ? 1 : 0
}
