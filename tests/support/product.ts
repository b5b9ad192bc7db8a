/**
 * Crossdock under test: the process that a person starts (`src/cli/main.ts`), to be asked, killed, stopped
 * and read. It gets its whole set-up by the environment, as in production.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { afterAll } from 'vitest'
import { eventually } from './eventually.ts'
import type { Addresses } from './simulators.ts'

export type ProductOptions = {
  readonly databaseUrl: string
  readonly addresses: Addresses
  /** Where the key file lies; processes of one shop share it. */
  readonly home: string
  /** Laid over short times; groups as in src/config/settings.ts. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly env?: Readonly<Record<string, string>>
}

/** Short times, so that a story is told in seconds. */
const quickIntake = { pollSeconds: 5, shopPollSeconds: 5, settleSeconds: 0.3 }

/** The environment that connects Crossdock with the simulators. */
export function environmentOf(options: ProductOptions): Record<string, string> {
  const { addresses: to, settings = {} } = options
  const intake = { ...quickIntake, ...settings.intake }
  return {
    DATABASE_URL: options.databaseUrl,
    CROSSDOCK_HOME: options.home,
    CROSSDOCK_LOG: 'info',
    CROSSDOCK_PORT: '0',
    // The test cluster is shared and small.
    CROSSDOCK_DATABASE_CONNECTIONS: '8',
    CROSSDOCK_SETTINGS: JSON.stringify({ ...settings, intake }),
    AMAZON_API_URL: to.amazonUrl,
    AMAZON_LWA_URL: to.lwaUrl,
    AMAZON_SQS_URL: to.sqsUrl,
    AMAZON_SQS_QUEUE_URL: to.queueUrl,
    AMAZON_SQS_QUEUE_ARN: to.queueArn,
    AMAZON_CLIENT_ID: to.amazon.clientId,
    AMAZON_CLIENT_SECRET: to.amazon.clientSecret,
    AMAZON_REFRESH_TOKEN: to.amazon.refreshToken,
    SHOPIFY_API_URL: to.shopifyUrl,
    SHOPIFY_SHOP: to.shop,
    SHOPIFY_CLIENT_ID: to.shopify.clientId,
    SHOPIFY_CLIENT_SECRET: to.shopify.clientSecret,
    // The simulated queue takes any credentials.
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    ...options.env,
  }
}

export type Crossdock = {
  readonly pid: number
  readonly child: ChildProcess
  /** Where its API is. */
  url(): string
  stdout(): string
  stderr(): string
  /** SIGKILL unless said otherwise; resolves when the process is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /** Resolves when the process ends by itself, with its exit code or the signal's name. */
  readonly ended: Promise<number | string>
}

// A test that fails half way leaves its processes behind; they end with its file.
const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
})

const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts')

/** Starts `crossdock <command> --json` and waits until it says that it is ready. */
export async function startCrossdock(
  options: ProductOptions,
  command: 'start' | 'worker' = 'start',
): Promise<Crossdock> {
  const started = spawnCrossdock([command, '--json'], options)
  await eventually(
    () => {
      const { exitCode, signalCode } = started.child
      return started.stdout().includes('"ready":true') || exitCode !== null || signalCode !== null
    },
    { what: 'the ready line of Crossdock', withinMs: 90_000 },
  )
  if (started.stdout().includes('"ready":true')) return started
  throw new Error(`crossdock ${command} ended early: ${started.stderr()}`)
}

/** Runs one command to its end. */
export async function runCrossdock(
  args: readonly string[],
  options: ProductOptions,
): Promise<{ code: number | string; stdout: string; stderr: string }> {
  const started = spawnCrossdock(args, options)
  const code = await started.ended
  return { code, stdout: started.stdout(), stderr: started.stderr() }
}

function spawnCrossdock(args: readonly string[], options: ProductOptions): Crossdock {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...environmentOf(options) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text
    })
  }
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child)
      resolve(code ?? signal ?? 'gone')
    })
  })
  return {
    pid: child.pid ?? 0,
    child,
    url: () => /"url":"([^"]+)"/.exec(texts.stdout)?.[1] ?? '',
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    async kill(signal = 'SIGKILL') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await ended
    },
    ended,
  }
}
