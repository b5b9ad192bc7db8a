/**
 * Crossdock's own PostgreSQL: begins it in the home folder or goes on with the one that runs there.
 * Used only when no DATABASE_URL is set. Knows nothing of what the database holds.
 */
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseProblem } from '../database-problem.ts'
import { isUsedByOthers, tryLogin } from './connection-check.ts'
import { type HomeFolder, homeTrouble, makeSocketFolder, openHome } from './home-folder.ts'
import { initCluster, readPassword, superuser } from './init-cluster.ts'
import { findPackage, type NativeBinaries, type NativePackage } from './native-binaries.ts'
import { startPostmaster, stopPostmaster, whenReady } from './postmaster.ts'
import {
  type Postmaster,
  readPostmasterFile,
  removeLeftovers,
  runningPostmaster,
} from './postmaster-file.ts'
import { processesIn } from './process-table.ts'
import { type ServerIdentity, serverIdentity } from './server-identity.ts'
import { type Address, addressUrl, socketAddress } from './server-settings.ts'
import { withStartLock } from './start-lock.ts'
import { usableBinaries } from './usable-binaries.ts'

export type EmbeddedOptions = {
  /** The folder for programs, data, socket and password; made when missing. */
  readonly home: string
  /** Told what takes time, one short line each. */
  readonly log: (line: string) => void
}

export type EmbeddedDatabase = {
  readonly databaseUrl: string
  /** True when the server was running already. */
  readonly adopted: boolean
  /** Ends the server unless another process has a connection to it. Close the own pools first. */
  stop(): Promise<void>
}

const maxAttempts = 15
const betweenAttemptsMs = 1_000

/** Starts or adopts the server of a home folder; throws a DatabaseProblem that says what to do. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { log } = options
  const source = await findPackage()
  const home = await openHome(options.home)
  try {
    return await withStartLock(home, async () => {
      const identity = await serverIdentity(home)
      const running = await findServer(home)
      if (running !== undefined) return await serve(home, running, { adopted: true, log })
      const binaries = await prepare(home, source, identity, log)
      return await begin(home, binaries, identity, log)
    })
  } catch (cause) {
    throw homeTrouble(home.root, cause)
  }
}

async function prepare(
  home: HomeFolder,
  source: NativePackage,
  identity: ServerIdentity,
  log: (line: string) => void,
): Promise<NativeBinaries> {
  const binaries = await usableBinaries(home, source, identity)
  await initCluster(home, binaries, identity, log)
  return binaries
}

// Several attempts: the last processes of a killed server need a moment to end, and a server that was
// begun by a launcher that died at once may be writing its file just now.
async function begin(
  home: HomeFolder,
  binaries: NativeBinaries,
  identity: ServerIdentity,
  log: (line: string) => void,
): Promise<EmbeddedDatabase> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const left = await processesIn(home.data)
    if (left.length === 0) {
      await removeLeftovers(home)
      await makeSocketFolder(home, identity)
      const address = socketAddress(home) ?? (await freeLoopback())
      const outcome = await startPostmaster(home, binaries, identity, address)
      if (outcome.kind === 'ready') {
        return serve(home, outcome.postmaster, { adopted: false, log })
      }
      if (outcome.kind === 'port-taken') continue
    }
    const other = await findServer(home)
    if (other !== undefined) return serve(home, other, { adopted: true, log })
    log(`waiting for an earlier server of ${home.root} to end`)
    await sleep(betweenAttemptsMs)
  }
  throw new DatabaseProblem('embedded-start-failed', {
    publicText: `Processes of an earlier server still work in ${home.data}.`,
    fix: `End them (${(await processesIn(home.data)).join(', ') || 'see the log'}) and start again.`,
  })
}

/** The server of this folder: a process in sight, or one in another container that answers. */
async function findServer(home: HomeFolder): Promise<Postmaster | undefined> {
  const seen = await runningPostmaster(home)
  if (seen !== undefined) return whenReady(home, seen.pid)
  const written = await readPostmasterFile(home)
  if (written === undefined || written.socketFolder !== home.socket) return undefined
  const url = addressUrl(addressOf(written), superuser, await readPassword(home))
  return (await tryLogin(url)) === 'not-answering' ? undefined : written
}

async function serve(
  home: HomeFolder,
  postmaster: Postmaster,
  { adopted, log }: { adopted: boolean; log: (line: string) => void },
): Promise<EmbeddedDatabase> {
  const databaseUrl = addressUrl(addressOf(postmaster), superuser, await readPassword(home))
  await checkLogin(home, databaseUrl)
  const stop = () =>
    withStartLock(home, async () => {
      const running = await runningPostmaster(home)
      if (running === undefined) return
      if (await isUsedByOthers(databaseUrl)) {
        log('the database goes on running: another process uses it')
        return
      }
      await stopPostmaster(home, running.pid)
    })
  return { databaseUrl, adopted, stop }
}

async function checkLogin(home: HomeFolder, databaseUrl: string): Promise<void> {
  const admission = await tryLogin(databaseUrl)
  if (admission === 'admitted') return
  if (admission === 'wrong-password') {
    throw new DatabaseProblem('embedded-password-unusable', {
      publicText: `The password in ${home.password} is not the one of the database beside it.`,
      fix: 'Put the file back that was made together with the data folder.',
    })
  }
  throw new DatabaseProblem('embedded-start-failed', {
    publicText: `The database in ${home.root} runs but does not answer.`,
    fix: `See ${home.log}; all its connections may be in use.`,
  })
}

function addressOf(postmaster: Postmaster): Address {
  const { port, socketFolder } = postmaster
  return socketFolder === ''
    ? { kind: 'loopback', port }
    : { kind: 'socket', folder: socketFolder, port }
}

// Free now; if another program takes it before PostgreSQL does, the next attempt asks again.
function freeLoopback(): Promise<Address> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve({ kind: 'loopback', port }))
    })
  })
}
