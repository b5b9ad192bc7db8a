/** Files are named in kebab-case by words of the domain; no drawer for everything. */
import ts from 'typescript'
import type { Check, Finding } from './repository.ts'
import { isSource, parseSource } from './source.ts'

const banned = new Set(
  'util helper common manager service misc data info'
    .split(' ')
    .flatMap((word) => [word, `${word}s`]),
)
const codeFolders = /^(src|simulators|tests|scripts|bench|console|bin)\//
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*([.][a-z0-9]+(-[a-z0-9]+)*)*$/

export const bannedNames: Check = (repository) =>
  [...repository.paths]
    .filter((path) => codeFolders.test(path))
    .flatMap((path) => {
      const name = path.slice(path.lastIndexOf('/') + 1)
      const word = name.split(/[.-]/).find((part) => banned.has(part))
      if (word !== undefined) return [named(path, `the name says nothing: ${word}`)]
      return name === 'README.md' || kebabCase.test(name)
        ? []
        : [named(path, 'the name is not in kebab-case')]
    })

/** A barrel hides where things live: a file with nothing but `export … from`. */
export const barrels: Check = (repository) =>
  repository.files.filter(isSource).flatMap((file) => {
    const statements = parseSource(file).statements
    const isBarrel =
      statements.length > 0 &&
      statements.every((one) => ts.isExportDeclaration(one) && one.moduleSpecifier !== undefined)
    return isBarrel ? [named(file.path, 'a barrel: import from the file itself')] : []
  })

function named(path: string, message: string): Finding {
  return { path, line: 1, message }
}
