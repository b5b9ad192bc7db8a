/**
 * The text of each GraphQL operation, read once from operations/*.graphql: the operation with just the
 * fragments that it uses. Must not: build GraphQL from strings anywhere else.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'operations')
const definitionPattern = /^(?:query|mutation|fragment) (\w+)[\s\S]*?^\}$/gm
const definitions = readDefinitions()

/** The document of one operation, ready to send. Throws on a name that no file holds. */
export function documentOf(operationName: string): string {
  const wanted = new Set<string>()
  collect(operationName, wanted)
  return [...wanted].map((name) => definitions.get(name)).join('\n\n')
}

function collect(name: string, wanted: Set<string>): void {
  if (wanted.has(name)) return
  const text = definitions.get(name)
  if (text === undefined) throw new Error(`no GraphQL operation or fragment is called ${name}`)
  wanted.add(name)
  for (const [, spread] of text.matchAll(/\.\.\.(\w+)/g)) {
    if (spread !== undefined && spread !== 'on') collect(spread, wanted)
  }
}

function readDefinitions(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const file of globSync('*.graphql', { cwd: folder }).sort()) {
    const text = readFileSync(join(folder, file), 'utf8')
    for (const match of text.matchAll(definitionPattern)) found.set(match[1] ?? '', match[0])
  }
  return found
}
