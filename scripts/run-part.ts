/**
 * Runs one program of this checkout to its end, with what it printed and how long it took. For
 * `verify` and `test`; programs are run by this very node, so the PATH's node never matters.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

export const rootFolder = path.join(import.meta.dirname, '..')

/** Programs that tests start again and again find their code compiled. */
const compileCache = { NODE_COMPILE_CACHE: path.join(rootFolder, 'node_modules/.cache/node') }
const plain = { FORCE_COLOR: '0', NO_COLOR: '1' }

export type PartRun = {
  readonly ok: boolean
  /** What it printed on both channels, as it came. */
  readonly output: string
  readonly stdout: string
  readonly seconds: number
}

export type PartOptions = {
  /** After this long the program and its children are ended and the part has failed. */
  readonly limitMs: number
  readonly environment?: Readonly<Record<string, string>>
  /** Sees the output as it comes, for long runs. */
  readonly onOutput?: (text: string) => void
}

/** Runs `node <argv>` in the root folder. Never throws: what went wrong stands in the output. */
export async function runPart(argv: readonly string[], options: PartOptions): Promise<PartRun> {
  const begunMs = performance.now()
  const child = spawn(process.execPath, argv, {
    cwd: rootFolder,
    env: { ...compileCache, ...process.env, ...plain, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  })
  const pieces: string[] = []
  const stdout: string[] = []
  const take = (text: string) => {
    pieces.push(text)
    options.onOutput?.(text)
  }
  child.stdout
    .setEncoding('utf8')
    .on('data', take)
    .on('data', (text) => stdout.push(text))
  child.stderr.setEncoding('utf8').on('data', take)
  const stopForwarding = forwardSignals(child)
  const limit = setTimeout(() => {
    pieces.push(`\nended after ${options.limitMs / 1000} s, its limit\n`)
    endGroup(child, 'SIGKILL')
  }, options.limitMs)
  const code = await new Promise<number>((resolve) => {
    child.on('error', (error) => {
      pieces.push(`${error.message}\n`)
      resolve(1)
    })
    child.on('close', (exitCode) => resolve(exitCode ?? 1))
  })
  clearTimeout(limit)
  stopForwarding()
  return {
    ok: code === 0,
    output: pieces.join(''),
    stdout: stdout.join(''),
    seconds: (performance.now() - begunMs) / 1000,
  }
}

/** A program of its own process group does not hear the terminal's Ctrl-C: hand it on. */
function forwardSignals(child: ChildProcess): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    endGroup(child, signal)
    process.exitCode = 130
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
  } catch {
    // It has ended by itself.
  }
}
