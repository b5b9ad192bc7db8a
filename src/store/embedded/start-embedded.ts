/**
 * Crossdock's own PostgreSQL: begins it in the home folder or goes on with the one that runs there.
 * Used only when no DATABASE_URL is set. Knows nothing of what the database holds.
 */
import { isUsedByOthers } from './connection-check.ts'
import { openHome } from './home-folder.ts'
import { keepRunning } from './keep-running.ts'
import { findPackage } from './native-binaries.ts'
import { findServer, openServer } from './open-server.ts'
import { stopPostmaster } from './postmaster.ts'
import { runningPostmaster } from './postmaster-file.ts'
import { withStartLock } from './start-lock.ts'

export type EmbeddedOptions = {
  /** The folder for programs, data, socket and password; made when missing. On a local disk. */
  readonly home: string
  /** Told what takes time and what went wrong later, one line each. */
  readonly log: (line: string) => void
}

export type EmbeddedDatabase = {
  /** Stays the same when the server has to be begun again. */
  readonly databaseUrl: string
  /** True when the server was running already. */
  readonly adopted: boolean
  /** Ends the server unless another process has a connection to it. Close the own pools first. */
  stop(): Promise<void>
}

/** Starts or adopts the server, and keeps it running; throws a DatabaseProblem that says what to do. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { log } = options
  const source = await findPackage()
  const home = await openHome(options.home)
  const place = { home, source, log }
  const first = await withStartLock(home, () => openServer(place))
  const keeper = keepRunning(async () => {
    if ((await findServer(home)) !== undefined) return false
    const again = await withStartLock(home, () => openServer(place, first.address))
    return !again.adopted
  }, log)
  const stop = async () => {
    await keeper.end()
    await withStartLock(home, async () => {
      const running = await runningPostmaster(home)
      if (running === undefined) return
      if (await isUsedByOthers(first.databaseUrl)) {
        log('the database goes on running: another process uses it')
        return
      }
      await stopPostmaster(home, running.pid)
    })
  }
  return { databaseUrl: first.databaseUrl, adopted: first.adopted, stop }
}
