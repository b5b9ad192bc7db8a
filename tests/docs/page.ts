/** Reads what the tests of documents compare, from the root of the checkout. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

const rootFolder = path.join(import.meta.dirname, '..', '..')

export function readPage(name: string): string {
  return readFileSync(path.join(rootFolder, name), 'utf8')
}

/** The command lines of all fenced `sh` blocks of a page, without comments, empty lines and exports. */
export function commandsOf(page: string): string[] {
  return [...page.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].flatMap(([, block = '']) =>
    block
      .split('\n')
      .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
      .filter((line) => line !== '' && !line.startsWith('export ')),
  )
}

/** The names that the `export` lines of its `sh` blocks set. */
export function exportsOf(page: string): string[] {
  return [...page.matchAll(/^ *export ([A-Z_]+)=/gm)].map(([, name = '']) => name)
}

/** The lines between a heading of level two and the next one. */
export function sectionOf(page: string, heading: string): string {
  const begin = page.indexOf(`\n## ${heading}\n`)
  if (begin === -1) return ''
  const end = page.indexOf('\n## ', begin + 1)
  return page.slice(begin, end === -1 ? undefined : end)
}
