/**
 * The command line. Each command is a file; this one only names them. Exit codes: 0 done, 1 failed,
 * 2 wrong usage. Every command takes `--json`.
 */
import { Command, CommanderError } from 'commander'
import { version } from '../config/version.ts'
import { addAudit } from './audit.ts'
import { addBackfill } from './backfill.ts'
import { addDemo } from './demo.ts'
import { addDisconnect } from './disconnect.ts'
import { addDoctor } from './doctor.ts'
import { describeFailure } from './failure.ts'
import { addDead, addHealth } from './health.ts'
import { addHolds } from './holds.ts'
import { addIncidents } from './incidents.ts'
import { addKeys } from './keys.ts'
import { addListings } from './listings.ts'
import { addMap } from './map.ts'
import { addNotices } from './notices.ts'
import { addOrders } from './orders.ts'
import { addPeople } from './people.ts'
import { addLanes, addSettings } from './settings.ts'
import { addSimulators } from './simulators.ts'
import { addStart } from './start.ts'

const nodeMajor = Number(process.versions.node.split('.')[0])

async function main(args: readonly string[]): Promise<void> {
  if (nodeMajor < 24) {
    process.stderr.write('Crossdock needs Node 24 or newer. Start it with ./bin/crossdock.\n')
    process.exitCode = 1
    return
  }
  const program = new Command('crossdock')
    .description("Keeps a shop's Amazon and Shopify in step.")
    .version(version)
    .exitOverride()
    .showHelpAfterError()
  addDemo(program)
  addStart(program)
  addSimulators(program)
  addOrders(program)
  addHolds(program)
  addBackfill(program)
  addMap(program)
  addListings(program)
  addSettings(program)
  addLanes(program)
  addPeople(program)
  addKeys(program)
  addHealth(program)
  addDead(program)
  addIncidents(program)
  addAudit(program)
  addNotices(program)
  addDoctor(program)
  addDisconnect(program)
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2
      return
    }
    const json = args.includes('--json')
    process.stderr.write(`${describeFailure(error, json)}\n`)
    process.exitCode = 1
  }
}

// A reader that has seen enough (`| head`) closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

await main(process.argv.slice(2))
