/**
 * Makes the data folder, once: in a staging folder that is renamed when it is whole, so that a kill
 * or a full disk leaves nothing half made.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chown,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import path from 'node:path'
import { DatabaseProblem } from '../database-problem.ts'
import { diskFull, type HomeFolder } from './home-folder.ts'
import type { NativeBinaries } from './native-binaries.ts'
import { initIdentity, type ServerIdentity, spawnAs } from './server-identity.ts'
import { initSettings, serverEnvironment } from './server-settings.ts'

/** The one role of the cluster. */
export const superuser = 'crossdock'

/** Makes the data folder unless it is there; refuses one of another major release. */
export async function initCluster(
  home: HomeFolder,
  binaries: NativeBinaries,
  server: ServerIdentity,
  log: (line: string) => void,
): Promise<void> {
  await removeStaging(home)
  const major = await readFile(path.join(home.data, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (major !== undefined) return checkMajor(home, major.trim(), binaries.major)
  log('making a new database')
  const password = await ensurePassword(home, server)
  const staging = `${home.data}.new-${process.pid}`
  const passwordFile = `${home.password}.new-${process.pid}`
  try {
    const initializer = await initIdentity(server)
    await mkdir(staging, { mode: 0o700 })
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (server.switches) {
      await chown(staging, initializer.uid, initializer.gid)
      await chown(passwordFile, initializer.uid, initializer.gid)
    }
    await runInitdb(home, binaries, initializer, { staging, passwordFile })
    if (server.switches) await chownTree(staging, server)
    await rename(staging, home.data)
    await flushFolder(home.root)
  } finally {
    await rm(passwordFile, { force: true })
    await rm(staging, { recursive: true, force: true })
  }
}

/** The superuser's password, as the first start wrote it. */
export async function readPassword(home: HomeFolder): Promise<string> {
  const text = await readFile(home.password, 'utf8').catch((cause) => {
    throw new DatabaseProblem('embedded-password-unusable', {
      publicText: `The password file ${home.password} cannot be read.`,
      fix: 'Put it back from the backup of the folder, or start as the user who owns it.',
      cause,
    })
  })
  return text.trim()
}

// Linked into place, so that of two makers one wins and both read the same.
async function ensurePassword(home: HomeFolder, server: ServerIdentity): Promise<string> {
  const staging = `${home.password}.new-${process.pid}`
  await writeFile(staging, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true })
  if (server.switches) await chown(staging, 0, 0)
  await link(staging, home.password).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause
  })
  await rm(staging, { force: true })
  return readPassword(home)
}

async function runInitdb(
  home: HomeFolder,
  binaries: NativeBinaries,
  identity: ServerIdentity,
  files: { readonly staging: string; readonly passwordFile: string },
): Promise<void> {
  const settings = Object.entries(initSettings).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = spawn(
    path.join(binaries.folder, 'bin', 'initdb'),
    [
      ...['-D', files.staging, '-U', superuser, '--pwfile', files.passwordFile],
      ...['-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--data-checksums'],
      ...['--wal-segsize=4', ...settings],
    ],
    {
      ...spawnAs(identity),
      cwd: '/',
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-4000)
  })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject).once('close', resolve)
  })
  if (code !== 0) throw initTrouble(home, said, identity)
}

function initTrouble(home: HomeFolder, said: string, identity: ServerIdentity): DatabaseProblem {
  if (/No space left|quota exceeded/i.test(said)) return diskFull(home.root, new Error(said))
  if (said.includes('could not look up effective user ID')) {
    return new DatabaseProblem('embedded-user-nameless', {
      publicText: `PostgreSQL cannot make a database as user ${identity.uid}: it has no account name.`,
      fix: 'Run Crossdock as a user of /etc/passwd or as root, or set DATABASE_URL.',
    })
  }
  return new DatabaseProblem('embedded-init-failed', {
    publicText: `PostgreSQL could not make its database in ${home.root}: ${lastLine(said)}`,
    fix: 'Settle what it names and start again, or set DATABASE_URL to a PostgreSQL of yours.',
    cause: new Error(said),
  })
}

function lastLine(said: string): string {
  const lines = said.split('\n').filter((line) => /error|fatal/i.test(line))
  return lines.at(-1)?.trim() ?? 'it gave no reason'
}

function checkMajor(home: HomeFolder, found: string, wanted: string): void {
  if (found === wanted) return
  throw new DatabaseProblem('embedded-version-differs', {
    publicText: `The database in ${home.root} is of PostgreSQL ${found}; this Crossdock brings ${wanted}.`,
    fix: 'Move it with pg_dump and pg_restore, or start the Crossdock that made it.',
  })
}

async function removeStaging(home: HomeFolder): Promise<void> {
  for (const name of await readdir(home.root)) {
    if (!/^(data|password|pg-.*)\.new-\d+$/.test(name)) continue
    await rm(path.join(home.root, name), { recursive: true, force: true })
  }
}

async function chownTree(folder: string, to: ServerIdentity): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const target = path.join(folder, entry.name)
    if (entry.isDirectory()) await chownTree(target, to)
    else await chown(target, to.uid, to.gid)
  }
  await chown(folder, to.uid, to.gid)
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
