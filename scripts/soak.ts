/**
 * `npm run soak -- --seeds 1000`: runs seeded worlds in two processes over one PostgreSQL of its own and
 * prints what was met. Fails on a violation, and when something that a long run must meet was never met:
 * then it proved less than it says. Ctrl-C ends it early and prints what was met so far. `--help` for the rest.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '../src/store/embedded/start-embedded.ts'
import { closePool, openPool } from '../src/store/pool.ts'
import { type BugName, plantedBugs, worldOfBug } from '../tests/simulation/bugs.ts'
import { happeningsOf, type WorldName } from '../tests/simulation/happenings/all.ts'
import type { SeedResult } from '../tests/simulation/run-seed.ts'
import { makeServerFast } from '../tests/simulation/soak-database.ts'
import { missingIn, summaryOf } from '../tests/simulation/soak-summary.ts'
import { endWithThisProcess } from '../tests/support/end-with-this-process.ts'
import { prepareTemplate, type Share, startShare } from './soak/shares.ts'

const usage = `npm run soak -- [--world import|life|stock] [--seeds 50] [--from 1] [--seed 7] [--bug <name>] [--json]

  --world import  72 hours, 30 orders, two workers, at least 8 faults, a crash, a stop past a lease (the default)
  --world life    the same, and what happens to the orders afterwards on both sides: about twice the work
  --world stock   8 hours in which both sides sell the same units: kits, FBA, edits, the last unit on both sides
  --seeds, --from how many worlds, and the seed of the first
  --seed          one world twice, the second time after another one: both must take the same way
  --bug           plants a bug, in the world in which it can show; succeeds when a seed catches it, and stops there
  --json          prints the counts as one line of JSON
`

const { values } = parseArgs({
  options: {
    world: { type: 'string' },
    seeds: { type: 'string', default: '50' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    bug: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const processes = 2
const tellEvery = 50
/** Ends the shares: the run is to stop early. */
const stopping = new AbortController()
const results: SeedResult[] = []
let caught: number | undefined

if (values.help) console.log(usage)
else await runAll(worldName(), bugName())

function worldName(): WorldName {
  const { world = worldOfBug(bugName()) } = values
  if (!Object.hasOwn(happeningsOf, world)) throw new Error(`there is no world ${world}\n${usage}`)
  return world as WorldName
}

function bugName(): BugName | undefined {
  const { bug } = values
  if (bug !== undefined && !Object.hasOwn(plantedBugs, bug)) {
    throw new Error(`there is no bug ${bug}: ${Object.keys(plantedBugs).join(', ')}`)
  }
  return bug as BugName | undefined
}

async function runAll(world: WorldName, bug: BugName | undefined): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  const home = await mkdtemp(path.join(os.tmpdir(), 'crossdock-soak-'))
  // The server runs as another user when we are root.
  await chmod(home, 0o711)
  const disarm = endWithThisProcess(home, home)
  const server = await startEmbedded({ home, log: () => undefined })
  try {
    const admin = openPool(server.databaseUrl, { max: 1, applicationName: 'soak' })
    await makeServerFast(admin)
    await prepareTemplate(admin, server.databaseUrl)
    const start = (name: string) =>
      startShare({ admin, serverUrl: server.databaseUrl, name, world, bug, stopping })
    const differs = values.seed === undefined ? await runSeeds(start) : await runTwice(start)
    await closePool(admin)
    conclude(world, differs)
  } finally {
    await server.stop()
    disarm()
    await rm(home, { recursive: true, force: true })
  }
}

type Start = (name: string) => Promise<Share>

/** Each share takes the next seed as soon as it is done with one. */
async function runSeeds(start: Start): Promise<string[]> {
  const last = Number(values.from) + Number(values.seeds)
  let next = Number(values.from)
  const run = async (name: string) => {
    const share = await start(name)
    while (next < last && caught === undefined && !stopping.signal.aborted) {
      next += 1
      const result = await share.run(next - 1)
      if (result !== undefined) take(result)
    }
    await share.end()
  }
  await Promise.all(Array.from({ length: processes }, (_, at) => run(`soak_${at}`)))
  return []
}

/** Nothing of a world may hang on the worlds that its database saw before. */
async function runTwice(start: Start): Promise<string[]> {
  const seed = Number(values.seed)
  const run = async (name: string, seeds: readonly number[]) => {
    const share = await start(name)
    const all = []
    for (const one of seeds) all.push(await share.run(one))
    await share.end()
    return all.at(-1)
  }
  const [one, two] = await Promise.all([run('first', [seed]), run('second', [seed + 1, seed])])
  if (one === undefined || two === undefined) throw new Error('a seed gave no result')
  take(one)
  return one.traceHash === two.traceHash ? [] : ['the second run took another way']
}

function take(result: SeedResult): void {
  results.push(result)
  const { length } = results
  if (length % tellEvery === 0) console.error(`${length} seeds, ${Math.round(process.uptime())} s`)
  if (result.violations.length === 0) return
  if (values.bug !== undefined) {
    caught ??= result.seed
    stopping.abort()
  }
  if (!values.json) console.log(`seed ${result.seed}: ${result.violations.join('; ')}`)
}

function conclude(world: WorldName, differs: readonly string[]): void {
  const summary = summaryOf(world, results)
  console.log(values.json ? JSON.stringify(summary) : summary)
  if (values.bug !== undefined) {
    console.log(
      caught === undefined ? 'the planted bug was not caught' : `caught by seed ${caught}`,
    )
    process.exitCode = caught === undefined ? 1 : 0
    return
  }
  const missing = values.seed === undefined ? missingIn(summary) : []
  const wrong = [
    ...differs,
    ...(stopping.signal.aborted ? ['stopped before the end'] : []),
    ...(missing.length === 0 ? [] : [`never met: ${missing.join(', ')}`]),
  ]
  for (const text of wrong) console.log(text)
  process.exitCode = summary.violations > 0 || wrong.length > 0 ? 1 : 0
}
