/**
 * The server process: begins it, waits until it answers, ends it. It is begun detached and logs to a
 * file, so that it outlives a killed parent; the next start finds it and goes on with it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { chown, open, readFile, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseProblem } from '../database-problem.ts'
import type { HomeFolder } from './home-folder.ts'
import type { NativeBinaries } from './native-binaries.ts'
import { type Postmaster, readPostmasterFile } from './postmaster-file.ts'
import { runsWith } from './process-table.ts'
import { type ServerIdentity, spawnAs } from './server-identity.ts'
import { type Address, serverArguments, serverEnvironment } from './server-settings.ts'

/** How a start went; `said` is what the server wrote to its log. */
export type StartOutcome =
  | { readonly kind: 'ready'; readonly postmaster: Postmaster }
  | { readonly kind: 'occupied' }
  | { readonly kind: 'port-taken' }
  | { readonly kind: 'refused'; readonly said: string }

const lookEveryMs = 10
// Recovery after a kill replays at most max_wal_size; a slow disk needs a while for that.
const readyLimitMs = 180_000
const stopLimitMs = 60_000
const logLimitBytes = 5_000_000

/** Begins a server and waits until it takes connections. */
export async function startPostmaster(
  home: HomeFolder,
  binaries: NativeBinaries,
  identity: ServerIdentity,
  address: Address,
): Promise<StartOutcome> {
  const { handle, from } = await openLog(home, identity)
  const child = spawn(
    path.join(binaries.folder, 'bin', 'postgres'),
    serverArguments(home, address),
    {
      ...spawnAs(identity),
      cwd: '/',
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', handle.fd, handle.fd],
    },
  )
  try {
    const ended = endOf(child)
    const ready = child.pid === undefined ? ended : whenReady(home, child.pid)
    const postmaster = await Promise.race([ended, ready])
    if (postmaster !== undefined) return { kind: 'ready', postmaster }
    return refusal(await readLogFrom(home, from))
  } finally {
    child.unref()
    await handle.close()
  }
}

/** Waits until the server with this number takes connections; undefined when it ends before. */
export async function whenReady(home: HomeFolder, pid: number): Promise<Postmaster | undefined> {
  for (let waitedMs = 0; waitedMs < readyLimitMs; waitedMs += lookEveryMs) {
    const found = await readPostmasterFile(home)
    if (found?.pid === pid && found.ready) return found
    if (!(await runsWith(pid, home.data))) return undefined
    await sleep(lookEveryMs)
  }
  throw new DatabaseProblem('embedded-start-timeout', {
    publicText: `The database in ${home.root} has been starting for three minutes (process ${pid}).`,
    fix: `It may be recovering on a slow disk: see ${home.log}, and start Crossdock again later.`,
  })
}

/** Ends the server as PostgreSQL's fast shutdown does: open transactions are rolled back. */
export async function stopPostmaster(home: HomeFolder, pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!(await runsWith(pid, home.data))) return
    process.kill(pid, signal)
    for (let waitedMs = 0; waitedMs < stopLimitMs; waitedMs += lookEveryMs) {
      if (!(await runsWith(pid, home.data))) return
      await sleep(lookEveryMs)
    }
  }
}

function endOf(child: ChildProcess): Promise<undefined> {
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', () => resolve(undefined))
  })
}

// The server never closes its log, so it is put aside, once, when a new server is begun.
async function openLog(home: HomeFolder, identity: ServerIdentity) {
  const size = (await stat(home.log).catch(() => undefined))?.size ?? 0
  if (size > logLimitBytes) await rename(home.log, `${home.log}.1`)
  const handle = await open(home.log, 'a', 0o600)
  if (identity.switches) await chown(home.log, identity.uid, identity.gid)
  return { handle, from: size > logLimitBytes ? 0 : size }
}

async function readLogFrom(home: HomeFolder, from: number): Promise<string> {
  return (await readFile(home.log)).subarray(from).toString('utf8').slice(-8000)
}

function refusal(said: string): StartOutcome {
  if (/lock file ".*" already exists|pre-existing shared memory block/.test(said)) {
    return { kind: 'occupied' }
  }
  if (/Address already in use/.test(said)) return { kind: 'port-taken' }
  return { kind: 'refused', said }
}
