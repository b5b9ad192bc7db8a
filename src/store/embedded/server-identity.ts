/**
 * Who the server runs as. PostgreSQL refuses root, so root starts it under a number that no account
 * has; `initdb`, which wants an account with a name, runs as nobody. An ordinary user stays who he is.
 */
import { readFile, stat } from 'node:fs/promises'
import { DatabaseProblem } from '../database-problem.ts'
import type { HomeFolder } from './home-folder.ts'

export type ServerIdentity = {
  readonly uid: number
  readonly gid: number
  /** True when the launcher is root and has to become this user for the server. */
  readonly switches: boolean
}

// Above the ranges of accounts and below those of containers: nothing else runs under it.
const ownServerId = 64_321
const nobodyId = 65_534

/** Whoever owns the data folder already; for a new one, this user or, for root, a number of its own. */
export async function serverIdentity(home: HomeFolder): Promise<ServerIdentity> {
  const me = process.getuid?.() ?? 0
  const owner = await dataOwner(home)
  if (me !== 0) {
    if (owner !== undefined && owner.uid !== me) throw foreignHome(home, owner.uid, me)
    return { uid: me, gid: process.getgid?.() ?? me, switches: false }
  }
  if (owner === undefined || owner.uid === 0) {
    return { uid: ownServerId, gid: ownServerId, switches: true }
  }
  return { uid: owner.uid, gid: owner.gid, switches: true }
}

/** Who runs `initdb`: needs an entry in the table of accounts. */
export async function initIdentity(server: ServerIdentity): Promise<ServerIdentity> {
  if (!server.switches) return server
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const nobody = /^nobody:[^:]*:(\d+):(\d+):/m.exec(accounts)
  const uid = Number(nobody?.[1] ?? nobodyId)
  return { uid, gid: Number(nobody?.[2] ?? nobodyId), switches: true }
}

/** The part of `spawn`'s options that makes a child this identity. */
export function spawnAs(identity: ServerIdentity): { uid?: number; gid?: number } {
  return identity.switches ? { uid: identity.uid, gid: identity.gid } : {}
}

async function dataOwner(home: HomeFolder): Promise<{ uid: number; gid: number } | undefined> {
  const found = await stat(home.data).catch(() => undefined)
  return found === undefined ? undefined : { uid: found.uid, gid: found.gid }
}

function foreignHome(home: HomeFolder, owner: number, me: number): DatabaseProblem {
  return new DatabaseProblem('embedded-home-foreign', {
    publicText: `The database in ${home.root} belongs to user ${owner}; this is user ${me}.`,
    fix: 'Start Crossdock as that user, or name another folder by CROSSDOCK_HOME.',
  })
}
