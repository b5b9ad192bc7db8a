/**
 * Copies the programs and tries one as the server's own user, before anything rests on them: a closed
 * folder on the way, a disk mounted without execution or a copy cut short shows itself here.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { DatabaseProblem } from '../database-problem.ts'
import { closedFolder } from './folder-access.ts'
import type { HomeFolder } from './home-folder.ts'
import { installBinaries, type NativeBinaries, type NativePackage } from './native-binaries.ts'
import { initIdentity, type ServerIdentity, spawnAs } from './server-identity.ts'
import { serverEnvironment } from './server-settings.ts'

/** The programs, tried; copied a second time when the first copy does not work. */
export async function usableBinaries(
  home: HomeFolder,
  source: NativePackage,
  server: ServerIdentity,
): Promise<NativeBinaries> {
  const first = await installBinaries(home, source, { anew: false })
  const trial = await tryBinaries(first, server)
  if (trial === undefined) return first
  const closed = await closedFolder(home.root, trial.identity)
  if (closed !== undefined) throw unreachable(home, closed, trial.identity)
  const second = await installBinaries(home, source, { anew: true })
  const again = await tryBinaries(second, server)
  if (again === undefined) return second
  throw new DatabaseProblem('embedded-binaries-unusable', {
    publicText: `The PostgreSQL programs in ${second.folder} do not run as user ${again.identity.uid}.`,
    fix:
      'They need glibc (not musl), a disk mounted with exec, and for root the right to change user. ' +
      'Else set DATABASE_URL to a PostgreSQL of yours.',
    cause: again.cause,
  })
}

type FailedTrial = { readonly identity: ServerIdentity; readonly cause: unknown }

// As both users that will run them; undefined when both can.
async function tryBinaries(
  binaries: NativeBinaries,
  server: ServerIdentity,
): Promise<FailedTrial | undefined> {
  for (const identity of [await initIdentity(server), server]) {
    try {
      const said = await askVersion(binaries, identity)
      if (!said.includes('PostgreSQL')) return { identity, cause: new Error(`it said: ${said}`) }
    } catch (cause) {
      return { identity, cause }
    }
  }
  return undefined
}

// What it says counts, not its exit code: a file cut to nothing is an empty script, which succeeds.
async function askVersion(binaries: NativeBinaries, identity: ServerIdentity): Promise<string> {
  const child = spawn(path.join(binaries.folder, 'bin', 'postgres'), ['--version'], {
    ...spawnAs(identity),
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await new Promise((resolve, reject) => {
    child.once('error', reject).once('close', resolve)
  })
  return said
}

function unreachable(home: HomeFolder, closed: string, identity: ServerIdentity): DatabaseProblem {
  return new DatabaseProblem('embedded-home-unreachable', {
    publicText:
      `PostgreSQL refuses to run as root, so it runs as user ${identity.uid}, ` +
      `and the folder ${closed} lets only its owner in.`,
    fix:
      `Open it for passing through (chmod o+x '${closed}'), or name a folder elsewhere by ` +
      `CROSSDOCK_HOME (such as /var/lib/crossdock), or start Crossdock as an ordinary user. ` +
      `The database is not in danger: ${home.root} stays as it is.`,
  })
}
