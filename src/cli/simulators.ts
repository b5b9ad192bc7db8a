/** `crossdock simulators`: runs the simulated Amazon and Shopify, for development and tests. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import type { Command } from 'commander'

export const simulatorsProgram = path.resolve(import.meta.dirname, '../../simulators/main.ts')

export function addSimulators(program: Command): void {
  program
    .command('simulators')
    .description('run a stateful Amazon and Shopify to test against')
    .allowUnknownOption()
    .allowExcessArguments()
    .option('--json', 'print only the line of addresses')
    .action(async (_options: unknown, command: Command) => {
      const passed = command.args.filter((arg) => arg !== '--json')
      const child = spawn(process.execPath, [simulatorsProgram, ...passed], { stdio: 'inherit' })
      const stop = () => child.kill('SIGTERM')
      process.on('SIGINT', stop)
      process.on('SIGTERM', stop)
      process.exitCode = await new Promise<number>((resolve) => {
        child.on('exit', (code) => resolve(code ?? 0))
      })
    })
}
