/**
 * What a bulk query may look like: one root field, one to five connections, at most two deep, each by `edges { node }`, and
 * the id of every node that has a connection in it. Limits: schema 2026-10; the sentence about `edges` is recorded, the
 * other words are the simulator's own.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** Where the connections are: below a node, by the names in the answer that lead there. */
export type ConnectionPlan = {
  readonly path: readonly string[]
  readonly field: string
  readonly inner: readonly ConnectionPlan[]
}

export type BulkPlan = {
  readonly rootField: string
  readonly connections: readonly ConnectionPlan[]
}

export type Inspected =
  | { readonly kind: 'good'; readonly plan: BulkPlan }
  | { readonly kind: 'bad'; readonly message: string }

const mostConnections = 5
const deepest = 2

export function inspectBulkQuery(schema: GraphQLSchema, document: DocumentNode): Inspected {
  const operations = document.definitions.filter((one) => one.kind === 'OperationDefinition')
  const [operation] = operations
  if (operation === undefined || operations.length > 1 || operation.operation !== 'query') {
    return bad('Bulk queries must contain exactly one query operation.')
  }
  const [root, more] = operation.selectionSet.selections
  if (root?.kind !== 'Field' || more !== undefined) {
    return bad('Bulk queries must contain exactly one top level field.')
  }
  const rootField = root.name.value
  if (rootField === 'node' || rootField === 'nodes') {
    return bad(`Bulk queries cannot contain the top level field '${rootField}'.`)
  }
  const walked = walk(schema, document, operation)
  if (walked.wrongForm.length > 0) {
    const names = walked.wrongForm.map((name) => `'${name}'`).join(', ')
    return bad(
      `All connection fields in a bulk query must select their contents using 'edges' > 'node'. e.g: 'products { edges { node {'. Invalid connection fields: ${names}.`,
    )
  }
  if (walked.count === 0) return bad('Bulk queries must contain at least one connection.')
  if (walked.count > mostConnections) {
    return bad(`Bulk queries cannot contain more than ${mostConnections} connections.`)
  }
  if (walked.depth > deepest) {
    return bad(
      `Bulk queries cannot contain connections with a nesting depth greater than ${deepest}.`,
    )
  }
  if (walked.withoutId.length > 0) {
    const names = walked.withoutId.join(', ')
    return bad(
      `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${names}.`,
    )
  }
  return { kind: 'good', plan: { rootField, connections: walked.connections } }
}

function bad(message: string): Inspected {
  return { kind: 'bad', message }
}

type Walked = {
  readonly connections: ConnectionPlan[]
  readonly wrongForm: string[]
  readonly withoutId: string[]
  count: number
  /** Connections within connections; the outermost is 0. */
  depth: number
}

function walk(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Walked {
  const walked: Walked = { connections: [], wrongForm: [], withoutId: [], count: 0, depth: 0 }
  const query = schema.getQueryType()
  if (!query) throw new Error('the schema has no queries')
  const fragments = new Map(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === 'FragmentDefinition')
      .map((one) => [one.name.value, one.selectionSet]),
  )
  const inside = (
    type: GraphQLObjectType,
    set: SelectionSetNode,
    path: readonly string[],
    depth: number,
    found: ConnectionPlan[],
  ): void => {
    for (const field of fieldsOf(set, fragments)) {
      const inner = getNamedType(type.getFields()[field.name.value]?.type)
      if (!isObjectType(inner) || field.selectionSet === undefined) continue
      const name = field.alias?.value ?? field.name.value
      if (!inner.name.endsWith('Connection')) {
        inside(inner, field.selectionSet, [...path, name], depth, found)
        continue
      }
      walked.count += 1
      walked.depth = Math.max(walked.depth, depth)
      const node = nodeOf(field, fragments)
      if (node === undefined) {
        walked.wrongForm.push(field.name.value)
        continue
      }
      const nodeType = getNamedType(inner.getFields().nodes?.type)
      const nested: ConnectionPlan[] = []
      if (isObjectType(nodeType)) inside(nodeType, node, [], depth + 1, nested)
      if (nested.length > 0 && !selectsId(node, fragments)) walked.withoutId.push(field.name.value)
      found.push({ path, field: name, inner: nested })
    }
  }
  inside(query, operation.selectionSet, [], 0, walked.connections)
  return walked
}

type Fragments = ReadonlyMap<string, SelectionSetNode>

/** All fields of a selection, through fragments. */
function fieldsOf(set: SelectionSetNode, fragments: Fragments): FieldNode[] {
  return set.selections.flatMap((one) => {
    if (one.kind === 'Field') return [one]
    const inner = one.kind === 'InlineFragment' ? one.selectionSet : fragments.get(one.name.value)
    return inner === undefined ? [] : fieldsOf(inner, fragments)
  })
}

/** The selection of `edges { node { … } }`; undefined when the connection is selected otherwise. */
function nodeOf(field: FieldNode, fragments: Fragments): SelectionSetNode | undefined {
  if (field.selectionSet === undefined) return undefined
  const inner = fieldsOf(field.selectionSet, fragments).filter(
    ({ name }) => name.value !== '__typename',
  )
  const [edges, ...others] = inner
  if (edges?.name.value !== 'edges' || others.length > 0 || edges.alias !== undefined) {
    return undefined
  }
  const inside = edges.selectionSet === undefined ? [] : fieldsOf(edges.selectionSet, fragments)
  return inside.find((one) => one.name.value === 'node' && one.alias === undefined)?.selectionSet
}

function selectsId(set: SelectionSetNode, fragments: Fragments): boolean {
  return fieldsOf(set, fragments).some((one) => one.name.value === 'id' && one.alias === undefined)
}
