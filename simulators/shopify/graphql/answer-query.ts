/** Runs one GraphQL call: document, variables, cost, throttle, resolvers, and the platform's shape of the answer. */
import {
  type ExecutionResult,
  execute,
  type GraphQLError,
  getDirectiveValues,
  validate,
} from 'graphql'
import type { Fault } from '../../kit/fault-plane.ts'
import type { ShopWorld } from '../shop-world.ts'
import { unmetGuards } from './access-scopes.ts'
import { createAdminSchema } from './admin-schema.ts'
import { type BulkEngine, createContext, type GraphqlContext } from './context.ts'
import { createDocumentShelf, type KnownOperation } from './documents.ts'
import { NotSimulated } from './errors.ts'
import { actualCost, requestedCost } from './query-cost.ts'
import { resolvers } from './resolvers.ts'
import { staticErrors, syntaxError, type WireError } from './static-error-words.ts'
import type { Throttle } from './throttle.ts'
import { malformedIds, oversizedList, variableErrors } from './variable-errors.ts'

const schema = createAdminSchema(resolvers)
const shelf = createDocumentShelf(schema)
const maxCost = 1000

/** A call whose document is known to be good, ready to run now or later. */
export type PreparedCall = {
  readonly operation: KnownOperation
  readonly text: string
  readonly variables: Readonly<Record<string, unknown>>
}

export type Prepared =
  | { readonly kind: 'ready'; readonly call: PreparedCall }
  | { readonly kind: 'refused'; readonly body: object }

/** Reads the document and checks what can be checked without running it. */
export function prepareCall(
  text: string,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>>,
): Prepared {
  const known = shelf.read(text)
  if (known.kind === 'unparsable') return refused([syntaxError(known.error)])
  if (known.kind === 'invalid') return refused(staticErrors(known.document, known.errors))
  const [only] = known.operations.values()
  const named = operationName === undefined ? undefined : known.operations.get(operationName)
  const operation =
    named ?? (operationName === undefined && known.operations.size === 1 ? only : undefined)
  if (operation === undefined) {
    const message =
      operationName === undefined
        ? 'An operation name is required'
        : `No operation named "${operationName}"`
    return refused([{ message }])
  }
  const wrong = malformedIds(operation.node, variables)
  if (wrong.length > 0) return refused(wrong)
  const size = oversizedList(variables)
  if (size !== undefined) {
    const message = `The input array size of ${size} is greater than the maximum allowed of 250.`
    return refused([
      { message, path: [operation.rootField], extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } },
    ])
  }
  return { kind: 'ready', call: { operation, text, variables } }
}

export type Ran = {
  readonly body: object
  readonly context: GraphqlContext
  readonly missing?: string
}

/** Runs a prepared call. `missing` names something real that is not simulated. */
export function runCall(
  world: ShopWorld,
  throttle: Throttle,
  call: PreparedCall,
  fault: Fault | undefined,
  door: Pick<BulkEngine, 'faults' | 'origin'>,
): Ran {
  const { operation, variables } = call
  const unmet = unmetGuards(world.installation.scopes())
  const bulk = bulkEngine(world, door)
  const context = createContext(world, unmet, fault, bulk, idempotencyKeyOf(call))
  const requested = requestedCost(operation.plan, variables)
  if (requested > maxCost) return { body: tooCostly(requested), context }
  if (!throttle.mayRun(requested)) return { body: throttledBody(requested, throttle), context }
  const known = shelf.read(call.text)
  if (known.kind !== 'valid') throw new Error('a prepared call has lost its document')
  const result = execute({
    schema,
    document: known.document,
    operationName: operation.node.name?.value,
    variableValues: variables as Record<string, unknown>,
    contextValue: context,
  }) as ExecutionResult
  if (result.data === undefined) {
    const errors = variableErrors(schema, operation.node, variables)
    return { body: { errors: errors.length > 0 ? errors : result.errors }, context }
  }
  const missing = result.errors?.map(notSimulated).find((name) => name !== undefined)
  if (missing !== undefined) return { body: {}, context, missing }
  if (fault?.fault === 'refused-but-written') contradict(result.data)
  const actual = Math.min(requested, actualCost(operation.plan, result.data))
  throttle.spend(actual)
  const cost = {
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: throttle.status(),
  }
  const search = searchWarnings(context)
  const extensions = search === undefined ? { cost } : { cost, search }
  const body = result.errors
    ? { errors: result.errors.map(wireError), data: result.data, extensions }
    : { data: result.data, extensions }
  return { body, context }
}

/** Bulk queries run outside the limits of single calls, under the scopes of the moment. */
function bulkEngine(world: ShopWorld, door: Pick<BulkEngine, 'faults' | 'origin'>): BulkEngine {
  const engine: BulkEngine = {
    ...door,
    schema: () => schema,
    validate: (document) =>
      staticErrors(document, validate(schema, document)).map(({ message }) => message),
    runPart: (document, slice) => {
      const unmet = unmetGuards(world.installation.scopes())
      const contextValue = createContext(world, unmet, undefined, engine, undefined, slice)
      return execute({ schema, document, contextValue }) as ExecutionResult
    },
  }
  return engine
}

/** THROTTLED comes as a 200; nothing has run and nothing is spent. */
export function throttledBody(requested: number, throttle: Throttle): object {
  return {
    errors: [
      {
        message: 'Throttled',
        extensions: {
          code: 'THROTTLED',
          documentation: 'https://shopify.dev/api/usage/rate-limits',
        },
      },
    ],
    extensions: {
      cost: {
        requestedQueryCost: requested,
        actualQueryCost: null,
        throttleStatus: throttle.status(),
      },
    },
  }
}

/** The cost that a call would be charged for at most. */
export function costOf(call: PreparedCall): number {
  return requestedCost(call.operation.plan, call.variables)
}

/** The answer names an error though the effect is there: recorded for several mutations. */
function contradict(data: ExecutionResult['data']): void {
  const message = 'Something went wrong. Please try again.'
  for (const payload of Object.values(data ?? {})) {
    if (typeof payload !== 'object' || payload === null) continue
    for (const [name, value] of Object.entries(payload)) {
      if (!/^(orderCancelU|u)serErrors$/.test(name) || !Array.isArray(value)) continue
      value.push({ code: null, field: null, message })
    }
  }
}

/** `@idempotent(key:)` stands on the root field, never on the operation. */
export function idempotencyKeyOf({ operation, variables }: PreparedCall): string | undefined {
  const directive = schema.getDirective('idempotent')
  if (directive == null || operation.node.operation !== 'mutation') return undefined
  const field = operation.node.selectionSet.selections.find((one) => one.kind === 'Field')
  if (field === undefined) return undefined
  const values = getDirectiveValues(directive, field, variables as Record<string, unknown>)
  return typeof values?.key === 'string' && values.key !== '' ? values.key : undefined
}

function tooCostly(requested: number): object {
  const message = `Query cost is ${requested}, which exceeds the single query max cost limit (${maxCost}).`
  const extensions = {
    code: 'MAX_COST_EXCEEDED',
    cost: requested,
    maxCost,
    documentation: 'https://shopify.dev/api/usage/rate-limits',
  }
  return { errors: [{ message, extensions }] }
}

function refused(errors: readonly WireError[]): Prepared {
  return { kind: 'refused', body: { errors } }
}

function notSimulated(error: GraphQLError): string | undefined {
  return error.originalError instanceof NotSimulated ? error.originalError.what : undefined
}

function wireError(error: GraphQLError): WireError {
  if (error.originalError !== undefined && error.extensions.code === undefined) {
    throw error.originalError // a defect of the simulator, never an answer
  }
  return error.toJSON() as WireError
}

function searchWarnings(context: GraphqlContext): object[] | undefined {
  if (context.warnings.length === 0) return undefined
  return context.warnings.map(({ path, query, field }) => ({
    path,
    query,
    warnings: [{ field, message: 'Invalid search field for this query.', code: 'invalid_field' }],
  }))
}
