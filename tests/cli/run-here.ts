/**
 * Runs a command in this process, as `src/cli/main.ts` would: same parsing, same environment, same exit
 * codes. Starting a process for each of dozens would take minutes on two cores; that the exit codes
 * reach the shell is tested with processes.
 */
import { Command, CommanderError } from 'commander'
import { addBackfill } from '../../src/cli/backfill.ts'
import { addDisconnect } from '../../src/cli/disconnect.ts'
import { addDoctor } from '../../src/cli/doctor.ts'
import { describeFailure } from '../../src/cli/failure.ts'
import { addDead, addHealth } from '../../src/cli/health.ts'
import { addHolds } from '../../src/cli/holds.ts'
import { addIncidents } from '../../src/cli/incidents.ts'
import { addKeys } from '../../src/cli/keys.ts'
import { addMap } from '../../src/cli/map.ts'
import { addOrders } from '../../src/cli/orders.ts'
import { addLanes, addSettings } from '../../src/cli/settings.ts'
import { environmentOf, type ProductOptions } from '../support/product.ts'

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** One at a time: the environment and the output are the process's own. */
export async function runHere(args: readonly string[], product: ProductOptions): Promise<Ran> {
  const restore = borrowProcess(environmentOf(product))
  const program = new Command('crossdock').exitOverride().showHelpAfterError()
  for (const add of [addOrders, addBackfill, addMap, addSettings, addLanes, addKeys]) add(program)
  for (const add of [addHealth, addDead, addIncidents, addDoctor, addDisconnect]) add(program)
  addHolds(program)
  let code: number | undefined
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) code = error.exitCode === 0 ? 0 : 2
    else {
      process.stderr.write(describeFailure(error, args.includes('--json')))
      code = 1
    }
  }
  const said = restore()
  return { code: code ?? said.exitCode, stdout: said.stdout, stderr: said.stderr }
}

type Borrowed = { readonly stdout: string; readonly stderr: string; readonly exitCode: number }

/** Sets the environment and keeps what is written; the answer gives all back. */
function borrowProcess(env: Readonly<Record<string, string>>): () => Borrowed {
  const texts = { stdout: '', stderr: '' }
  const writers = { stdout: process.stdout.write, stderr: process.stderr.write }
  const before = { ...process.env }
  const codeBefore = process.exitCode
  Object.assign(process.env, env)
  process.exitCode = 0
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].write = ((text: string | Uint8Array) => {
      texts[name] += String(text)
      return true
    }) as typeof process.stdout.write
  }
  return () => {
    Object.assign(process.stdout, { write: writers.stdout })
    Object.assign(process.stderr, { write: writers.stderr })
    const exitCode = Number(process.exitCode ?? 0)
    process.exitCode = codeBefore
    for (const name of Object.keys(env)) {
      const value = before[name]
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    return { ...texts, exitCode }
  }
}
