/**
 * The outer shapes of Amazon's answers: errors, pages, single orders, tokens. What is inside a page is
 * read one by one (translate/reading.ts).
 * Source: models orders_2026-01-01 and the LWA documents (commit 34dc93fe, 2026-08-05).
 */
import { z } from 'zod'
import { wireTime } from './values.ts'

export const wireErrors = z.object({
  errors: z
    .array(
      z.object({
        code: z.string(),
        message: z.string().nullish(),
        details: z.string().nullish(),
      }),
    )
    .min(1),
})

export type WireError = z.infer<typeof wireErrors>['errors'][number]

export const wireOrderAnswer = z.object({ order: z.unknown() })

export const wireOrderPage = z.object({
  orders: z.array(z.unknown()).max(1_000),
  pagination: z.object({ nextToken: z.string().nullish() }).nullish(),
  lastUpdatedBefore: wireTime.nullish(),
  createdBefore: wireTime.nullish(),
})

export const wireToken = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
})

export const wireTokenError = z.object({ error: z.string() })

/** The JSON of a text, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
