/** GET /api/events: changes as they happen (server-sent events). Ends with the session that opened it. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { sessionIsOpen } from '../../operations/people/own-account.ts'
import type { ChangeHub } from '../events/change-hub.ts'
import type { ChangeEvent } from '../events/kept-changes.ts'
import type { HttpEnv } from '../http-env.ts'
import type { HttpParts } from '../parts.ts'
import { HttpProblem } from '../problem.ts'
import { requireKey } from '../require-key.ts'
import { readCookie } from '../session-cookies.ts'
import { bearer, refusals } from '../shapes/answers.ts'

const heartbeatMs = 15_000
const retryMs = 3_000
/** A tab needs one; a browser has few. */
const streamsMax = 6
/** A page that takes nothing any more is let go; it comes back and reads all anew. */
const waitingMax = 1_000

const eventsRoute = (parts: HttpParts) =>
  createRoute({
    method: 'get',
    path: '/api/events',
    summary: 'Changes as they happen: which orders, figures, settings',
    security: bearer,
    middleware: requireKey(parts.deps, 'viewer'),
    request: { query: z.strictObject({ account: z.string().optional() }) },
    responses: {
      200: {
        description: 'Server-sent events: hello, orders, orders-many, overview, work, people, bye',
        content: { 'text/event-stream': { schema: z.string() } },
      },
      ...refusals,
    },
  })

export function addEventRoutes(app: OpenAPIHono<HttpEnv>, parts: HttpParts, hub: ChangeHub): void {
  const open = new Map<string, number>()
  app.openapi(eventsRoute(parts), async (context) => {
    const who = whoOf(context)
    const streams = open.get(who) ?? 0
    if (streams >= streamsMax) {
      const cause = `There are ${streamsMax} streams of this session already.`
      throw new HttpProblem('TOO_MANY_STREAMS', cause, 'Close some tabs.')
    }
    open.set(who, streams + 1)
    context.header('x-accel-buffering', 'no')
    const answer = followChanges(context, parts, hub, () => {
      const left = (open.get(who) ?? 1) - 1
      if (left > 0) open.set(who, left)
      else open.delete(who)
    })
    return answer
  })
}

function whoOf(context: Context<HttpEnv>): string {
  const actor = context.get('actor')
  return context.get('session')?.sessionId ?? (actor.kind === 'api-key' ? actor.keyId : actor.kind)
}

function followChanges(
  context: Context<HttpEnv>,
  parts: HttpParts,
  hub: ChangeHub,
  over: () => void,
): Response {
  const token = readCookie(context, 'crossdock_session')
  const isPerson = context.get('session') !== undefined
  const accountId = context.get('accountId')
  const lastEventId = context.req.header('last-event-id') ?? null
  return streamSSE(context, async (out) => {
    const waiting: ChangeEvent[] = []
    let wake = () => {}
    let ended = false
    const end = () => {
      ended = true
      wake()
    }
    const send = (event: ChangeEvent) => {
      waiting.push(event)
      if (waiting.length > waitingMax) ended = true
      wake()
    }
    const recheck = async () => {
      if (!isPerson || (token !== undefined && (await sessionIsOpen(parts.deps, token)))) return
      send({ id: '', event: 'bye', data: { code: 'UNAUTHENTICATED' } })
      end()
    }
    out.onAbort(end)
    const leave = await hub.join({
      accountId,
      lastEventId,
      send,
      recheck: () => void recheck(),
      end,
    })
    const beat = setInterval(() => {
      void recheck().catch(() => undefined)
      void out.write(': still here\n\n').catch(end)
    }, heartbeatMs).unref()
    try {
      await out.write(`retry: ${retryMs}\n\n`)
      while (!ended || waiting.length > 0) {
        const next = waiting.shift()
        if (next !== undefined) {
          await out.writeSSE({ id: next.id, event: next.event, data: JSON.stringify(next.data) })
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
        if (out.aborted) break
      }
    } finally {
      clearInterval(beat)
      leave()
      over()
    }
  })
}
