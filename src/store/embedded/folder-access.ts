/** Who may come into the folders of the server: its socket, and the way down to the home folder. */
import { chmod, chown, mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { HomeFolder } from './home-folder.ts'
import type { ServerIdentity } from './server-identity.ts'

/** Makes the socket's folder, open to the server alone. */
export async function makeSocketFolder(home: HomeFolder, identity: ServerIdentity): Promise<void> {
  await mkdir(home.socket, { recursive: true, mode: 0o700 })
  await chmod(home.socket, 0o700)
  if (identity.switches) await chown(home.socket, identity.uid, identity.gid)
}

/** The nearest folder on the way to `target` that does not let `identity` through. */
export async function closedFolder(
  target: string,
  identity: ServerIdentity,
): Promise<string | undefined> {
  for (let folder = target; ; folder = path.dirname(folder)) {
    const { mode, uid, gid } = await stat(folder)
    const bit = uid === identity.uid ? 0o100 : gid === identity.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return folder
    if (folder === path.dirname(folder)) return undefined
  }
}
