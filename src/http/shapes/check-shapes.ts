/** How the API shows the doctor's checks. */
import { z } from '@hono/zod-openapi'
import type { CheckLine } from '../../operations/doctor/check-line.ts'

export const checksShape = z.object({
  checks: z.array(
    z.object({
      door: z.enum(['ground', 'amazon', 'shopify']),
      check: z.string(),
      state: z.enum(['ok', 'warning', 'failed', 'skipped']),
      text: z.string(),
      fix: z.string().nullable(),
      page: z.string().nullable(),
    }),
  ),
})

export function checkAnswer(line: CheckLine) {
  return { ...line, door: doorOf(line.check) }
}

/** Checks are named after their side: `amazon-plan`, `shopify-scopes`. */
function doorOf(check: string): 'ground' | 'amazon' | 'shopify' {
  if (check.startsWith('amazon')) return 'amazon'
  return check.startsWith('shopify') || check === 'other-apps' ? 'shopify' : 'ground'
}
