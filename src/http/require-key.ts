/**
 * Lets a request through when it brings a key that works, or the session of somebody who signed in; what
 * they may is the operation's word.
 */
import type { Context, MiddlewareHandler } from 'hono'
import { type AccountId, id } from '../core/ids.ts'
import { type Role, requireRole } from '../operations/actor.ts'
import { authenticate } from '../operations/keys/authenticate.ts'
import type { OperationDeps } from '../operations/operation-deps.ts'
import { type PersonActor, readSession } from '../operations/people/own-account.ts'
import { readAccounts } from '../store/read/accounts.ts'
import type { HttpEnv } from './http-env.ts'
import { HttpProblem } from './problem.ts'
import { requireOwnPages } from './require-console.ts'
import { readCookie } from './session-cookies.ts'

/** `role`: asked before the body is read, so that a viewer learns nothing of what a body should be. */
export function requireKey(deps: OperationDeps, role: Role): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    if (context.get('actor') === undefined) await identify(deps, context)
    requireRole(context.get('actor'), role)
    await next()
  }
}

/** For what only somebody who signed in has; a key is refused before the body is read. */
export function requirePerson(deps: OperationDeps): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    if (context.get('actor') === undefined) await identify(deps, context)
    personOf(context)
    await next()
  }
}

/** Throws FORBIDDEN for a key: it has no sessions, no password and no preferences. */
export function personOf(context: Context<HttpEnv>): PersonActor {
  const actor = context.get('actor')
  if (actor.kind === 'person') return actor
  const fix = 'Sign in to the console.'
  throw new HttpProblem('FORBIDDEN', 'Only a person who signed in has this.', fix)
}

async function identify(deps: OperationDeps, context: Context<HttpEnv>): Promise<void> {
  const [, token] = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? []
  if (token !== undefined) return identifyKey(deps, context, token)
  const cookie = readCookie(context, 'crossdock_session')
  const session = cookie === undefined ? null : await readSession(deps, cookie)
  if (session === null) throw unauthenticated()
  requireOwnPages(context)
  const { sessionId, createdAtMs, expiresAtMs, person } = session
  const { personId, name, email, role, preferences } = person
  context.set('session', { sessionId, createdAtMs, expiresAtMs, preferences })
  context.set('actor', { kind: 'person', personId, name, email, role })
  context.set('accountId', await chosenAccount(deps, context))
}

async function identifyKey(
  deps: OperationDeps,
  context: Context<HttpEnv>,
  token: string,
): Promise<void> {
  const known = await authenticate(deps, token)
  if (known === null) throw unauthenticated()
  context.set('accountId', known.accountId)
  context.set('actor', known.actor)
}

/** Before the first connection there is one account, and this is its name. */
const firstAccountId: AccountId = id('AccountId', 'main')

/** What the page names, else the first that is connected. People may see every account of the installation. */
async function chosenAccount(deps: OperationDeps, context: Context<HttpEnv>): Promise<AccountId> {
  const named = context.req.header('x-crossdock-account') ?? context.req.query('account')
  const accounts = await readAccounts(deps.db)
  if (named === undefined || named === '') {
    const first = accounts.find(({ state }) => state === 'connected') ?? accounts[0]
    return first?.accountId ?? firstAccountId
  }
  const found = accounts.find(({ accountId }) => accountId === named)
  if (found !== undefined) return found.accountId
  const fix = 'Leave it out, or take one that GET /api/session names.'
  throw new HttpProblem('ACCOUNT_NOT_FOUND', 'There is no such account.', fix)
}

function unauthenticated(): HttpProblem {
  return new HttpProblem(
    'UNAUTHENTICATED',
    'The request brings no key that works, and no session that is open.',
    'Sign in; or make a key with "crossdock keys create" and send it as: Authorization: Bearer <key>.',
  )
}
