/** What a request carries from one step to the next. */
import type { HttpBindings } from '@hono/node-server'
import type { AccountId } from '../core/ids.ts'
import type { Log } from '../log.ts'
import type { Actor } from '../operations/actor.ts'

export type HttpSession = {
  readonly sessionId: string
  readonly createdAtMs: number
  readonly expiresAtMs: number
  readonly preferences: Readonly<Record<string, unknown>>
}

export type HttpEnv = {
  Bindings: Partial<HttpBindings>
  Variables: {
    requestId: string
    log: Log
    /** Set behind `requireKey`. */
    accountId: AccountId
    actor: Actor
    /** Set behind `requireKey` when somebody signed in. */
    session: HttpSession | undefined
  }
}
