/**
 * Rebuilds schemas/shopify-admin-2026-10.graphql: the part of Shopify's Admin API schema that
 * Crossdock's operations and its simulator use, and (with --types) the types of those operations.
 *
 *   node scripts/prune-shopify-schema.ts [--tgz <dev-mcp-1.16.0.tgz>] [--types] [--check]
 *
 * Without --tgz it fetches @shopify/dev-mcp 1.16.0 with `npm pack` into a temporary folder; with
 * --tgz it needs no network. Inputs: src/platforms/shopify/operations/*.graphql (any error or use of
 * a deprecated field stops the script) and schemas/simulator-fields.txt (`Type.field field …`, one
 * type a line, `#` starts a comment). --types also writes
 * src/platforms/shopify/wire/generated/operations.ts. --check writes nothing and fails on a difference.
 * Must not: leave a schema behind that the operations do not validate against.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  buildSchema,
  concatAST,
  type DocumentNode,
  type GraphQLSchema,
  NoDeprecatedCustomRule,
  parse,
  printSchema,
  Source,
  specifiedRules,
  validate,
  validateSchema,
} from 'graphql'
import { operationTypes } from './prune/operation-types.ts'
import { prunedSchema } from './prune/pruned-schema.ts'
import { readSchemaPackage, type ScopeRow } from './prune/schema-package.ts'
import { type UsedFields, usedFields } from './prune/used-fields.ts'

const API_VERSION = '2026-10'
const root = join(import.meta.dirname, '..')
const schemaPath = join(root, `schemas/shopify-admin-${API_VERSION}.graphql`)
const scopesPath = join(root, `schemas/shopify-admin-${API_VERSION}-scopes.json`)
const licensePath = join(root, 'schemas/LICENSE-shopify-schema')
const typesPath = join(root, 'src/platforms/shopify/wire/generated/operations.ts')
const NOTICE = `# Pruned from the Shopify Admin API schema ${API_VERSION}, (c) Shopify Inc., ISC: see LICENSE-shopify-schema.
# Written by scripts/prune-shopify-schema.ts. Do not edit.
`

const { values } = parseArgs({
  options: {
    tgz: { type: 'string' },
    types: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
})

const full = readSchemaPackage(API_VERSION, values.tgz)
const documents = readOperations()
const merged = concatAST(documents.map((each) => each.document))
refuseErrors('operations', validateAll(full.schema, merged))
const used = usedFields(
  full.schema,
  documents.map((each) => each.document),
  readExtraFields(),
)
const sdl = `${NOTICE}${printSchema(prunedSchema(full.schema, used))}\n`
const rebuilt = buildSchema(sdl)
refuseErrors('pruned schema', validateSchema(rebuilt))
refuseErrors('operations on the pruned schema', validateAll(rebuilt, merged))

put(schemaPath, sdl)
put(scopesPath, scopeTable(full.scopes, used))
put(licensePath, full.license)
if (values.types) put(typesPath, await operationTypes(rebuilt, documents))

function readOperations(): { location: string; document: DocumentNode }[] {
  const folder = join(root, 'src/platforms/shopify/operations')
  return globSync('**/*.graphql', { cwd: folder })
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { location: name, document: parse(new Source(text, name)) }
    })
}

function readExtraFields(): { type: string; field: string }[] {
  const lines = readFileSync(join(root, 'schemas/simulator-fields.txt'), 'utf8').split('\n')
  return lines.flatMap((line) => {
    const content = (line.split('#')[0] ?? '').trim()
    if (content === '') return []
    const dot = content.indexOf('.')
    if (dot < 1) throw new Error(`simulator-fields.txt: "${content}" is not Type.field`)
    const type = content.slice(0, dot)
    return content
      .slice(dot + 1)
      .split(/\s+/)
      .map((field) => ({ type, field }))
  })
}

function validateAll(schema: GraphQLSchema, document: DocumentNode) {
  if (document.definitions.length === 0) return []
  return validate(schema, document, [...specifiedRules, NoDeprecatedCustomRule])
}

function refuseErrors(what: string, errors: readonly { toString(): string }[]): void {
  if (errors.length === 0) return
  console.error(`${what}: ${errors.length} error(s)`)
  for (const error of errors) console.error(`  ${error.toString()}`)
  process.exit(1)
}

/**
 * Access scopes by type and by `Type.field`, any one of a row suffices; rows without a scope are left
 * out. The text is laid out as the formatter would.
 */
function scopeTable(rows: readonly ScopeRow[], kept: UsedFields): string {
  const table = new Map<string, string[]>()
  for (const row of rows) {
    const fields = kept.fields.get(row.typeName)
    if (!fields || row.offlineScopes.length === 0) continue
    if (row.fieldName !== undefined && !fields.has(row.fieldName)) continue
    const name = row.fieldName === undefined ? row.typeName : `${row.typeName}.${row.fieldName}`
    table.set(name, row.offlineScopes)
  }
  const lines = [...table]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, scopes], index) => {
      const items = scopes.map((scope) => JSON.stringify(scope))
      const comma = index === table.size - 1 ? '' : ','
      const flat = `  ${JSON.stringify(name)}: [${items.join(', ')}]`
      if (flat.length + comma.length <= 100) return flat + comma
      return `  ${JSON.stringify(name)}: [\n    ${items.join(',\n    ')}\n  ]${comma}`
    })
  return `{\n${lines.join('\n')}\n}\n`
}

function put(path: string, text: string): void {
  const same = existsSync(path) && readFileSync(path, 'utf8') === text
  if (values.check) {
    if (!same) refuseErrors(`${basename(path)} is out of date`, [{ toString: () => path }])
    return
  }
  if (same) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  console.log(`wrote ${path.slice(root.length + 1)} (${text.length} characters)`)
}
