/**
 * Finds the server of a home folder or begins one. To be called by one launcher at a time
 * (`start-lock.ts`); every step leaves something whole when the process is killed after it.
 */
import { statfs } from 'node:fs/promises'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseProblem } from '../database-problem.ts'
import { tryLogin } from './connection-check.ts'
import { makeSocketFolder } from './folder-access.ts'
import { diskFull, type HomeFolder, homeTrouble } from './home-folder.ts'
import { initCluster, readPassword, superuser } from './init-cluster.ts'
import type { NativeBinaries, NativePackage } from './native-binaries.ts'
import { startPostmaster, whenReady } from './postmaster.ts'
import {
  type Postmaster,
  readPostmasterFile,
  removeLeftovers,
  runningPostmaster,
} from './postmaster-file.ts'
import { processesIn } from './process-table.ts'
import { type ServerIdentity, serverIdentity } from './server-identity.ts'
import { type Address, addressUrl, socketAddress } from './server-settings.ts'
import { usableBinaries } from './usable-binaries.ts'

export type ServerPlace = {
  readonly home: HomeFolder
  readonly source: NativePackage
  readonly log: (line: string) => void
}

export type OpenServer = {
  readonly databaseUrl: string
  readonly address: Address
  readonly adopted: boolean
}

const maxAttempts = 15
const betweenAttemptsMs = 1_000
// What a start writes before it can say so: a segment of WAL, the log, the lock files.
const leastFreeBytes = 8_000_000

/** `former` is where the server listened before, when this process has told others so. */
export async function openServer(place: ServerPlace, former?: Address): Promise<OpenServer> {
  try {
    const identity = await serverIdentity(place.home)
    const running = await findServer(place.home)
    if (running !== undefined) return await admitted(place.home, running, true)
    const binaries = await usableBinaries(place.home, place.source, identity)
    await initCluster(place.home, binaries, identity, place.log)
    return await begin(place, binaries, identity, former)
  } catch (cause) {
    throw homeTrouble(place.home.root, cause)
  }
}

/** The server of this folder: a process in sight, or one in another container that answers. */
export async function findServer(home: HomeFolder): Promise<Postmaster | undefined> {
  const seen = await runningPostmaster(home)
  if (seen !== undefined) return whenReady(home, seen.pid)
  const written = await readPostmasterFile(home)
  if (written === undefined || written.socketFolder !== home.socket) return undefined
  const url = addressUrl(addressOf(written), superuser, await readPassword(home))
  return (await tryLogin(url)) === 'not-answering' ? undefined : written
}

// Several attempts: the last processes of a killed server need a moment to end, and a server that was
// begun by a launcher that died at once may be writing its file just now.
async function begin(
  place: ServerPlace,
  binaries: NativeBinaries,
  identity: ServerIdentity,
  former: Address | undefined,
): Promise<OpenServer> {
  const { home, log } = place
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    if ((await processesIn(home.data)).length === 0) {
      await removeLeftovers(home)
      await makeSocketFolder(home, identity)
      const address = socketAddress(home) ?? former ?? (await freeLoopback())
      const outcome = await startPostmaster(home, binaries, identity, address)
      switch (outcome.kind) {
        case 'ready':
          return admitted(home, outcome.postmaster, false)
        case 'refused':
          throw await refused(home, outcome.said)
        case 'port-taken':
        case 'occupied':
      }
    }
    const other = await findServer(home)
    if (other !== undefined) return admitted(home, other, true)
    log(`waiting for an earlier server of ${home.root} to end`)
    await sleep(betweenAttemptsMs)
  }
  throw new DatabaseProblem('embedded-start-failed', {
    publicText: `An earlier server still works in ${home.data}, or its port is taken.`,
    fix: `End its processes (${(await processesIn(home.data)).join(', ')}); see ${home.log}.`,
  })
}

async function admitted(
  home: HomeFolder,
  postmaster: Postmaster,
  adopted: boolean,
): Promise<OpenServer> {
  const address = addressOf(postmaster)
  const databaseUrl = addressUrl(address, superuser, await readPassword(home))
  const admission = await tryLogin(databaseUrl)
  if (admission === 'admitted') return { databaseUrl, address, adopted }
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

// On a full disk the server cannot even write down why it ended.
async function refused(home: HomeFolder, said: string): Promise<DatabaseProblem> {
  const disk = await statfs(home.root)
  if (/No space left|quota exceeded/i.test(said) || disk.bavail * disk.bsize < leastFreeBytes) {
    return diskFull(home.root, new Error(said))
  }
  const reason = said.split('\n').findLast((line) => /FATAL|PANIC|ERROR/.test(line))
  return new DatabaseProblem('embedded-start-failed', {
    publicText: `PostgreSQL did not start in ${home.root}: ${reason?.trim() ?? 'it gave no reason'}`,
    fix: `See ${home.log} for the whole of it, or set DATABASE_URL to a PostgreSQL of yours.`,
    cause: new Error(said),
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
