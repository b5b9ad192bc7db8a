/**
 * Finds what of a schema is used: by operation documents and by a hand-kept list of fields.
 * Inputs, enums and scalars are kept whole, because Shopify answers for a field it does not know
 * and a value we never send can still come back. Output types keep only the recorded fields.
 * Must not: decide what an operation means.
 */
import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** An abstract type with more possible types than this keeps only those used anyway (such as Node). */
const MAX_POSSIBLE_TYPES = 20

/** Names of types kept whole, and the kept fields of each object, interface or union. */
export type UsedFields = { whole: Set<string>; fields: Map<string, Set<string>> }

/** Records everything that the documents and the extra `Type.field` entries need, closed over abstract types. */
export function usedFields(
  schema: GraphQLSchema,
  documents: readonly DocumentNode[],
  extraFields: readonly { type: string; field: string }[],
): UsedFields {
  const used: UsedFields = { whole: new Set(), fields: new Map() }
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    if (root) touch(used, root)
  }
  for (const document of documents) recordDocument(schema, used, document)
  for (const { type, field } of extraFields) {
    const owner = schema.getType(rootName(schema, type))
    if (!isObjectType(owner) && !isInterfaceType(owner)) throw new Error(`no output type ${type}`)
    if (!owner.getFields()[field]) throw new Error(`no field ${type}.${field}`)
    touch(used, owner)
    recordField(used, owner, field)
  }
  while (closeOnce(schema, used)) {
    // Each round may bring new types in; it ends because the schema is finite.
  }
  return used
}

function rootName(schema: GraphQLSchema, name: string): string {
  if (name === 'Query') return schema.getQueryType()?.name ?? name
  return name
}

function recordDocument(schema: GraphQLSchema, used: UsedFields, document: DocumentNode): void {
  const info = new TypeInfo(schema)
  const touchNamed = (name: string): void => {
    const type = schema.getType(name)
    if (type) touch(used, type)
  }
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType()
        if (parent) recordField(used, parent, node.name.value)
      },
      VariableDefinition(node) {
        const type = typeFromAST(schema, node.type)
        if (type) touch(used, getNamedType(type))
      },
      FragmentDefinition: (node) => touchNamed(node.typeCondition.name.value),
      InlineFragment(node) {
        if (node.typeCondition) touchNamed(node.typeCondition.name.value)
      },
    }),
  )
}

function recordField(used: UsedFields, owner: GraphQLNamedType, name: string): boolean {
  if (!isObjectType(owner) && !isInterfaceType(owner)) return false
  const field = owner.getFields()[name]
  if (!field) return false
  const kept = used.fields.get(owner.name) ?? new Set<string>()
  used.fields.set(owner.name, kept)
  if (kept.has(name)) return false
  kept.add(name)
  touch(used, getNamedType(field.type))
  for (const argument of field.args) {
    if (argument.deprecationReason == null) touch(used, getNamedType(argument.type))
  }
  return true
}

function touch(used: UsedFields, type: GraphQLNamedType): boolean {
  if (isCompositeType(type)) {
    if (used.fields.has(type.name)) return false
    used.fields.set(type.name, new Set())
    return true
  }
  if (used.whole.has(type.name)) return false
  used.whole.add(type.name)
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) touch(used, getNamedType(field.type))
  }
  return true
}

function closeOnce(schema: GraphQLSchema, used: UsedFields): boolean {
  let changed = false
  for (const name of [...used.fields.keys()]) {
    const type = schema.getType(name)
    if (isAbstractType(type)) {
      const possible = schema.getPossibleTypes(type)
      const all = possible.length <= MAX_POSSIBLE_TYPES
      for (const member of possible) {
        if (all && touch(used, member)) changed = true
        if (isUnionType(type) || !used.fields.has(member.name)) continue
        for (const field of used.fields.get(name) ?? []) {
          if (recordField(used, member, field)) changed = true
        }
      }
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      const onlyId = used.fields.get(name)?.size === 0 && type.getFields().id !== undefined
      if (onlyId && recordField(used, type, 'id')) changed = true
    }
  }
  return changed
}
