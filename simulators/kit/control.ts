/**
 * The control door of a simulator, `/_control/*` on its own port: clock, faults, journal, reset and the simulator's own
 * verbs, described by an OpenAPI document. For people, tests and the demo; no platform has such a door.
 */
import { z } from 'zod'
import { controlDocument } from './control-document.ts'
import type { ControlParts, ControlVerb } from './control-verb.ts'
import { kitVerbs } from './control-verbs.ts'
import { jsonAnswer, type WireAnswer, type WireRequest } from './wire.ts'

export { type ControlVerb, verb } from './control-verb.ts'

export type ControlDoor = {
  readonly verbs: readonly ControlVerb[]
  /** Answers a request under `/_control`, and nothing else. */
  handle(request: WireRequest): Promise<WireAnswer | undefined>
}

const prefix = '/_control/'

export function createControlDoor(parts: ControlParts): ControlDoor {
  const verbs = [...kitVerbs(parts), ...parts.verbs]
  const byRoute = new Map(verbs.map((one) => [`${one.method} ${one.path}`, one]))
  return {
    verbs,
    async handle(request) {
      if (!request.path.startsWith(prefix)) return undefined
      const path = request.path.slice(prefix.length)
      if (path === 'openapi.json') return jsonAnswer(200, controlDocument(parts.name, verbs))
      const chosen = byRoute.get(`${request.method} ${path}`)
      if (chosen === undefined) {
        const known = verbs.map((one) => `${one.method} ${prefix}${one.path}`)
        return jsonAnswer(404, { error: `no control verb ${request.method} ${path}`, known })
      }
      return runVerb(chosen, request)
    },
  }
}

async function runVerb(chosen: ControlVerb, request: WireRequest): Promise<WireAnswer> {
  const input = chosen.method === 'POST' ? parseBody(request.body) : { value: fromQuery(request) }
  if (input === undefined) return jsonAnswer(400, { error: 'the body is not JSON' })
  const checked = chosen.input.safeParse(input.value)
  if (!checked.success) return jsonAnswer(400, { error: z.prettifyError(checked.error) })
  try {
    const result = await (chosen.run as (input: unknown) => unknown)(checked.data)
    return jsonAnswer(200, result ?? { done: true })
  } catch (error) {
    return jsonAnswer(409, { error: error instanceof Error ? error.message : String(error) })
  }
}

function parseBody(body: string): { value: unknown } | undefined {
  if (body.trim() === '') return { value: {} }
  try {
    return { value: JSON.parse(body) }
  } catch {
    return undefined
  }
}

function fromQuery(request: WireRequest): Record<string, string> {
  return Object.fromEntries(request.query.entries())
}
