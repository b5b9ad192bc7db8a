/** A request that is not as described: names paths and rules; never a value, which may be personal. */
import type { Context } from 'hono'
import type { z } from 'zod'
import type { HttpEnv } from './http-env.ts'
import { HttpProblem } from './problem.ts'

export function unsoundRequest(error: z.core.$ZodError, target: string): HttpProblem {
  const issues = error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    code: issue.code ?? 'invalid',
  }))
  const where = [...new Set(issues.map(({ path }) => (path === '' ? target : path)))]
  return new HttpProblem(
    'REQUEST_UNSOUND',
    `The request is not as described: ${where.join(', ')}.`,
    'See /api/openapi.json.',
    issues,
  )
}

/** A JSON body that may be left out, whatever content type its sender names for nothing. */
export async function readBody<Body>(
  context: Context<HttpEnv>,
  shape: z.ZodType<Body>,
): Promise<Body> {
  const text = await context.req.text()
  const parsed = shape.safeParse(text.trim() === '' ? {} : jsonOf(text))
  if (parsed.success) return parsed.data
  throw unsoundRequest(parsed.error, 'json')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
