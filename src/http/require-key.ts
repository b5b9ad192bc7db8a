/** Lets a request through when it brings a key that works; what the key may is the operation's word. */
import type { MiddlewareHandler } from 'hono'
import { type Role, requireRole } from '../operations/actor.ts'
import { authenticate } from '../operations/keys/authenticate.ts'
import type { OperationDeps } from '../operations/operation-deps.ts'
import type { HttpEnv } from './http-env.ts'
import { HttpProblem } from './problem.ts'

/** `role`: asked before the body is read, so that a viewer learns nothing of what a body should be. */
export function requireKey(deps: OperationDeps, role: Role): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    const [, token] = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? []
    const known = token === undefined ? null : await authenticate(deps, token)
    if (known === null) {
      throw new HttpProblem(
        'UNAUTHENTICATED',
        'The request brings no key that works.',
        'Make one with "crossdock keys create" and send it as: Authorization: Bearer <key>.',
      )
    }
    requireRole(known.actor, role)
    context.set('accountId', known.accountId)
    context.set('actor', known.actor)
    await next()
  }
}
