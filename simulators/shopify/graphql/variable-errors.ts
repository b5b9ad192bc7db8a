/**
 * What is wrong with the variables of a call, as Shopify's server words it (code INVALID_VARIABLE). Only called
 * when graphql-js refused them, or for ids, whose form graphql-js does not know.
 */
import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  print,
  typeFromAST,
} from 'graphql'
import { scalarProblem } from './scalars.ts'
import type { WireError } from './static-error-words.ts'

type Problem = { path: (string | number)[]; explanation: string }

const maxArray = 250

/** One error for each variable with problems. */
export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): WireError[] {
  const errors: WireError[] = []
  for (const definition of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, definition.type) as GraphQLInputType | undefined
    if (type === undefined) continue
    const name = definition.variable.name.value
    const value = variables[name]
    if (value === undefined && (definition.defaultValue || !isNonNullType(type))) continue
    const problems = problemsOf(type, value ?? null, [])
    if (problems.length === 0) continue
    const details = problems
      .filter((problem) => problem.path.length > 0)
      .map((problem) => `${problem.path.join('.')} (${problem.explanation})`)
    const tail = details.length === 0 ? '' : ` for ${details.join(', ')}`
    errors.push({
      message: `Variable $${name} of type ${print(definition.type)} was provided invalid value${tail}`,
      ...(definition.loc ? { locations: [placeOf(definition.loc)] } : {}),
      extensions: { code: 'INVALID_VARIABLE', value: value ?? null, problems },
    })
  }
  return errors
}

/** Ids among the top-level variables that are no global ids. */
export function malformedIds(
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): WireError[] {
  return (operation.variableDefinitions ?? []).flatMap((definition) => {
    const type = print(definition.type)
    const name = definition.variable.name.value
    const value = variables[name]
    if (!/^ID!?$/.test(type) || typeof value !== 'string') return []
    if (/^gid:\/\/[\w-]+\/\w+\/.+$/.test(value)) return []
    const explanation = `Invalid global id '${value}'`
    return [
      {
        message: `Variable $${name} of type ${type} was provided invalid value`,
        ...(definition.loc ? { locations: [placeOf(definition.loc)] } : {}),
        extensions: {
          code: 'INVALID_VARIABLE',
          value,
          problems: [{ path: [], explanation, message: explanation }],
        },
      },
    ]
  })
}

/** The first list among the variables that is longer than the platform takes (250). */
export function oversizedList(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value) && value.length > maxArray) return value.length
  for (const inner of Object.values(value)) {
    if (typeof inner !== 'object') continue
    const size = oversizedList(inner)
    if (size !== undefined) return size
  }
  return undefined
}

function placeOf(loc: { startToken: { line: number; column: number } }): {
  line: number
  column: number
} {
  return { line: loc.startToken.line, column: loc.startToken.column }
}

function problemsOf(type: GraphQLInputType, value: unknown, path: (string | number)[]): Problem[] {
  if (isNonNullType(type)) {
    if (value === null) return [{ path, explanation: 'Expected value to not be null' }]
    return problemsOf(type.ofType, value, path)
  }
  if (value === null) return []
  if (isListType(type)) {
    const list = Array.isArray(value) ? value : [value]
    return list.flatMap((row, at) => problemsOf(type.ofType, row ?? null, [...path, at]))
  }
  if (isInputObjectType(type)) return objectProblems(type, value, path)
  if (isEnumType(type)) {
    const names = type.getValues().map((one) => one.name)
    if (typeof value === 'string' && names.includes(value)) return []
    const explanation = `Expected "${String(value)}" to be one of: ${names.join(', ')}`
    return [{ path, explanation }]
  }
  const own = scalarProblem(type.name, value)
  if (own !== undefined) return [{ path, explanation: own }]
  const fits = fitsScalar(type.name, value)
  const explanation = `Could not coerce value ${JSON.stringify(value)} to ${type.name}`
  return fits ? [] : [{ path, explanation }]
}

function objectProblems(
  type: Extract<GraphQLInputType, { getFields(): unknown; isOneOf: boolean }>,
  value: unknown,
  path: (string | number)[],
): Problem[] {
  if (typeof value !== 'object' || Array.isArray(value)) {
    return [{ path, explanation: `Expected ${JSON.stringify(value)} to be a key-value object.` }]
  }
  const given = value as Record<string, unknown>
  const fields = type.getFields()
  const problems: Problem[] = []
  for (const name of Object.keys(given)) {
    if (fields[name]) continue
    problems.push({ path: [...path, name], explanation: `Field is not defined on ${type.name}` })
  }
  for (const field of Object.values(fields)) {
    const inner = given[field.name]
    if (inner === undefined && (field.defaultValue !== undefined || !isNonNullType(field.type))) {
      continue
    }
    problems.push(...problemsOf(field.type, inner ?? null, [...path, field.name]))
  }
  const set = Object.values(given).filter((one) => one !== null && one !== undefined)
  if (type.isOneOf && set.length !== 1) {
    const explanation = `'${type.name}' requires exactly one argument, but ${set.length} were provided.`
    problems.push({ path, explanation })
  }
  return problems
}

function fitsScalar(name: string, value: unknown): boolean {
  switch (name) {
    case 'Int':
      return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31
    case 'Float':
      return typeof value === 'number'
    case 'Boolean':
      return typeof value === 'boolean'
    case 'String':
      return typeof value === 'string'
    case 'ID':
      return typeof value === 'string' || Number.isInteger(value)
    default:
      return true
  }
}
