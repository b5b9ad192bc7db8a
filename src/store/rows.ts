/**
 * Batch statements take their rows as one JSON parameter: a page of 100 orders is one round trip, and
 * a single order is a batch of one.
 */
import { type RawBuilder, sql } from 'kysely'

/** `from ${jsonRows(rows)} as r(a text, b bigint)`. Keys must equal the column names. */
export function jsonRows(rows: readonly object[]): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${jsonText(rows)}::jsonb)`
}

/** A value for a jsonb column. */
export function jsonb(value: unknown): RawBuilder<unknown> {
  return sql`${jsonText(value)}::jsonb`
}

/**
 * PostgreSQL refuses NUL and halves of surrogate pairs (a title cut in the middle of an emoji), and
 * one such text would take its whole batch with it.
 */
function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  if (!/\\u(?:0000|d[89a-f])/i.test(text)) return text
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part,
  )
}

/** Bytes inside JSON rows: write `decode(r.x, 'base64')` on the other side. */
export function base64(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('base64')
}
