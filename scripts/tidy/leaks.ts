/** Nothing that means something on one machine only: its folders, its registry. */
import type { Check, Finding, RepositoryFile } from './repository.ts'

const machinePath = new RegExp(
  '(?<![\\w:.])/(home|Users|root|mnt|farm)/\\w|' + // somebody's own folders
    '(?<![\\w.])/work/[\\w.-]+/\\w|[.]{2}/shared\\b', // where it was built, and what lay beside
)
const registryHost =
  /https?:\/\/[^\s"'/)]*(registry|npmmirror|artifactory|verdaccio|nexus)[^\s"'/)]*/i
const registrySetting = /^\s*(@[\w-]+:)?registry\s*=/

export const machinePaths: Check = (repository) =>
  eachLine(repository.files.filter(isOurs), (text) => machinePath.exec(text)?.[0])

export const registryHosts: Check = (repository) =>
  eachLine(
    repository.files.filter(isOurs),
    (text) => (registryHost.exec(text) ?? registrySetting.exec(text))?.[0],
  )

function isOurs(file: RepositoryFile): boolean {
  return !file.path.startsWith('scripts/tidy/')
}

function eachLine(
  files: readonly RepositoryFile[],
  judge: (text: string) => string | undefined,
): Finding[] {
  return files.flatMap((file) =>
    file.text.split('\n').flatMap((text, index) => {
      const found = judge(text)
      if (found === undefined) return []
      const message = `means nothing on another machine: ${found.trim()}`
      return [{ path: file.path, line: index + 1, message }]
    }),
  )
}
