/**
 * The repository as the checks of `tidy` see it: paths and texts, read once. The checks are pure
 * functions of these, so that their tests plant a mistake without touching a disk.
 */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

export type RepositoryFile = {
  /** From the root folder, with `/`. */
  readonly path: string
  readonly text: string
}

export type Repository = {
  readonly files: readonly RepositoryFile[]
  /** Every file and folder, binary ones too. */
  readonly paths: ReadonlySet<string>
}

export type Finding = {
  readonly path: string
  readonly line: number
  readonly message: string
}

export type Check = (repository: Repository) => Finding[]

/** What git does not keep; the same names stand in `.gitignore`. */
const notKept = new Set(['node_modules', '.git', '.crossdock', 'coverage', 'dist', '.DS_Store'])
const sizeLimitBytes = 2_000_000

/** Reads every text file below the root folder that git would keep. */
export async function readRepository(rootFolder: string): Promise<Repository> {
  const paths = await listPaths(rootFolder, '')
  const files = await Promise.all(
    paths.files.map(async (filePath) => ({
      path: filePath,
      text: await readText(path.join(rootFolder, filePath)),
    })),
  )
  return {
    files: files.filter((file) => file.text !== null) as RepositoryFile[],
    paths: new Set([...paths.files, ...paths.folders]),
  }
}

/** The TypeScript files below the given folders, without declaration files. */
export async function readSourcePaths(
  rootFolder: string,
  folders: readonly string[],
): Promise<string[]> {
  const listed = await Promise.all(folders.map((folder) => listPaths(rootFolder, folder)))
  return listed
    .flatMap((paths) => paths.files)
    .filter((filePath) => /[.]tsx?$/.test(filePath) && !filePath.endsWith('.d.ts'))
}

async function listPaths(
  rootFolder: string,
  folder: string,
): Promise<{ files: string[]; folders: string[] }> {
  const entries = await readdir(path.join(rootFolder, folder), { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  const kept = entries.filter((entry) => !notKept.has(entry.name) && !entry.name.endsWith('.log'))
  const named = kept.map((entry) => ({ entry, path: path.posix.join(folder, entry.name) }))
  const inner = await Promise.all(
    named.filter(({ entry }) => entry.isDirectory()).map((one) => listPaths(rootFolder, one.path)),
  )
  return {
    files: [
      ...named.filter(({ entry }) => entry.isFile()).map((one) => one.path),
      ...inner.flatMap((paths) => paths.files),
    ],
    folders: [
      ...named.filter(({ entry }) => entry.isDirectory()).map((one) => one.path),
      ...inner.flatMap((paths) => paths.folders),
    ],
  }
}

/** Null for what is no text: pictures, fonts, and files that vanish while others work. */
async function readText(file: string): Promise<string | null> {
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null || bytes.length > sizeLimitBytes || bytes.includes(0)) return null
  return bytes.toString('utf8')
}
