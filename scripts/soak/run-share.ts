/** One process of a soak: runs the seeds that it is given on its input, a line each, and prints a line of JSON for each. */
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { type BugName, plantedBugs } from '../../tests/simulation/bugs.ts'
import type { WorldName } from '../../tests/simulation/happenings/all.ts'
import { runSeed } from '../../tests/simulation/run-seed.ts'
import { openSoakDatabase } from '../../tests/simulation/soak-database.ts'

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: '' },
    world: { type: 'string', default: 'life' },
    bug: { type: 'string' },
  },
})

const world = values.world as WorldName
const bugs = values.bug === undefined ? {} : plantedBugs[values.bug as BugName]
const database = openSoakDatabase(values.database)
const seeds = createInterface({ input: process.stdin })

// The end of the input is the end of the run, also in the middle of a world.
process.stdin.once('end', () => process.exit(0))
for await (const line of seeds) {
  const result = await runSeed(database, Number(line), { world, bugs })
  process.stdout.write(`${JSON.stringify(result)}\n`)
}
await database.close()
