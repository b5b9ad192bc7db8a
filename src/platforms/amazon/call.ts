/**
 * One call to the Selling Partner API: token, door, what the answer said about the quota, and the
 * meaning of a refusal. A call that Amazon refused for its token is sent once more with a new one.
 * It must not retry for any other reason.
 */
import type { Deadlines, Door, LearntLimit, OutsideAnswer } from '../../core/ports.ts'
import { refusalOf, tokenBlame } from './answer-error.ts'
import type { Grant, Tokens } from './token.ts'

export type CallFacts = {
  readonly operation: string
  readonly writes: boolean
  readonly grant: Grant
  readonly deadlines: Deadlines
  /** Statuses that the operation itself reads as Amazon's no. */
  readonly refusals?: readonly number[]
}

export type CallRequest = {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** Answers 2xx and the refusals that were named; throws PlatformError otherwise. */
export type AmazonCall = (facts: CallFacts, request: CallRequest) => Promise<OutsideAnswer>

export type CallParts = {
  readonly door: Door
  readonly tokens: Tokens
  readonly userAgent: string
  readonly onLimit: (limit: LearntLimit) => void
}

/** A token younger than this is not suspected for a 403 that does not name it: a role is missing. */
const unsuspectedMs = 60_000

export function createAmazonCall(parts: CallParts): AmazonCall {
  const send = async (facts: CallFacts, request: CallRequest, token: string) => {
    const answer = await parts.door.send({
      platform: 'amazon',
      operation: facts.operation,
      writes: facts.writes,
      ...request,
      headers: {
        ...request.headers,
        'user-agent': parts.userAgent,
        'x-amz-access-token': token,
      },
      deadlines: facts.deadlines,
    })
    reportLimit(facts.operation, answer, parts.onLimit)
    return answer
  }
  return async (facts, request) => {
    const token = await parts.tokens.get(facts.grant)
    const first = await send(facts, request, token)
    if (isSuccess(first)) return first
    if (!tokenIsSuspect(facts, first, parts.tokens)) return orThrow(facts, first)
    return orThrow(facts, await send(facts, request, await parts.tokens.renew(facts.grant, token)))
  }
}

function orThrow(facts: CallFacts, answer: OutsideAnswer): OutsideAnswer {
  if (isSuccess(answer) || facts.refusals?.includes(answer.status) === true) return answer
  throw refusalOf(facts, answer)
}

function isSuccess(answer: OutsideAnswer): boolean {
  return answer.status >= 200 && answer.status <= 299
}

function tokenIsSuspect(facts: CallFacts, answer: OutsideAnswer, tokens: Tokens): boolean {
  const blame = tokenBlame(facts.operation, answer)
  if (blame === 'named') return true
  return blame === 'possible' && (tokens.ageMs(facts.grant) ?? unsuspectedMs) >= unsuspectedMs
}

/** `x-amzn-RateLimit-Limit` is the rate of this account and application; it never tells the burst. */
function reportLimit(
  operation: string,
  answer: OutsideAnswer,
  onLimit: (limit: LearntLimit) => void,
): void {
  const ratePerS = Number(answer.headers['x-amzn-ratelimit-limit'] ?? '')
  if (!Number.isFinite(ratePerS) || ratePerS <= 0) return
  onLimit({
    platform: 'amazon',
    operation,
    ratePerS,
    capacity: null,
    available: null,
    costRequested: null,
    costActual: null,
  })
}
