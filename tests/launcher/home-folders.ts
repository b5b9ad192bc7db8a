/**
 * Home folders for launcher tests, below one temporary folder that other users may pass through, and
 * removed at the end together with the servers that still run there.
 */
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { openHome } from '../../src/store/embedded/home-folder.ts'
import { findPackage, installBinaries } from '../../src/store/embedded/native-binaries.ts'

export type HomeFolders = {
  readonly base: string
  /** A new path; nothing is made. */
  path(name: string): string
  /** A home folder whose programs are a link to one copy, to save the copying. */
  prepared(name: string): Promise<string>
  /** Kills what still works in there. */
  killAll(): Promise<void>
  /** The same, and removes all. */
  remove(): Promise<void>
}

export const isRoot = process.getuid?.() === 0

export async function makeHomeFolders(): Promise<HomeFolders> {
  const base = await mkdtemp(path.join(os.tmpdir(), 'crossdock-launcher-'))
  await chmod(base, 0o711)
  let copy: Promise<string> | undefined
  return {
    base,
    path: (name) => path.join(base, name),
    prepared: async (name) => {
      copy ??= copyBinaries(path.join(base, 'programs'))
      const programs = await copy
      const home = await openHome(path.join(base, name))
      await symlink(programs, path.join(home.root, path.basename(programs)))
      return home.root
    },
    killAll: () => killBelow(base),
    remove: async () => {
      await killBelow(base)
      await rm(base, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** A folder that only its owner may enter. */
export async function closedFolder(folder: string): Promise<string> {
  await mkdir(folder, { mode: 0o700 })
  return folder
}

async function copyBinaries(folder: string): Promise<string> {
  const home = await openHome(folder)
  return (await installBinaries(home, await findPackage(), { anew: false })).folder
}

async function killBelow(base: string): Promise<void> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)) {
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '')
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    const isServer = cwd.startsWith(`${base}/`)
    const isHolder = words.includes('hold-database.ts') && words.includes(`${base}/`)
    if (isServer || isHolder) process.kill(pid, 'SIGKILL')
  }
}
