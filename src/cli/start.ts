/** `crossdock start` (connects what the environment describes, then works) and `crossdock worker`. */
import type { Command } from 'commander'
import { type Env, readEnv } from '../config/env.ts'
import { connectFromEnv, describesConnection } from '../main/connect.ts'
import { openApp } from '../main.ts'

export function addStart(program: Command): void {
  program
    .command('start')
    .description('run everything: API and worker')
    .option('--json', 'print one line of JSON when ready')
    .action((options: { json?: boolean }) => run(readEnv(process.env), options, true))
  program
    .command('worker')
    .description('run one more worker on the same database')
    .option('--json', 'print one line of JSON when ready')
    .action((options: { json?: boolean }) => run(readEnv(process.env), options, false))
}

async function run(env: Env, options: { json?: boolean }, connects: boolean): Promise<void> {
  const stopped = untilAsked()
  const app = await openApp(env)
  try {
    if (connects && describesConnection(env)) await connectFromEnv(app, env, 'cli')
    await app.work()
    const line = options.json
      ? JSON.stringify({ ready: true, pid: process.pid })
      : `Crossdock works (pid ${process.pid}). Ctrl-C stops it.`
    process.stdout.write(`${line}\n`)
    await stopped
  } finally {
    await app.stop()
  }
}

/** Resolves at the first SIGINT or SIGTERM. */
export function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
