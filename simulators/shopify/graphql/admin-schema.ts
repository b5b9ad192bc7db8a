/**
 * The Admin API 2026-10 as this simulator serves it: the pruned schema with resolvers, scope guards and
 * checked scalars. Built once a process; the world comes with each call's context.
 */
import { readFileSync } from 'node:fs'
import {
  buildSchema,
  defaultFieldResolver,
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLScalarType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  valueFromASTUntyped,
} from 'graphql'
import { typeOfGid } from '../gid.ts'
import { accessDenied, guardsOf } from './access-scopes.ts'
import type { GraphqlContext } from './context.ts'
import { NotSimulated } from './errors.ts'
import { scalarProblem } from './scalars.ts'

/** A resolver of this schema; sources are records of the world and are typed where they are read. */
export type Resolver<Source, Arguments = Record<string, never>> = (
  source: Source,
  args: Arguments,
  context: GraphqlContext,
) => unknown

/** Resolvers by type and field. A field without one reads the property of its own name. */
export type FieldResolvers = Record<string, Record<string, Resolver<never, never>>>

const schemaUrl = new URL('../../../schemas/shopify-admin-2026-10.graphql', import.meta.url)

/** Builds the schema and hangs the resolvers on it; an unknown name among them is a defect and throws. */
export function createAdminSchema(resolvers: FieldResolvers): GraphQLSchema {
  const schema = buildSchema(readFileSync(schemaUrl, 'utf8'))
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName)
    for (const fieldName of Object.keys(fields)) {
      if (!isObjectType(type) || !type.getFields()[fieldName]) {
        throw new Error(`the schema has no ${typeName}.${fieldName}`)
      }
    }
  }
  const roots = new Set([schema.getQueryType()?.name, schema.getMutationType()?.name])
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type) && !isSpecifiedScalarType(type)) checkScalar(type)
    if (isInterfaceType(type) || isUnionType(type)) type.resolveType = typeOfSource
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      const own = resolvers[type.name]?.[field.name]
      // The table is keyed by name, so the compiler cannot tie a resolver to its source; a test runs them all.
      const resolve = own as unknown as GraphQLFieldResolver<unknown, GraphqlContext> | undefined
      field.resolve = guarded(type.name, field, resolve, roots.has(type.name))
    }
  }
  return schema
}

function guarded(
  typeName: string,
  field: GraphQLField<unknown, unknown>,
  own: GraphQLFieldResolver<unknown, GraphqlContext> | undefined,
  isRoot: boolean,
): GraphQLFieldResolver<unknown, GraphqlContext> {
  const name = `${typeName}.${field.name}`
  const missing = (): never => {
    throw new NotSimulated(name)
  }
  const inner = own ?? (isRoot ? missing : defaultFieldResolver)
  const guards = guardsOf(typeName, field)
  if (guards.length === 0) return inner
  return (source, args, context, info) => {
    if (context.unmet !== undefined) {
      for (const guard of guards) {
        if (context.unmet.has(guard)) throw accessDenied(field.name, guard)
      }
    }
    return inner(source, args, context, info)
  }
}

function checkScalar(type: GraphQLScalarType): void {
  const parse = (value: unknown): unknown => {
    const problem = scalarProblem(type.name, value)
    if (problem !== undefined) throw new GraphQLError(problem)
    return value
  }
  type.parseValue = parse
  type.parseLiteral = (node, variables) => parse(valueFromASTUntyped(node, variables))
}

function typeOfSource(source: unknown): string | undefined {
  const { __typename: named, id } = source as { __typename?: string; id?: string }
  return named ?? (id === undefined ? undefined : typeOfGid(id.split('?')[0] ?? ''))
}
