/** Starts `hold-database.ts` as a real process, as another user and from another folder if asked. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'

export type Held = { readonly databaseUrl: string; readonly adopted: boolean }
export type Refused = { readonly code: string; readonly publicText: string; readonly fix: string }

export type Holder = {
  readonly child: ChildProcess
  /** What the process said first: it has the database, or why not. */
  readonly answer: Promise<Held | Refused>
  /** Resolves when the launcher logs a line that fits. */
  logged(text: RegExp): Promise<void>
  /** Ends the server (unless it is used) and the process. */
  stop(): Promise<void>
  /** kill -9. */
  kill(): Promise<void>
}

export type HolderOptions = {
  readonly uid?: number
  readonly checkout?: string
  readonly node?: string
}

const ownCheckout = path.join(import.meta.dirname, '..', '..')

export function holdDatabase(home: string, options: HolderOptions = {}): Holder {
  const program = path.join(options.checkout ?? ownCheckout, 'tests/launcher/hold-database.ts')
  const user = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }
  const child = spawn(options.node ?? process.execPath, [program, home], {
    ...user,
    cwd: '/',
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const log: string[] = []
  const errors = createInterface({ input: child.stderr })
  errors.on('line', (line) => log.push(line))
  const ended = once(child, 'close')
  return {
    child,
    answer: firstAnswer(child, log),
    logged: async (text) => {
      while (!log.some((line) => text.test(line))) await once(errors, 'line')
    },
    stop: async () => {
      child.stdin.write('stop\n')
      await ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** The answer of a holder that has the database. */
export async function held(holder: Holder): Promise<Held> {
  const answer = await holder.answer
  if ('databaseUrl' in answer) return answer
  throw new Error(`no database: ${answer.code}: ${answer.publicText}`)
}

/** The answer of a holder that was refused one. */
export async function refused(holder: Holder): Promise<Refused> {
  const answer = await holder.answer
  if ('code' in answer) return answer
  throw new Error('a database where a refusal was expected')
}

/** The process that serves a home folder. */
export async function postmasterPid(home: string): Promise<number> {
  return Number.parseInt(await readFile(path.join(home, 'data', 'postmaster.pid'), 'utf8'), 10)
}

async function firstAnswer(child: ChildProcess, log: string[]): Promise<Held | Refused> {
  if (child.stdout === null) throw new Error('the holder has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    return JSON.parse(line) as Held | Refused
  }
  throw new Error(`the holder said nothing: ${log.join('\n')}`)
}
