/**
 * The folder in which Crossdock keeps its own PostgreSQL: where each part lies, and what a failure in it
 * means.
 * It must be a local disk: two machines on one network folder are not told apart.
 */
import { chmod, mkdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseProblem } from '../database-problem.ts'

/** Absolute paths, links resolved. */
export type HomeFolder = {
  readonly root: string
  /** The cluster itself. */
  readonly data: string
  /** The unix socket's folder; one letter, because a socket's path has few bytes. */
  readonly socket: string
  /** The superuser's random password, mode 0600. */
  readonly password: string
  /** What the server says; neither statements nor rows. */
  readonly log: string
}

/** Makes the folder if it is missing and answers its parts. */
export async function openHome(home: string): Promise<HomeFolder> {
  try {
    await makeFolder(path.resolve(home))
    const root = await realpath(home)
    return {
      root,
      data: path.join(root, 'data'),
      socket: path.join(root, 's'),
      password: path.join(root, 'password'),
      log: path.join(root, 'postgres.log'),
    }
  } catch (cause) {
    throw homeTrouble(home, cause)
  }
}

/** What a failed step in the home folder means to the person who runs Crossdock. */
export function homeTrouble(home: string, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(home, cause)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR') {
    return new DatabaseProblem('embedded-home-unwritable', {
      publicText: `Crossdock cannot write to its folder ${home} (${code}).`,
      fix: 'Give this user the folder, or name another by CROSSDOCK_HOME, or set DATABASE_URL.',
      cause,
    })
  }
  return cause
}

/** The disk of the home folder has no room. */
export function diskFull(home: string, cause: unknown): DatabaseProblem {
  return new DatabaseProblem('embedded-disk-full', {
    publicText: `The disk that holds ${home} is full.`,
    fix: 'Free some space (a first start needs 150 MB). Nothing is lost; what runs goes on by itself.',
    cause,
  })
}

// Root's folder must let the server's own user through; an ordinary user keeps it closed.
async function makeFolder(home: string): Promise<void> {
  const made = await mkdir(home, { recursive: true, mode: 0o755 })
  if (made !== undefined) await chmod(home, process.getuid?.() === 0 ? 0o711 : 0o700)
}
