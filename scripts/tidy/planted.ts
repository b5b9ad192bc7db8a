/** A small repository with a planted mistake, for the tests of the checks. */
import type { Check, Repository } from './repository.ts'

/** Runs one check over the given texts by path; answers its findings as `path:line message`. */
export function findingsIn(check: Check, texts: Readonly<Record<string, string>>): string[] {
  return check(repositoryOf(texts)).map(({ path, line, message }) => `${path}:${line} ${message}`)
}

function repositoryOf(texts: Readonly<Record<string, string>>): Repository {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }))
  return { files, paths: new Set(files.flatMap(({ path }) => withFolders(path))) }
}

function withFolders(path: string): string[] {
  const parts = path.split('/')
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'))
}
