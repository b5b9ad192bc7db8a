/**
 * Rewords graphql-js's validation errors as Shopify's server (graphql-ruby) words them, with its codes.
 * Recorded: the directive, missing and undefined ones; the rest follows graphql-ruby's own texts.
 */
import { type DocumentNode, type GraphQLError, Kind, visit } from 'graphql'

export type WireError = {
  message: string
  locations?: readonly { line: number; column: number }[]
  path?: readonly (string | number)[]
  extensions?: Record<string, unknown>
}

type Words = { message: string; extensions: Record<string, unknown> }
type Rule = readonly [RegExp, (...found: string[]) => Words]

const rules: readonly Rule[] = [
  [
    /^Cannot query field "(.+?)" on type "(.+?)"\./,
    (field, type) => ({
      message: `Field '${field}' doesn't exist on type '${type}'`,
      extensions: { code: 'undefinedField', typeName: type, fieldName: field },
    }),
  ],
  [
    /^Unknown argument "(.+?)" on field "(.+?)\.(.+?)"/,
    (argument, _type, field) => ({
      message: `Field '${field}' doesn't accept argument '${argument}'`,
      extensions: {
        code: 'argumentNotAccepted',
        name: field,
        typeName: 'Field',
        argumentName: argument,
      },
    }),
  ],
  [
    /^Field "(.+?)" argument "(.+?)" of type "(.+?)" is required/,
    (field, argument) => ({
      message: `Field '${field}' is missing required arguments: ${argument}`,
      extensions: {
        code: 'missingRequiredArguments',
        className: 'Field',
        name: field,
        arguments: argument,
      },
    }),
  ],
  [
    /^Field "(.+?)" of type "(.+?)" must have a selection of subfields/,
    (field, type) => ({
      message: `Field must have selections (field '${field}' returns ${bare(type)} but has no selections. Did you mean '${field} { ... }'?)`,
      extensions: { code: 'selectionMismatch', nodeName: `field '${field}'`, typeName: bare(type) },
    }),
  ],
  [
    /^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields/,
    (field, type) => ({
      message: `Selections can't be made on scalars (field '${field}' returns ${bare(type)})`,
      extensions: { code: 'selectionMismatch', nodeName: `field '${field}'`, typeName: bare(type) },
    }),
  ],
  [
    /^Variable "\$(.+?)" is not defined(?: by operation "(.+?)")?/,
    (name, operation) => ({
      message: `Variable $${name} is used by ${operation || 'anonymous query'} but not declared`,
      extensions: { code: 'variableNotDefined', variableName: name },
    }),
  ],
  [
    /^Variable "\$(.+?)" is never used(?: in operation "(.+?)")?/,
    (name, operation) => ({
      message: `Variable $${name} is declared by ${operation || 'anonymous query'} but not used`,
      extensions: { code: 'variableNotUsed', variableName: name },
    }),
  ],
  [
    /^Variable "\$(.+?)" of type "(.+?)" used in position expecting type "(.+?)"/,
    (name, given, wanted) => ({
      message: `Type mismatch on variable $${name} (${given} / ${wanted})`,
      extensions: {
        code: 'variableMismatch',
        variableName: name,
        typeName: given,
        errorMessage: 'Type mismatch',
      },
    }),
  ],
  [
    /^Unknown type "(.+?)"/,
    (type) => ({
      message: `No such type ${type}, so it can't be a fragment condition`,
      extensions: { code: 'undefinedType', typeName: type },
    }),
  ],
  [
    /^Unknown fragment "(.+?)"/,
    (name) => ({
      message: `Fragment ${name} was used, but not defined`,
      extensions: { code: 'useAndDefineFragment', fragmentName: name },
    }),
  ],
  [
    /^Fragment "(.+?)" is never used/,
    (name) => ({
      message: `Fragment ${name} was defined, but not used`,
      extensions: { code: 'useAndDefineFragment', fragmentName: name },
    }),
  ],
  [
    /^Unknown directive "@(.+?)"/,
    (name) => ({
      message: `Directive @${name} is not defined`,
      extensions: { code: 'undefinedDirective', directiveName: name },
    }),
  ],
  [
    /^Directive "@(.+?)" may not be used on (.+?)\./,
    (name, place) => ({
      message: `'@${name}' can't be applied to ${placeWords[place] ?? place.toLowerCase()} (allowed: fields)`,
      extensions: { code: 'directiveCannotBeApplied', targetName: place, name },
    }),
  ],
  [
    /^Field "(.+?)" is not defined by type "(.+?)"/,
    (field, type) => ({
      message: `InputObject '${type}' doesn't accept argument '${field}'`,
      extensions: {
        code: 'argumentNotAccepted',
        name: type,
        typeName: 'InputObject',
        argumentName: field,
      },
    }),
  ],
  [
    /^Field "(.+?)\.(.+?)" of required type "(.+?)" was not provided/,
    (type, field, wanted) => ({
      message: `Argument '${field}' on InputObject '${type}' is required. Expected type ${wanted}`,
      extensions: {
        code: 'missingRequiredInputObjectAttribute',
        argumentName: field,
        argumentType: wanted,
        inputObjectType: type,
      },
    }),
  ],
]

const placeWords: Readonly<Record<string, string>> = {
  MUTATION: 'mutations',
  QUERY: 'queries',
  FRAGMENT_SPREAD: 'fragment spreads',
  INLINE_FRAGMENT: 'inline fragments',
  FRAGMENT_DEFINITION: 'fragment definitions',
}

/** The errors of a document that does not validate. */
export function staticErrors(document: DocumentNode, errors: readonly GraphQLError[]): WireError[] {
  return errors.map((error) => {
    const words = wordsFor(error.message)
    const path = pathTo(document, error)
    return {
      message: words.message,
      ...(error.locations ? { locations: error.locations } : {}),
      ...(path.length > 0 ? { path } : {}),
      extensions: words.extensions,
    }
  })
}

/** The error of a text that does not parse. */
export function syntaxError(error: GraphQLError): WireError {
  const [place] = error.locations ?? []
  const unexpected = /Unexpected (.+?)\.?$/.exec(error.message)?.[1] ?? 'end of file'
  const where = place ? ` at [${place.line}, ${place.column}]` : ''
  return {
    message: `syntax error, unexpected ${unexpected}${where}`,
    ...(place ? { locations: [place] } : {}),
  }
}

function wordsFor(message: string): Words {
  for (const [pattern, words] of rules) {
    const match = pattern.exec(message)
    if (match) return words(...match.slice(1))
  }
  const argument = /^(?:Expected value of type|Enum|Int|String|Float|Boolean|ID|Value) /.test(
    message,
  )
  const code = argument ? 'argumentLiteralsIncompatible' : 'invalid'
  return { message, extensions: { code } }
}

function bare(type: string): string {
  return type.replace(/[[\]!]/g, '')
}

/** `["mutation Name", "orderCreate", …]`: the fields around the node that an error points at. */
function pathTo(document: DocumentNode, error: GraphQLError): string[] {
  const target = error.nodes?.[0]
  if (target === undefined) return []
  let found: string[] = []
  const open: string[] = []
  visit(document, {
    enter(node) {
      if (node.kind === Kind.OPERATION_DEFINITION) {
        open.push([node.operation, node.name?.value].filter(Boolean).join(' '))
      } else if (node.kind === Kind.FRAGMENT_DEFINITION) {
        open.push(`fragment ${node.name.value}`)
      } else if (node.kind === Kind.FIELD) {
        open.push(node.alias?.value ?? node.name.value)
      }
      if (node === target) found = [...open]
    },
    leave(node) {
      const counts: string[] = [Kind.OPERATION_DEFINITION, Kind.FRAGMENT_DEFINITION, Kind.FIELD]
      if (counts.includes(node.kind)) open.pop()
    },
  })
  return found
}
