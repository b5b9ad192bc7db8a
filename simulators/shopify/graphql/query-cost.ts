/**
 * What a query costs, requested and actual. The rules were fitted to 1,363 recorded live costs: a page counts by
 * the logarithm of its size, a mutation 10, money nothing. For orders, variants and webhooks no recording
 * exists: those are estimates, as are the bases of mutations outside the recorded ones.
 */
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isUnionType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

export type Variables = Readonly<Record<string, unknown>>

/** A selection with everything that does not depend on variables or data worked out once. */
export type CostPlan = {
  readonly operation: OperationDefinitionNode
  readonly rootType: GraphQLObjectType
  readonly fields: readonly PlannedField[]
}

type PlannedField = {
  readonly responseKey: string
  readonly node: FieldNode
  readonly kind: 'free' | 'object' | 'connection' | 'count' | 'mutation'
  readonly base: number
  readonly children: readonly PlannedField[]
}

const maxDepth = 40
const freeTypes = new Set(['MoneyBag', 'MoneyV2', 'PageInfo'])
const mutationBases: Readonly<Record<string, number>> = {
  refundCreate: 20,
  fulfillmentTrackingInfoUpdate: 50,
  fulfillmentCancel: 38,
}

/** Plans the cost of one operation of a validated document. */
export function planCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CostPlan {
  const isMutation = operation.operation === 'mutation'
  const rootType = isMutation ? schema.getMutationType() : schema.getQueryType()
  if (!rootType) throw new Error(`the schema has no ${operation.operation} root`)
  const planner = createPlanner(schema, document)
  return { operation, rootType, fields: planner(rootType, [operation.selectionSet], 0) }
}

/** The cost before running, from the page sizes asked for. */
export function requestedCost(plan: CostPlan, variables: Variables): number {
  return sum(plan.fields, (field) => requestedOf(field, variables))
}

/** The cost of what really came back. */
export function actualCost(plan: CostPlan, data: unknown): number {
  return actualSum(plan.fields, data)
}

type Planner = (
  type: GraphQLNamedType,
  sets: readonly SelectionSetNode[],
  depth: number,
) => PlannedField[]

function createPlanner(schema: GraphQLSchema, document: DocumentNode): Planner {
  const fragments = new Map<string, SelectionSetNode>()
  for (const definition of document.definitions) {
    if (definition.kind === 'FragmentDefinition') {
      fragments.set(definition.name.value, definition.selectionSet)
    }
  }
  const plan: Planner = (type, sets, depth) => {
    if (depth > maxDepth) return []
    const merged = new Map<
      string,
      { node: FieldNode; owner: GraphQLNamedType; sets: SelectionSetNode[] }
    >()
    const collect = (owner: GraphQLNamedType, set: SelectionSetNode): void => {
      for (const selection of set.selections) {
        if (selection.kind === 'Field') {
          const key = selection.alias?.value ?? selection.name.value
          const known = merged.get(key) ?? { node: selection, owner, sets: [] }
          if (selection.selectionSet) known.sets.push(selection.selectionSet)
          merged.set(key, known)
          continue
        }
        const named =
          selection.kind === 'InlineFragment'
            ? selection.typeCondition?.name.value
            : fragmentTypes.get(selection.name.value)
        const inner =
          selection.kind === 'InlineFragment'
            ? selection.selectionSet
            : fragments.get(selection.name.value)
        const innerType = (named === undefined ? undefined : schema.getType(named)) ?? owner
        if (inner) collect(innerType, inner)
      }
    }
    for (const set of sets) collect(type, set)
    return [...merged].flatMap(([responseKey, { node, owner, sets: inner }]) =>
      planField(schema, owner, responseKey, node, inner, (t, s) => plan(t, s, depth + 1)),
    )
  }
  const fragmentTypes = new Map<string, string>()
  for (const definition of document.definitions) {
    if (definition.kind === 'FragmentDefinition') {
      fragmentTypes.set(definition.name.value, definition.typeCondition.name.value)
    }
  }
  return plan
}

function planField(
  schema: GraphQLSchema,
  owner: GraphQLNamedType,
  responseKey: string,
  node: FieldNode,
  sets: readonly SelectionSetNode[],
  plan: (type: GraphQLNamedType, sets: readonly SelectionSetNode[]) => PlannedField[],
): PlannedField[] {
  const name = node.name.value
  if (isUnionType(owner) || !(isObjectType(owner) || isInterfaceType(owner))) return []
  const field = owner.getFields()[name]
  if (!field) return []
  const type = getNamedType(field.type)
  if (isLeafType(type) || freeTypes.has(type.name)) return []
  const children = plan(type, sets)
  const one = { responseKey, node, children }
  if (owner === schema.getMutationType()) {
    // The payload and its direct objects are in the base; only what hangs below them counts.
    const payload = children
      .filter((child) => child.node.name.value !== 'userErrors')
      .map((child) => (child.kind === 'object' ? { ...child, base: 0 } : child))
    const kept = payload.filter((child) => !child.node.name.value.endsWith('UserErrors'))
    return [{ ...one, kind: 'mutation', base: mutationBases[name] ?? 10, children: kept }]
  }
  if (type.name === 'Count') {
    return [{ ...one, kind: 'count', base: owner === schema.getQueryType() ? 10 : 1, children: [] }]
  }
  if (!type.name.endsWith('Connection')) {
    return [{ ...one, kind: 'object', base: name === 'defaultAddress' ? 0 : 1 }]
  }
  return [{ ...one, kind: 'connection', base: 2, children: children.map(unwrapEdges) }]
}

/** `edges { node { … } }` costs as `nodes { … }` does. */
function unwrapEdges(field: PlannedField): PlannedField {
  if (field.node.name.value !== 'edges') return field
  return { ...field, base: 0 }
}

function requestedOf(field: PlannedField, variables: Variables): number {
  const inside = sum(field.children, (child) => requestedOf(child, variables))
  if (field.kind !== 'connection') return field.base + inside
  return field.base + growth(pageSize(field.node, variables)) * inside
}

function actualOf(field: PlannedField, value: unknown): number {
  if (field.kind === 'mutation') {
    return field.base + actualSum(field.children, value)
  }
  if (value === null || value === undefined) return 0
  if (field.kind !== 'connection') {
    const object = Array.isArray(value) ? value[0] : value
    return field.base + (object === undefined ? 0 : actualSum(field.children, object))
  }
  let rows = 0
  let inside = 0
  for (const child of field.children) {
    const list = (value as Record<string, unknown>)[child.responseKey]
    if (!Array.isArray(list)) continue
    rows = Math.max(rows, list.length)
    let largest = 0
    for (const row of list) {
      largest = Math.max(largest, actualSum(child.children, row))
    }
    inside += list.length === 0 ? 0 : child.base + largest
  }
  return field.base + (rows === 0 ? 0 : growth(rows) * inside)
}

function actualSum(fields: readonly PlannedField[], data: unknown): number {
  if (data === null || data === undefined) return 0
  return sum(fields, (field) =>
    actualOf(field, (data as Record<string, unknown>)[field.responseKey]),
  )
}

/** 1 -> 1, 5 -> 3, 10 -> 4, 50 -> 7, 100 -> 9, 250 -> 11 (recorded); others inferred. */
function growth(rows: number): number {
  return Math.max(1, Math.floor(2 * Math.log(rows)))
}

function pageSize(node: FieldNode, variables: Variables): number {
  for (const argument of node.arguments ?? []) {
    if (argument.name.value !== 'first' && argument.name.value !== 'last') continue
    const { value } = argument
    if (value.kind === 'IntValue') return Math.max(1, Number(value.value))
    if (value.kind === 'Variable') {
      const given = Number(variables[value.name.value] ?? Number.NaN)
      if (Number.isFinite(given)) return Math.max(1, given)
    }
  }
  return 1
}

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  let total = 0
  for (const row of rows) total += of(row)
  return total
}
