/**
 * The key by which Shopify knows a repeated write (`@idempotent`), made of our effect key: the same
 * effect has the same key in every process and for ever. A UUID, as Shopify's pages recommend
 * (shopify.dev, implementing idempotency, read 2026-11-22).
 */
import { createHash } from 'node:crypto'
import type { EffectKey } from '../../core/ids.ts'

/** A UUID of version 8: made by a rule of our own. */
export function idempotencyKey(key: EffectKey): string {
  const digest = createHash('sha256').update(`crossdock:${key}`).digest()
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x80, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = digest.toString('hex')
  const cuts = [0, 8, 12, 16, 20, 32]
  return cuts
    .slice(1)
    .map((to, at) => hex.slice(cuts[at], to))
    .join('-')
}
