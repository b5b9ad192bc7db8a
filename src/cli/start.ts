/** `crossdock start` (connects what the environment describes, then works) and `crossdock worker`. */
import type { Command } from 'commander'
import { type Env, readEnv } from '../config/env.ts'
import { PlatformError } from '../core/platform-error.ts'
import { connectFromEnv, describesConnection, isConnected } from '../main/connect.ts'
import { prepareConsole } from '../main/console-build.ts'
import { publicUrl } from '../main/public-url.ts'
import { ownerLink, serveApp } from '../main/serve.ts'
import { type App, openApp } from '../main.ts'
import type { LocationChoice } from '../operations/connection/choose-location.ts'
import { locationWords } from './location-words.ts'

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

async function run(env: Env, options: { json?: boolean }, serves: boolean): Promise<void> {
  const stopped = untilAsked()
  const say = (line: string) => void process.stderr.write(`${line}\n`)
  // A program gets the pages that are there; only a person waits for a builder.
  const built = serves && options.json !== true ? prepareConsole(say) : null
  const app = await openApp(env)
  const served = serves ? await serveApp(app, env) : null
  try {
    const location =
      served !== null && describesConnection(env) ? await connect(app, env, served.url) : null
    await app.work()
    await built
    const setUp = served === null ? null : await ownerLink(app, env, served.url)
    tellReady(options, { url: served?.url ?? null, location, setUp })
    if (options.json !== true) await tellConnection(app, location)
    await stopped
  } finally {
    await served?.close()
    await app.stop()
  }
}

/** A platform that is away keeps nobody from working on a connection that stands. */
async function connect(app: App, env: Env, servedUrl: string): Promise<LocationChoice | null> {
  try {
    return (await connectFromEnv(app, env, 'cli', publicUrl(env, servedUrl))).location
  } catch (error) {
    const away = error instanceof PlatformError && error.facts.kind === 'unavailable'
    if (!away || !(await isConnected(app))) throw error
    const { platform, code } = error.facts
    app.log.warn('a platform could not be reached at the start; work goes on', { platform, code })
    return null
  }
}

type Ready = {
  readonly url: string | null
  readonly location: LocationChoice | null
  /** Makes the owner, once; null when there is one. */
  readonly setUp: string | null
}

function tellReady(options: { json?: boolean }, { url, location, setUp }: Ready): void {
  const { pid } = process
  if (options.json)
    process.stdout.write(`${JSON.stringify({ ready: true, pid, url, location, setUp })}\n`)
  else {
    const where = url === null ? '' : ` The console and the API are at ${url}.`
    process.stdout.write(`Crossdock works (pid ${pid}).${where} Ctrl-C stops it.\n`)
    if (setUp !== null) {
      process.stdout.write(
        `Nobody owns the console yet. Open this once, within 24 hours:\n${setUp}\n`,
      )
    }
  }
}

/** What a person should know before leaving it alone. */
async function tellConnection(app: App, location: LocationChoice | null): Promise<void> {
  if (!(await isConnected(app))) {
    process.stdout.write(
      'No shop is connected. Connect it in the console under Set-up, or set the AMAZON_… and SHOPIFY_…\n' +
        'variables and start again; docs/operating/configure.md has them all.\n',
    )
  }
  const words = location === null ? null : locationWords(location)
  if (words !== null) process.stdout.write(`${words}\n`)
}

/** Resolves at the first SIGINT or SIGTERM. */
export function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
