/**
 * The small shapes that Amazon's answers are made of: text, times, money. Extra fields pass; a value
 * that is present but not what its field means is an issue with a path, never a guess.
 * Source: Amazon's API models (commit 34dc93fe, 2026-08-05).
 */
import { z } from 'zod'
import { type Money, parseMoney } from '../../../core/money.ts'

/** Text without what PostgreSQL cannot store (NUL, half surrogates). */
export const wireText = z.string().transform((text) => text.toWellFormed().replaceAll('\u0000', ''))

/** An id or a name of an open set: not empty. */
export const wireName = wireText.pipe(z.string().min(1))

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i

/** ISO 8601 with a zone, as milliseconds since 1970. */
export const wireTime = z.string().transform((text, context): number => {
  const timeMs = isoTime.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isFinite(timeMs)) return timeMs
  context.addIssue({ code: 'custom', message: 'no ISO 8601 time with a zone' })
  return z.NEVER
})

/** Amounts are decimal strings; a JSON number is taken too. */
export const wireMoney = z
  .object({ amount: z.union([z.string(), z.number()]), currencyCode: z.string() })
  .transform((wire, context): Money => {
    const money = parseMoney(String(wire.amount), wire.currencyCode)
    if (money !== undefined) return money
    context.addIssue({ code: 'custom', message: 'no amount of a known form' })
    return z.NEVER
  })

export const wireCount = z.number().int().min(0).max(1_000_000)
/** Of a stock, which shops set to millions where it never ends. */
export const wireStock = z.number().int().min(0).max(2_147_483_647)

/** The paths of the issues, `orderItems.0.product`, at most 20; never a value. */
export function issuePaths(error: z.ZodError): string[] {
  const paths = error.issues.map((issue) => issue.path.map(String).join('.') || '(whole)')
  return [...new Set(paths)].slice(0, 20)
}
