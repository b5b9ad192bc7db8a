/** Parsed, validated and planned documents by their text. Bounded: the oldest leaves when the shelf is full. */
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'
import { type CostPlan, planCost } from './query-cost.ts'

export type KnownDocument =
  | {
      readonly kind: 'valid'
      readonly document: DocumentNode
      readonly operations: ReadonlyMap<string, KnownOperation>
    }
  | { readonly kind: 'unparsable'; readonly error: GraphQLError }
  | {
      readonly kind: 'invalid'
      readonly document: DocumentNode
      readonly errors: readonly GraphQLError[]
    }

export type KnownOperation = {
  readonly node: OperationDefinitionNode
  readonly plan: CostPlan
  /** The first root field: what faults and the journal call this operation. */
  readonly rootField: string
}

export type DocumentShelf = { read(text: string): KnownDocument }

const shelfSize = 500

export function createDocumentShelf(schema: GraphQLSchema): DocumentShelf {
  const known = new Map<string, KnownDocument>()
  return {
    read(text) {
      const found = known.get(text)
      if (found) return found
      const made = inspect(schema, text)
      if (known.size >= shelfSize) {
        const [oldest] = known.keys()
        if (oldest !== undefined) known.delete(oldest)
      }
      known.set(text, made)
      return made
    },
  }
}

function inspect(schema: GraphQLSchema, text: string): KnownDocument {
  let document: DocumentNode
  try {
    document = parse(text, { maxTokens: 20_000 })
  } catch (error) {
    return { kind: 'unparsable', error: error as GraphQLError }
  }
  const errors = validate(schema, document)
  if (errors.length > 0) return { kind: 'invalid', document, errors }
  const operations = new Map<string, KnownOperation>()
  for (const node of document.definitions) {
    if (node.kind !== 'OperationDefinition') continue
    const [first] = node.selectionSet.selections
    const rootField = first?.kind === 'Field' ? first.name.value : node.operation
    operations.set(node.name?.value ?? '', {
      node,
      plan: planCost(schema, document, node),
      rootField,
    })
  }
  return { kind: 'valid', document, operations }
}
