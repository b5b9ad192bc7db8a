/**
 * Batch statements take their rows as one JSON parameter: a page of 100 orders is one round trip, and
 * a single order is a batch of one.
 */
import { type RawBuilder, sql } from 'kysely'

/** `from ${jsonRows(rows)} as r(a text, b bigint)`. Keys must equal the column names. */
export function jsonRows(rows: readonly object[]): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`
}

/** A value for a jsonb column. */
export function jsonb(value: unknown): RawBuilder<unknown> {
  return sql`${JSON.stringify(value)}::jsonb`
}

/** Bytes inside JSON rows: write `decode(r.x, 'base64')` on the other side. */
export function base64(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('base64')
}
