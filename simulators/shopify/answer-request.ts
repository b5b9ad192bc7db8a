/** The HTTP door of the simulated shop: token, GraphQL, control, and the platform's words for the rest. */
import { applyFault } from '../kit/apply-fault.ts'
import type { Fault, FaultKind, FaultPlane } from '../kit/fault-plane.ts'
import type { Journal } from '../kit/journal.ts'
import { jsonAnswer, lostAnswer, type WireAnswer, type WireRequest } from '../kit/wire.ts'
import { servingVersion } from './api-versions.ts'
import { answerTokenRequest } from './app/access-token.ts'
import { answerAuthorise } from './app/authorise.ts'
import { downloadBulk } from './bulk/bulk-download.ts'
import {
  costOf,
  idempotencyKeyOf,
  type PreparedCall,
  prepareCall,
  runCall,
  throttledBody,
} from './graphql/answer-query.ts'
import type { Throttle } from './graphql/throttle.ts'
import {
  closedShop,
  failure,
  notFound,
  notSimulated,
  tooManyRequests,
  unauthorized,
  unavailable,
} from './http-answers.ts'
import type { ShopWorld } from './shop-world.ts'

export type DoorParts = {
  readonly faults: FaultPlane
  readonly journal: Journal
  /** The world changes with a reset. */
  readonly world: () => ShopWorld
  readonly throttle: () => Throttle
}

const everyCall: readonly FaultKind[] = [
  'slow',
  'throttled',
  'unavailable',
  'answer-lost',
  'applied-late',
  'expired-token',
]
/** A fault that could not show in a call is left for one where it can. */
const kindsFor: Readonly<Record<'read' | 'write', readonly FaultKind[]>> = {
  read: [...everyCall, 'half-page', 'stale-read'],
  write: [
    ...everyCall,
    'refused',
    'silently-dropped',
    'webhook-before-answer',
    'refused-but-written',
  ],
}

const json = 'application/json; charset=utf-8'
const graphqlPath = /^\/admin\/api\/([^/]+)\/graphql\.json$/

/** Answers anything that is not the control door. */
export async function answerRequest(parts: DoorParts, request: WireRequest): Promise<WireAnswer> {
  const answer = await route(parts, request)
  if (answer.kind === 'answer') {
    answer.headers['x-request-id'] = parts.world().identifiers.uuid()
    answer.headers['content-type'] ??= json
    if (answer.headers['content-type'] === 'application/json') {
      answer.headers['content-type'] = json
    }
  }
  return answer
}

function route(parts: DoorParts, request: WireRequest): Promise<WireAnswer> {
  if (request.path === '/admin/oauth/access_token' && request.method === 'POST') {
    return tokenRequest(parts, request)
  }
  if (request.path === '/admin/oauth/authorize' && request.method === 'GET') {
    return Promise.resolve(answerAuthorise(parts.world(), request))
  }
  const file = downloadBulk(parts.world(), parts.faults, request)
  if (file !== undefined) {
    record(parts, request, 'shopify.bulkResult', file, undefined, undefined)
    return Promise.resolve(file)
  }
  const version = graphqlPath.exec(request.path)?.[1]
  if (version === undefined || request.method !== 'POST') {
    const isApi = request.path.startsWith('/admin/api/') && !request.path.endsWith('graphql.json')
    return Promise.resolve(isApi ? notSimulated('the REST Admin API') : notFound())
  }
  const serving = servingVersion(version)
  if (serving === undefined) return Promise.resolve(notFound())
  return graphqlRequest(parts, request, serving)
}

function tokenRequest(parts: DoorParts, request: WireRequest): Promise<WireAnswer> {
  const world = parts.world()
  return performed(
    parts,
    request,
    'shopify.token',
    {},
    {
      kinds: everyCall,
      perform: () => answerTokenRequest(world, request),
      throttled: tooManyRequests,
      expiredToken: unauthorized,
    },
  )
}

function graphqlRequest(
  parts: DoorParts,
  request: WireRequest,
  version: string,
): Promise<WireAnswer> {
  const world = parts.world()
  const token = request.headers['x-shopify-access-token'] ?? ''
  const done = (answer: WireAnswer, on = 'shopify.graphql'): Promise<WireAnswer> => {
    record(parts, request, on, answer, undefined, undefined)
    return Promise.resolve(answer)
  }
  if (world.status !== 'open') return done(closedShop(world.status))
  if (!world.installation.accepts(token)) return done(unauthorized())
  const body = parseBody(request.body)
  if (body === undefined)
    return done(failure(400, { query: 'Required parameter missing or invalid' }))
  const prepared = prepareCall(body.query, body.operationName, body.variables)
  const headers = { 'x-shopify-api-version': version }
  if (prepared.kind === 'refused') return done(jsonAnswer(200, prepared.body, headers))
  const { call } = prepared
  const throttle = parts.throttle()
  const effects: string[] = []
  const on = `shopify.${call.operation.rootField}`
  const work = keyedWork(world, call)
  return performed(parts, request, on, subjectOf(call), {
    comesLate: work.begin,
    perform: async (fault) => {
      work.end()
      const early = fault?.fault === 'webhook-before-answer'
      if (early) world.webhooks.holdForNow()
      const door = { faults: parts.faults, origin: originOf(request) }
      const ran = runCall(world, throttle, call, fault, door)
      effects.push(...ran.context.effects)
      if (early) await world.webhooks.sendHeld()
      if (ran.missing !== undefined) return notSimulated(ran.missing)
      return jsonAnswer(200, ran.body, headers)
    },
    throttled: () => {
      throttle.drain()
      return jsonAnswer(200, throttledBody(costOf(call), throttle), headers)
    },
    expiredToken: () => {
      world.installation.expireToken(token)
      return unauthorized()
    },
    effects,
    kinds: kindsFor[call.operation.node.operation === 'mutation' ? 'write' : 'read'],
  })
}

/** As the caller reached us, so that addresses in answers lead back here. */
function originOf({ headers }: WireRequest): string {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  return `${scheme}://${headers.host ?? 'simulator.invalid'}`
}

/** A call that is still at work keeps its idempotency key to itself. */
function keyedWork(world: ShopWorld, call: PreparedCall): { begin(): void; end(): void } {
  const key = idempotencyKeyOf(call)
  const { rootField } = call.operation
  if (key === undefined) return { begin: () => undefined, end: () => undefined }
  let begun = false
  return {
    begin() {
      begun = true
      world.idempotency.begin(rootField, key)
    },
    end() {
      if (begun) world.idempotency.end(rootField, key)
    },
  }
}

type Performance = {
  /** The call is told that it is lost, and will have its effect later. */
  readonly comesLate?: () => void
  readonly kinds: readonly FaultKind[]
  readonly perform: (fault: Fault | undefined) => WireAnswer | Promise<WireAnswer>
  readonly throttled: () => WireAnswer
  readonly expiredToken: () => WireAnswer
  readonly effects?: readonly string[]
}

/** Runs a call under the fault that strikes it, if any, and keeps it in the journal. */
async function performed(
  parts: DoorParts,
  request: WireRequest,
  on: string,
  subject: Readonly<Record<string, string>>,
  call: Performance,
): Promise<WireAnswer> {
  const fault = parts.faults.take(on, subject, call.kinds)
  if (fault === undefined) {
    const answer = await call.perform(undefined)
    record(parts, request, on, answer, undefined, call.effects)
    return answer
  }
  if (fault.fault === 'applied-late') call.comesLate?.()
  const { clock } = parts.world()
  let answered = false
  const answer = await applyFault({
    fault,
    clock,
    perform: async (inner) => {
      const result = await call.perform(inner)
      if (answered) record(parts, request, on, lostAnswer, fault, call.effects)
      return result
    },
    throttled: call.throttled,
    unavailable,
    refused: () => call.perform(fault),
    expiredToken: call.expiredToken,
  })
  answered = true
  record(parts, request, on, answer, fault, call.effects)
  return answer
}

function record(
  parts: DoorParts,
  request: WireRequest,
  on: string,
  answer: WireAnswer,
  fault: Fault | undefined,
  effects: readonly string[] | undefined,
): void {
  parts.journal.record({
    atMs: parts.world().clock.nowMs(),
    on,
    method: request.method,
    path: request.path,
    status: answer.kind === 'lost' ? 'lost' : answer.status,
    ...(fault === undefined ? {} : { fault: fault.fault }),
    ...(effects === undefined || effects.length === 0 ? {} : { effect: effects.join(', ') }),
  })
}

type GraphqlBody = {
  readonly query: string
  readonly operationName: string | undefined
  readonly variables: Readonly<Record<string, unknown>>
}

function parseBody(text: string): GraphqlBody | undefined {
  try {
    const body = JSON.parse(text) as Record<string, unknown> | null
    const { query, operationName, variables } = body ?? {}
    if (typeof query !== 'string' || query.trim() === '') return undefined
    return {
      query,
      operationName: typeof operationName === 'string' ? operationName : undefined,
      variables: typeof variables === 'object' && variables !== null ? { ...variables } : {},
    }
  } catch {
    return undefined
  }
}

/** What a fault can be aimed at: ids and the like among the variables, one level deep. */
function subjectOf(call: PreparedCall): Record<string, string> {
  const subject: Record<string, string> = {}
  const name = call.operation.node.name?.value
  if (name !== undefined) subject.operation = name
  for (const [key, value] of Object.entries(call.variables)) {
    if (typeof value === 'string') subject[key] = value
    if (typeof value !== 'object' || value === null) continue
    for (const [inner, text] of Object.entries(value)) {
      if (typeof text === 'string') subject[inner] = text
    }
  }
  return subject
}
