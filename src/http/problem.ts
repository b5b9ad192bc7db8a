/**
 * Errors as application/problem+json (RFC 9457). `type` leads to the page that explains the code,
 * `instance` is the request's id. An unexpected error never shows its text: it may hold anything.
 */
import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { OperationError } from '../operations/operation-error.ts'
import { TooManyTries } from '../operations/people/sign-in.ts'
import { problemPage } from '../operations/problem-page.ts'
import type { HttpEnv } from './http-env.ts'
import { problems } from './problems.ts'

/** A refusal of the API itself. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly code: string
  readonly fix: string
  readonly issues: readonly { readonly path: string; readonly code: string }[]
  constructor(
    code: string,
    cause: string,
    fix: string,
    issues: readonly { readonly path: string; readonly code: string }[] = [],
  ) {
    super(cause)
    this.code = code
    this.fix = fix
    this.issues = issues
  }
}

export function problemAnswer(context: Context<HttpEnv>, error: OperationError | HttpProblem) {
  const kind = problems[error.code] ?? { status: 422 as const, title: 'This cannot be done' }
  const requestId = context.get('requestId')
  const issues = error instanceof HttpProblem && error.issues.length > 0 ? error.issues : undefined
  const body = {
    type: `/${problemPage(error.code)}`,
    title: kind.title,
    status: kind.status,
    detail: error.message,
    instance: `urn:uuid:${requestId}`,
    code: error.code,
    fix: error.fix,
    ...(issues === undefined ? {} : { issues }),
  }
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (kind.status === 401) headers['www-authenticate'] = 'Bearer'
  if (kind.status === 503) headers['retry-after'] = '5'
  if (error instanceof TooManyTries) headers['retry-after'] = `${Math.ceil(error.waitMs / 1_000)}`
  // The rest of the body is not read, so the connection cannot serve another request.
  if (kind.status === 413) headers.connection = 'close'
  return context.body(JSON.stringify(body), kind.status, headers)
}

/** Turns whatever a route threw into a problem. */
export const answerError: ErrorHandler<HttpEnv> = (error, context) => {
  if (error instanceof OperationError || error instanceof HttpProblem) {
    return problemAnswer(context, error)
  }
  if (error instanceof HTTPException && error.status < 500) {
    const fix = 'Send JSON with the content type application/json. See /api/openapi.json.'
    const cause = 'The request is not as described: its body cannot be read.'
    return problemAnswer(context, new HttpProblem('REQUEST_UNSOUND', cause, fix))
  }
  const requestId = context.get('requestId')
  const code = codeOf(error)
  if (isAway(code)) {
    context.get('log').warn('a request met an outage of the database', { requestId, code })
    return problemAnswer(context, databaseAway())
  }
  context.get('log').error('a request failed', { requestId, code })
  const fix = 'Try again. If it stays, report the request id together with the log.'
  return problemAnswer(context, new HttpProblem('INTERNAL', 'The request failed.', fix))
}

function databaseAway(): HttpProblem {
  const cause = 'The database does not answer just now; nothing was changed.'
  return new HttpProblem('DATABASE_AWAY', cause, 'Try again in a moment.')
}

/** SQLSTATE classes 08, 53 and 57, and what sockets say. */
function isAway(code: string): boolean {
  return /^(08|53|57)|^E(CONN|TIMEDOUT|PIPE|NOTFOUND|HOSTUNREACH)/.test(code)
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
