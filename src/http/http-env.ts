/** What a request carries from one step to the next. */
import type { HttpBindings } from '@hono/node-server'
import type { AccountId } from '../core/ids.ts'
import type { Log } from '../log.ts'
import type { Actor } from '../operations/actor.ts'

export type HttpEnv = {
  Bindings: Partial<HttpBindings>
  Variables: {
    requestId: string
    log: Log
    /** Set behind `requireKey`. */
    accountId: AccountId
    actor: Actor
  }
}
