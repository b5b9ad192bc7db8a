/**
 * The Admin GraphQL client: one operation in, its checked answer out. A refused token is renewed once;
 * nothing else is ever repeated here, for orderCreate has no protection against doubling.
 * Must not: log, or wait for a budget (desks do).
 * Source: Admin API 2026-10, facts read 2026-11-22.
 */
import type {
  Deadlines,
  Door,
  LearntLimit,
  Monotonic,
  OutsideAnswer,
  TokenStore,
} from '../../core/ports.ts'
import { type Called, graphqlFailure, shapeFailure, statusFailure } from './failures.ts'
import type { Operation } from './operation.ts'
import { createTokenSource, type ShopifyCredentials } from './token.ts'
import { type Cost, readEnvelope } from './wire/envelope.ts'

export type ShopifyClientParts = {
  readonly door: Door
  /** `https://<shop>.myshopify.com`, or a simulator's address. */
  readonly shopUrl: string
  readonly credentials: ShopifyCredentials
  readonly monotonic: Monotonic
  /** World time, for the life of the token. */
  readonly nowMs: () => number
  readonly onLimit: (limit: LearntLimit) => void
  readonly apiVersion?: string
  readonly tokens?: TokenStore
}

export type ShopifyClient = {
  /** Throws PlatformError; after a write `unclear` means that it may have happened. */
  run<Variables, Answer>(
    operation: Operation<Variables, Answer>,
    variables: Variables,
    deadlines: Deadlines,
  ): Promise<Answer>
  /** Makes sure of a token before an intent is written, so that its deadlines are not spent on it. */
  ready(): Promise<void>
}

export function createShopifyClient(parts: ShopifyClientParts): ShopifyClient {
  const shopUrl = parts.shopUrl.replace(/\/+$/, '')
  const url = `${shopUrl}/admin/api/${parts.apiVersion ?? '2026-10'}/graphql.json`
  const { door, credentials, monotonic, nowMs } = parts
  const store = parts.tokens === undefined ? {} : { store: parts.tokens }
  const tokens = createTokenSource({ door, shopUrl, credentials, monotonic, nowMs, ...store })

  const send = (
    operation: Called,
    body: string,
    token: string,
    deadlines: Deadlines,
  ): Promise<OutsideAnswer> =>
    door.send({
      platform: 'shopify',
      operation: operation.call,
      writes: operation.writes,
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-shopify-access-token': token,
      },
      body,
      deadlines,
    })

  return {
    async run<Variables, Answer>(
      operation: Operation<Variables, Answer>,
      variables: Variables,
      deadlines: Deadlines,
    ): Promise<Answer> {
      const body = JSON.stringify({ query: operation.document, variables })
      const token = await tokens.current()
      let answer = await send(operation, body, token, deadlines)
      if (answer.status === 401) {
        answer = await send(operation, body, await tokens.renew(token), deadlines)
      }
      return readAnswer(operation, answer, parts.onLimit)
    },
    async ready() {
      await tokens.current()
    },
  }
}

function readAnswer<Variables, Answer>(
  operation: Operation<Variables, Answer>,
  answer: OutsideAnswer,
  onLimit: (limit: LearntLimit) => void,
): Answer {
  const refused = statusFailure(operation, answer)
  if (refused) throw refused
  const envelope = readEnvelope(answer.text)
  if (envelope === undefined) throw shapeFailure(operation, answer, 'NOT_GRAPHQL')
  if (envelope.cost) onLimit(learnt(operation.call, envelope.cost))
  const failed = graphqlFailure(operation, answer, envelope)
  if (failed) throw failed
  const parsed = operation.answer.safeParse(envelope.data)
  if (!parsed.success) throw shapeFailure(operation, answer, 'ANSWER_SHAPE')
  return parsed.data
}

function learnt(operation: string, cost: Cost): LearntLimit {
  return {
    platform: 'shopify',
    operation,
    ratePerS: cost.throttleStatus.restoreRate,
    capacity: cost.throttleStatus.maximumAvailable,
    available: cost.throttleStatus.currentlyAvailable,
    costRequested: cost.requestedQueryCost,
    costActual: cost.actualQueryCost ?? null,
  }
}
