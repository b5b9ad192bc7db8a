/**
 * `postmaster.pid`, the file in which a server says which process it is and where it listens
 * (its lines are described in PostgreSQL's src/include/utils/pidfile.h).
 */
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { HomeFolder } from './home-folder.ts'
import { runsWith } from './process-table.ts'

export type Postmaster = {
  readonly pid: number
  readonly port: number
  /** The socket's folder; empty when the server listens on the loopback address. */
  readonly socketFolder: string
  readonly ready: boolean
}

/** What the file says, true or not; undefined when there is none or it is being written. */
export async function readPostmasterFile(home: HomeFolder): Promise<Postmaster | undefined> {
  const text = await readFile(path.join(home.data, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port) || port <= 0) return undefined
  return { pid, port, socketFolder: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' }
}

/** The server of this data folder if it runs in sight of this process. */
export async function runningPostmaster(home: HomeFolder): Promise<Postmaster | undefined> {
  const found = await readPostmasterFile(home)
  if (found === undefined) return undefined
  return (await runsWith(found.pid, home.data)) ? found : undefined
}

/**
 * Removes what a killed server left. PostgreSQL would do it alone, but for a dead process that nobody
 * collected (a container without an init) or a number that another program has now.
 * Only for a caller that found no server and no process of it.
 */
export async function removeLeftovers(home: HomeFolder): Promise<void> {
  await rm(path.join(home.data, 'postmaster.pid'), { force: true })
  await rm(home.socket, { recursive: true, force: true })
}
