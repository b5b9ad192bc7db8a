/**
 * Which access scopes a type or field needs, by the table that Shopify ships beside its schema (API 2026-10).
 * Any one scope of a row suffices; a write scope includes the read scope of the same name.
 */
import { readFileSync } from 'node:fs'
import {
  GraphQLError,
  type GraphQLField,
  type GraphQLOutputType,
  getNamedType,
  isObjectType,
} from 'graphql'

const scopesUrl = new URL('../../../schemas/shopify-admin-2026-10-scopes.json', import.meta.url)
const table = new Map<string, readonly string[]>(
  Object.entries(JSON.parse(readFileSync(scopesUrl, 'utf8')) as Record<string, string[]>),
)

/** The rows that guard a field: its own, and the one of the type it returns. */
export function guardsOf(typeName: string, field: GraphQLField<unknown, unknown>): string[] {
  return [`${typeName}.${field.name}`, rowType(field.type)].filter((row) => table.has(row))
}

/** The rows that these scopes do not satisfy; undefined when they satisfy all. */
export function unmetGuards(scopes: ReadonlySet<string>): ReadonlySet<string> | undefined {
  const known = unmetByScopes.get(scopes)
  if (known) return known.size === 0 ? undefined : known
  const unmet = new Set<string>()
  for (const [row, anyOf] of table) {
    if (!anyOf.some((scope) => hasScope(scopes, scope))) unmet.add(row)
  }
  unmetByScopes.set(scopes, unmet)
  return unmet.size === 0 ? undefined : unmet
}

const unmetByScopes = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>()

export function hasScope(scopes: ReadonlySet<string>, scope: string): boolean {
  return scopes.has(scope) || (scope.startsWith('read_') && scopes.has(`write_${scope.slice(5)}`))
}

/** The platform's refusal of a field whose scope is missing. */
export function accessDenied(fieldName: string, guard: string): GraphQLError {
  const scopes = (table.get(guard) ?? []).map((scope) => `\`${scope}\` access scope`)
  const last = scopes.pop() ?? ''
  const requiredAccess = scopes.length === 0 ? `${last}.` : `${scopes.join(', ')} or ${last}.`
  return new GraphQLError(
    `Access denied for ${fieldName} field. Required access: ${requiredAccess}`,
    {
      extensions: {
        code: 'ACCESS_DENIED',
        documentation: 'https://shopify.dev/api/usage/access-scopes',
        requiredAccess,
      },
    },
  )
}

/** The named type behind a field, looking through a connection to its rows. */
function rowType(type: GraphQLOutputType): string {
  const named = getNamedType(type)
  if (!named.name.endsWith('Connection') || !isObjectType(named)) return named.name
  const nodes = named.getFields().nodes
  return nodes ? getNamedType(nodes.type).name : named.name
}
