/** The page token of searchOrders: where the next page begins, and what was asked. Opaque on the wire. */
import { z } from 'zod'

const tokenSchema = z.object({
  asked: z.string(),
  beforeMs: z.number(),
  issuedMs: z.number(),
  last: z.object({ ms: z.number(), id: z.string() }),
})

export type PageToken = z.infer<typeof tokenSchema>

export function encodePageToken(token: PageToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url')
}

export function decodePageToken(text: string): PageToken | 'unreadable' {
  try {
    const parsed = tokenSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return parsed.success ? parsed.data : 'unreadable'
  } catch {
    return 'unreadable'
  }
}
