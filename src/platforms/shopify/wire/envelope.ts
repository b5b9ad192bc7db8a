/**
 * The shell of every GraphQL answer: data, top-level errors, cost (Admin API 2026-10).
 * Must not: keep the message of a top-level error; it may repeat what we sent.
 */
import { z } from 'zod'

const costShape = z.object({
  requestedQueryCost: z.number(),
  actualQueryCost: z.number().nullish(),
  throttleStatus: z.object({
    maximumAvailable: z.number(),
    currentlyAvailable: z.number(),
    restoreRate: z.number(),
  }),
})

const errorShape = z.object({
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  extensions: z.object({ code: z.string().nullish() }).nullish(),
})

const envelopeShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  /** Some refusals before GraphQL carry one sentence here instead of a list. */
  errors: z.union([z.array(errorShape), z.string()]).nullish(),
  extensions: z.object({ cost: costShape.nullish().catch(null) }).nullish(),
})

export type Cost = z.infer<typeof costShape>
export type TopLevelError = { readonly code: string; readonly path: readonly (string | number)[] }
export type Envelope = {
  readonly data: Readonly<Record<string, unknown>> | null
  /** Whether the key was there at all: without it GraphQL ran nothing. */
  readonly hasData: boolean
  readonly errors: readonly TopLevelError[]
  readonly cost: Cost | null
}

/** Reads the body of an answer; undefined when it is not a GraphQL answer. */
export function readEnvelope(text: string): Envelope | undefined {
  const parsed = envelopeShape.safeParse(parseJson(text))
  if (!parsed.success) return undefined
  const { data, errors, extensions } = parsed.data
  if (data === undefined && (errors === undefined || errors === null)) return undefined
  return {
    data: data ?? null,
    hasData: data !== undefined,
    errors:
      typeof errors === 'string' ? [{ code: 'UNNAMED', path: [] }] : (errors ?? []).map(named),
    cost: extensions?.cost ?? null,
  }
}

/** JSON or undefined; a broken text is the answer's fault, not an exception. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function named(error: z.infer<typeof errorShape>): TopLevelError {
  const code = error.extensions?.code
  const known = typeof code === 'string' && /^[A-Za-z_]{1,64}$/.test(code)
  return { code: known ? code : 'UNNAMED', path: error.path ?? [] }
}
