/**
 * Documents name only what exists: every relative link, every `#heading` of a link, every path in
 * code font, and every page of docs/ that a comment in the code cites.
 */
import path from 'node:path'
import type { Check, Finding, Repository, RepositoryFile } from './repository.ts'

const topFolders = 'src|simulators|tests|scripts|bench|docs|bin|schemas|console|[.]ci'
const repositoryPath = new RegExp(`^([.]/)?(${topFolders})/[\\w./-]*$`)
const rootFile = /^[\w.-]+[.](md|json|ts|cjs|mjs)$/
const citedPage = /(?<![\w/.-])docs\/[\w./-]+[.]md/g

export const documentPaths: Check = (repository) => {
  const documents = repository.files.filter((file) => file.path.endsWith('.md'))
  const code = repository.files.filter((file) => /[.](tsx?|cjs|mjs|sql)$/.test(file.path))
  return [
    ...documents.flatMap((file) => [
      ...brokenLinks(repository, file),
      ...brokenPaths(repository, file),
    ]),
    ...code.flatMap((file) => brokenCitations(repository, file)),
  ]
}

function brokenLinks(repository: Repository, file: RepositoryFile): Finding[] {
  return eachMatch(withoutCode(file.text), /\]\(([^)\s]+)\)/g).flatMap(({ text, line }) => {
    if (/^[a-z]+:/i.test(text)) return []
    const [target = '', heading] = text.split('#')
    const linked =
      target === '' ? file.path : path.posix.join(path.posix.dirname(file.path), target)
    const trimmed = linked.replace(/\/$/, '')
    if (!repository.paths.has(trimmed)) return [broken(file, line, text)]
    if (heading === undefined || hasHeading(repository, trimmed, heading)) return []
    return [{ path: file.path, line, message: `no such heading: ${text}` }]
  })
}

function brokenPaths(repository: Repository, file: RepositoryFile): Finding[] {
  return eachMatch(withoutFences(file.text), /(?<!`)`([^`\n]+)`(?!`)/g).flatMap(
    ({ text, line }) => {
      const word = text.split(/[\s:#]/)[0] ?? ''
      if (!repositoryPath.test(word) && !rootFile.test(word)) return []
      const trimmed = word.replace(/^[.]\//, '').replace(/\/$/, '')
      const beside = path.posix.join(path.posix.dirname(file.path), trimmed)
      const exists = repository.paths.has(trimmed) || repository.paths.has(beside)
      return exists ? [] : [broken(file, line, word)]
    },
  )
}

function brokenCitations(repository: Repository, file: RepositoryFile): Finding[] {
  if (/^scripts\/tidy\//.test(file.path)) return []
  return eachMatch(file.text, citedPage).flatMap(({ text, line }) =>
    repository.paths.has(text) ? [] : [broken(file, line, text)],
  )
}

function hasHeading(repository: Repository, target: string, anchor: string): boolean {
  const page = repository.files.find((file) => file.path === target)
  if (page === undefined) return false
  return eachMatch(withoutFences(page.text), /^#+ +(.+)$/gm).some(
    ({ text }) => slug(text) === anchor,
  )
}

/** A heading as GitHub names its anchor. */
function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

function broken(file: RepositoryFile, line: number, target: string): Finding {
  return { path: file.path, line, message: `no such file or folder: ${target}` }
}

/** The first group of each match, or the whole match, with its line. */
function eachMatch(text: string, pattern: RegExp): { text: string; line: number }[] {
  return [...text.matchAll(pattern)].map((match) => ({
    text: match[1] ?? match[0],
    line: text.slice(0, match.index).split('\n').length,
  }))
}

function withoutFences(text: string): string {
  return text.replaceAll(/^ *```[\s\S]*?^ *```/gm, keepLines)
}

function withoutCode(text: string): string {
  return withoutFences(text).replaceAll(/`[^`\n]*`/g, '')
}

function keepLines(text: string): string {
  return text.replaceAll(/[^\n]/g, '')
}
