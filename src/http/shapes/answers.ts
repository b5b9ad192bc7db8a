/** Shapes that every route shares: problems, times, money, and how an answer is described. */
import { z } from '@hono/zod-openapi'

export const time = z.iso.datetime().openapi({ description: 'ISO 8601, UTC' })

export const moneyShape = z
  .object({ amount: z.string().openapi({ example: '12.50' }), currency: z.string().length(3) })
  .openapi('Money')

export const problemShape = z
  .object({
    type: z.string().openapi({ description: 'A relative link to the page of this problem' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().openapi({ description: 'The id of the request' }),
    code: z.string(),
    fix: z.string(),
    issues: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
  })
  .openapi('Problem')

/** One JSON answer. */
export function json<S extends z.ZodType>(schema: S, description: string) {
  return { content: { 'application/json': { schema } }, description }
}

/** One JSON body. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { content: { 'application/json': { schema } }, required: true } as const
}

const problem = (description: string) => ({
  content: { 'application/problem+json': { schema: problemShape } },
  description,
})

/** What any route behind a key may answer besides what it is for. */
export const refusals = {
  400: problem('The request is not as described here'),
  401: problem('No key or session, or one that does not work'),
  403: problem('The role is too small, or the request is not from our own pages'),
  404: problem('There is no such thing'),
  409: problem('Not in its present state'),
  413: problem('The body is too large'),
  422: problem('Understood, and refused'),
  429: problem('Too many tries'),
  503: problem('The database does not answer just now'),
} as const

export const bearer = [{ key: [] }, { session: [] }]
/** Of people alone. */
export const signedIn = [{ session: [] }]

export function isoOf(ms: number): string
export function isoOf(ms: number | null): string | null
export function isoOf(ms: number | null): string | null {
  return ms === null || !Number.isFinite(ms) ? null : new Date(ms).toISOString()
}
