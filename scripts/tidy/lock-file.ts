/**
 * The lock file as `npm ci` needs it on any machine: no host that packages came from, and an entry
 * for each optional package of every platform. npm leaves out those that its registry did not have
 * when the lock was made, and `npm ci` then refuses the whole lock.
 */
import type { Check, Finding, RepositoryFile } from './repository.ts'

type LockedPackage = { readonly optionalDependencies?: Readonly<Record<string, string>> }

export const lockFile: Check = (repository) =>
  repository.files
    .filter((file) => file.path === 'package-lock.json')
    .flatMap((file) => [...resolvedLines(file), ...missingPlatforms(file)])

function resolvedLines(file: RepositoryFile): Finding[] {
  return file.text
    .split('\n')
    .flatMap((text, index) => (/^\s*"resolved":/.test(text) ? [index + 1] : []))
    .map((line) => ({ path: file.path, line, message: 'a resolved line: take it out' }))
}

function missingPlatforms(file: RepositoryFile): Finding[] {
  const lock = JSON.parse(file.text) as { packages?: Readonly<Record<string, LockedPackage>> }
  const packages = lock.packages ?? {}
  return Object.entries(packages).flatMap(([folder, locked]) =>
    Object.keys(locked.optionalDependencies ?? {})
      .filter((name) => !isLocked(packages, folder, name))
      .map((name) => ({ path: file.path, line: 1, message: `no entry for ${name}: npm ci fails` })),
  )
}

/** Looks where Node would: below the package itself, then below each folder that it lies in. */
function isLocked(packages: Readonly<Record<string, unknown>>, folder: string, name: string) {
  for (
    let from = folder;
    ;
    from = from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1))
  ) {
    if (`${from}/node_modules/${name}`.replace(/^\//, '') in packages) return true
    if (from === '') return false
  }
}
