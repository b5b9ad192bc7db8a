/**
 * Builds a small schema that holds only the used part of a large one.
 * Must not: change a name, a type, a default or a required mark; descriptions alone are left out.
 */
import {
  type GraphQLArgument,
  GraphQLDirective,
  GraphQLEnumType,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
  type GraphQLInputField,
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  type GraphQLType,
  GraphQLUnionType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  isUnionType,
  specifiedDirectives,
} from 'graphql'
import type { UsedFields } from './used-fields.ts'

/** Rebuilds the used types, the roots under their own names, and every own directive. */
export function prunedSchema(full: GraphQLSchema, used: UsedFields): GraphQLSchema {
  const built = new Map<string, GraphQLNamedType>()
  const lookUp = (name: string): GraphQLNamedType => {
    const type = built.get(name)
    if (!type) throw new Error(`type ${name} was pruned but is still used`)
    return type
  }
  const names = [...used.whole, ...used.fields.keys()].sort()
  for (const name of names) {
    const type = full.getType(name)
    if (type) built.set(name, rebuild(type, used, lookUp))
  }
  const root = (type: GraphQLObjectType | null | undefined): GraphQLObjectType | null => {
    const found = type ? built.get(type.name) : undefined
    return isObjectType(found) && Object.keys(found.getFields()).length > 0 ? found : null
  }
  return new GraphQLSchema({
    query: root(full.getQueryType()),
    mutation: root(full.getMutationType()),
    types: [...built.values()],
    directives: [
      ...specifiedDirectives,
      ...full
        .getDirectives()
        .filter((directive) => !isSpecifiedDirective(directive) && directive.name === 'idempotent')
        .map((directive) => {
          const { description: _text, astNode: _node, ...config } = directive.toConfig()
          return new GraphQLDirective(config)
        }),
    ],
  })
}

type LookUp = (name: string) => GraphQLNamedType

function rebuild(type: GraphQLNamedType, used: UsedFields, lookUp: LookUp): GraphQLNamedType {
  const name = type.name
  if (isScalarType(type))
    return isSpecifiedScalarType(type) ? type : new GraphQLScalarType({ name })
  if (isEnumType(type)) {
    const values = type
      .getValues()
      .map((value) => [
        value.name,
        value.deprecationReason == null ? {} : { deprecationReason: value.deprecationReason },
      ])
    return new GraphQLEnumType({ name, values: Object.fromEntries(values) })
  }
  if (isInputObjectType(type)) {
    const fields = (): GraphQLFieldConfigArgumentMap =>
      Object.fromEntries(Object.values(type.getFields()).map((f) => [f.name, inputOf(f, lookUp)]))
    return new GraphQLInputObjectType({ name, isOneOf: type.isOneOf, fields })
  }
  if (isUnionType(type)) {
    const types = (): GraphQLObjectType[] =>
      type
        .getTypes()
        .filter((member) => used.fields.has(member.name))
        .map((member) => lookUp(member.name) as GraphQLObjectType)
    return new GraphQLUnionType({ name, types })
  }
  const interfaces = (): GraphQLInterfaceType[] =>
    type
      .getInterfaces()
      .filter((face) => used.fields.has(face.name))
      .map((face) => lookUp(face.name) as GraphQLInterfaceType)
  const fields = (): GraphQLFieldConfigMap<unknown, unknown> => keptFields(type, used, lookUp)
  if (isInterfaceType(type)) return new GraphQLInterfaceType({ name, interfaces, fields })
  return new GraphQLObjectType({ name, interfaces, fields })
}

function keptFields(
  type: GraphQLObjectType | GraphQLInterfaceType,
  used: UsedFields,
  lookUp: LookUp,
): GraphQLFieldConfigMap<unknown, unknown> {
  const kept = used.fields.get(type.name) ?? new Set()
  const rows = Object.values(type.getFields())
    .filter((field) => kept.has(field.name))
    .map((field) => {
      const args = field.args
        .filter((argument) => argument.deprecationReason == null)
        .map((argument) => [argument.name, inputOf(argument, lookUp)])
      const reason = field.deprecationReason
      return [
        field.name,
        {
          type: mapped(field.type, lookUp),
          args: Object.fromEntries(args),
          ...(reason == null ? {} : { deprecationReason: reason }),
        },
      ]
    })
  return Object.fromEntries(rows)
}

function inputOf(input: GraphQLArgument | GraphQLInputField, lookUp: LookUp) {
  return {
    type: mapped(input.type, lookUp),
    ...(input.defaultValue === undefined ? {} : { defaultValue: input.defaultValue }),
    ...(input.deprecationReason == null ? {} : { deprecationReason: input.deprecationReason }),
  }
}

// The shape of a type does not change, only the named type at its core, so the cast holds.
function mapped<T extends GraphQLType>(type: T, lookUp: LookUp): T {
  if (isNonNullType(type))
    return new GraphQLNonNull(mapped(type.ofType, lookUp)) as GraphQLType as T
  if (isListType(type)) return new GraphQLList(mapped(type.ofType, lookUp)) as GraphQLType as T
  return lookUp((type as GraphQLNamedType).name) as GraphQLType as T
}
