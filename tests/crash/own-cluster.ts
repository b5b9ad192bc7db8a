/** A PostgreSQL of a test's own, begun by our launcher, that goes away and comes back when told to. */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startEmbedded } from '../../src/store/embedded/start-embedded.ts'
import { eventually } from '../support/eventually.ts'

export type OwnCluster = {
  readonly databaseUrl: string
  /** Ends it without a shutdown, as a power cut does for its processes. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  remove(): Promise<void>
}

export async function startOwnCluster(): Promise<OwnCluster> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'crossdock-own-'))
  // Root's server runs as another user, who must pass through.
  await chmod(folder, 0o711)
  const home = path.join(folder, 'home')
  const start = () => startEmbedded({ home, log: () => undefined })
  let server = await start()
  const end = async (signal: NodeJS.Signals) => {
    const file = await readFile(path.join(home, 'data', 'postmaster.pid'), 'utf8')
    const pid = Number.parseInt(file, 10)
    // The launcher looks after a server that it uses; here it shall stay away.
    await server.stop()
    if (isAlive(pid)) process.kill(pid, signal)
    await eventually(() => !isAlive(pid), { what: 'the end of PostgreSQL' })
  }
  return {
    databaseUrl: server.databaseUrl,
    goAway: () => end('SIGQUIT'),
    async comeBack() {
      server = await start()
    },
    async remove() {
      await end('SIGINT')
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
