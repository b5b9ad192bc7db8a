/** `crossdock demo`: see it work on simulated platforms. What it does is in src/main/demo.ts. */
import type { Command } from 'commander'
import { runDemo } from '../main/demo.ts'
import { untilAsked } from './start.ts'

type Options = { readonly exit?: boolean; readonly json?: boolean; readonly seed: string }

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('see it work on simulated platforms: no account, no server')
    .option('--exit', 'run the story once, print its figures and stop')
    .option('--json', 'print the figures as one JSON object')
    .option('--seed <number>', 'the seed of the simulated world', '7')
    .action(async ({ exit = false, json = false, seed }: Options) => {
      process.exitCode = await runDemo({ exit, json, seed }, untilAsked())
    })
}
