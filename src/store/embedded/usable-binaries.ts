/**
 * Copies the programs and tries one as the server's own user, before anything rests on them: a closed
 * folder on the way, a disk mounted without execution or a copy cut short shows itself here.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { DatabaseProblem } from '../database-problem.ts'
import { closedFolder, type HomeFolder } from './home-folder.ts'
import { installBinaries, type NativeBinaries, type NativePackage } from './native-binaries.ts'
import { initIdentity, type ServerIdentity, spawnAs } from './server-identity.ts'
import { serverEnvironment } from './server-settings.ts'

type Trial = { readonly kind: 'works' } | { readonly kind: 'fails'; readonly cause: unknown }

/** The programs, tried; copied a second time when the first copy does not work. */
export async function usableBinaries(
  home: HomeFolder,
  source: NativePackage,
  server: ServerIdentity,
): Promise<NativeBinaries> {
  // The stranger of the two that will run them: what lets nobody through lets the server through.
  const identity = await initIdentity(server)
  const first = await installBinaries(home, source, { anew: false })
  if ((await tryBinaries(first, identity)).kind === 'works') return first
  const closed = await closedFolder(home.root, identity)
  if (closed !== undefined) throw unreachable(home, closed, identity)
  const second = await installBinaries(home, source, { anew: true })
  const trial = await tryBinaries(second, identity)
  if (trial.kind === 'works') return second
  throw new DatabaseProblem('embedded-binaries-unusable', {
    publicText: `The PostgreSQL programs in ${second.folder} do not run as user ${identity.uid}.`,
    fix:
      'They need glibc (not musl), a disk mounted with exec, and for root the right to change user. ' +
      'Else set DATABASE_URL to a PostgreSQL of yours.',
    cause: trial.cause,
  })
}

async function tryBinaries(binaries: NativeBinaries, identity: ServerIdentity): Promise<Trial> {
  try {
    const child = spawn(path.join(binaries.folder, 'bin', 'postgres'), ['--version'], {
      ...spawnAs(identity),
      cwd: '/',
      env: serverEnvironment(),
      stdio: 'ignore',
    })
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject).once('close', resolve)
    })
    if (code === 0) return { kind: 'works' }
    return { kind: 'fails', cause: new Error(`postgres --version ended with ${code}`) }
  } catch (cause) {
    return { kind: 'fails', cause }
  }
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
