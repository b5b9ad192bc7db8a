/** bulkOperationRunQuery, bulkOperationCancel and the reads of bulk operations. */
import { type GraphQLError, parse } from 'graphql'
import type { Resolver } from '../graphql/admin-schema.ts'
import { type PageArguments, pageOfList } from '../graphql/connections.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { NotSimulated, topLevelError } from '../graphql/errors.ts'
import { dateTime } from '../graphql/scalars.ts'
import { parseSearch, passes, type SearchTerm } from '../search-query.ts'
import { type BulkOperation, isExpired, isUnderWay } from './bulk-operation.ts'
import { type BulkPlan, inspectBulkQuery } from './bulk-query-rules.ts'
import { cancelBulk, startBulk } from './run-bulk.ts'

type UserError = {
  readonly code?: string
  readonly field: readonly string[] | null
  readonly message: string
}
type Payload = { bulkOperation: BulkOperation | null; userErrors: readonly UserError[] }

/** Roots whose lists the simulator can cut into parts. */
const roots = ['products', 'productVariants', 'inventoryItems', 'locations', 'location', 'shop']

export function runBulkQuery(
  args: { query: string; groupObjects?: boolean | null },
  context: GraphqlContext,
): Payload {
  const { world, bulk } = context
  const checked = check(args.query, context)
  if (typeof checked === 'string') return refused('INVALID', ['query'], checked)
  const underWay = world.bulk.all().filter(isUnderWay)
  const { bulkConcurrent } = world.settings
  if (underWay.length >= bulkConcurrent || context.refuse) {
    const [busy] = underWay
    if (bulkConcurrent > 1 || busy === undefined) {
      const message = 'Bulk operations limit reached. Please try again later.'
      return refused('LIMIT_REACHED', null, message)
    }
    const message = `A bulk query operation for this app and shop is already in progress: ${busy.id}.`
    return refused('OPERATION_IN_PROGRESS', null, message)
  }
  const numericId = world.identifiers.next('BulkOperation')
  const operation: BulkOperation = {
    id: `gid://shopify/BulkOperation/${numericId}`,
    numericId,
    by: world.installation.app,
    query: args.query,
    groupObjects: args.groupObjects === true,
    createdAtMs: world.clock.nowMs(),
    secret: world.identifiers.hex(32),
    status: 'CREATED',
    errorCode: null,
    completedAtMs: null,
    objectCount: 0,
    rootObjectCount: 0,
    fileSize: 0,
    parts: [],
  }
  if (context.drop) return { bulkOperation: operation, userErrors: [] }
  world.bulk.add(operation)
  context.effects.push(`started ${operation.id}`)
  startBulk(world, { operation, ...checked, runPart: bulk.runPart, faults: bulk.faults })
  // The answer shows it as it was made, whatever the clock does meanwhile.
  return { bulkOperation: { ...operation }, userErrors: [] }
}

function check(
  text: string,
  { bulk }: GraphqlContext,
): string | { document: ReturnType<typeof parse>; plan: BulkPlan } {
  let document: ReturnType<typeof parse>
  try {
    document = parse(text)
  } catch (error) {
    return `Invalid bulk query: ${(error as GraphQLError).message}`
  }
  const [wrong] = bulk.validate(document)
  if (wrong !== undefined) return `Invalid bulk query: ${wrong}`
  const inspected = inspectBulkQuery(bulk.schema(), document)
  if (inspected.kind === 'bad') return inspected.message
  const { plan } = inspected
  if (!roots.includes(plan.rootField)) throw new NotSimulated(`a bulk query of ${plan.rootField}`)
  return { document, plan }
}

export function cancelBulkOperation(args: { id: string }, context: GraphqlContext): Payload {
  const operation = context.world.bulk.find(args.id)
  if (operation === undefined) {
    return refused(undefined, ['id'], 'Bulk operation does not exist')
  }
  if (!isUnderWay(operation) || context.refuse) {
    const status = operation.status.toLowerCase()
    const message = `A bulk operation cannot be canceled when it is ${status}`
    return { ...refused(undefined, null, message), bulkOperation: operation }
  }
  if (!context.drop) cancelBulk(context.world, operation)
  return { bulkOperation: operation, userErrors: [] }
}

function refused(
  code: string | undefined,
  field: readonly string[] | null,
  message: string,
): Payload {
  const error = code === undefined ? { field, message } : { code, field, message }
  return { bulkOperation: null, userErrors: [error] }
}

export function bulkById(args: { id: string }, { world }: GraphqlContext): BulkOperation | null {
  return world.bulk.find(args.id) ?? null
}

/** The newest, whatever its status; mutations are not simulated. */
export function currentBulk(
  args: { type?: string | null },
  { world }: GraphqlContext,
): BulkOperation | null {
  return args.type === 'MUTATION' ? null : (world.bulk.all()[0] ?? null)
}

export function bulkOperations(
  args: PageArguments & { query?: string | null; sortKey?: string | null },
  context: GraphqlContext,
): object {
  const node = parseSearch(args.query ?? '')
  const judge =
    (row: BulkOperation) =>
    ({ field, value }: SearchTerm): boolean | undefined => {
      if (field === 'status') return row.status === value.toUpperCase()
      if (field === 'operation_type' || field === 'type') return value.toUpperCase() === 'QUERY'
      if (field === 'id') return row.id === value || String(row.numericId) === value
      return undefined
    }
  if (args.sortKey != null && args.sortKey !== 'CREATED_AT') {
    throw topLevelError(`sort key ${args.sortKey} is not simulated`, 'BAD_REQUEST')
  }
  const rows = context.world.bulk.all().filter((row) => passes(node, judge(row)))
  return pageOfList(rows, args, context, (row) => row.id)
}

type Of = Resolver<BulkOperation>

export const bulkOperationFields = {
  type: (() => 'QUERY') as Of,
  status: ((one, _args, { world }) =>
    isExpired(one, world.clock.nowMs()) && one.status === 'COMPLETED'
      ? 'EXPIRED'
      : one.status) as Of,
  createdAt: ((one) => dateTime(one.createdAtMs)) as Of,
  completedAt: ((one) => (one.completedAtMs === null ? null : dateTime(one.completedAtMs))) as Of,
  objectCount: ((one) => String(one.objectCount)) as Of,
  rootObjectCount: ((one) => String(one.rootObjectCount)) as Of,
  fileSize: ((one) => (one.status === 'COMPLETED' ? String(one.fileSize) : null)) as Of,
  url: ((one, _args, context) => resultUrl(one, 'COMPLETED', context)) as Of,
  partialDataUrl: ((one, _args, context) => resultUrl(one, 'FAILED', context)) as Of,
}

/** Null when there is nothing in it. */
function resultUrl(
  operation: BulkOperation,
  status: 'COMPLETED' | 'FAILED',
  { bulk, world }: GraphqlContext,
): string | null {
  const { numericId, secret, parts } = operation
  if (operation.status !== status || parts.length === 0) return null
  if (isExpired(operation, world.clock.nowMs())) return null
  return `${bulk.origin}/bulk-results/${numericId}/${secret}.jsonl`
}
