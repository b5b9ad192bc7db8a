/**
 * What a key looks like: `xdk_<id>_<secret>`. The id finds the row, the secret is 32 random bytes, so a
 * plain SHA-256 is enough to keep.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export type NewKey = {
  readonly keyId: string
  readonly token: string
  readonly secretHash: Uint8Array
}

export function newKey(): NewKey {
  const keyId = randomBytes(8).toString('hex')
  const secret = randomBytes(32).toString('hex')
  return { keyId, token: `xdk_${keyId}_${secret}`, secretHash: hashOf(secret) }
}

/** Undefined when the text is no key at all. */
export function readToken(token: string): { keyId: string; secret: string } | undefined {
  const match = /^xdk_([0-9a-f]{16})_([0-9a-f]{64})$/.exec(token)
  const [, keyId, secret] = match ?? []
  return keyId === undefined || secret === undefined ? undefined : { keyId, secret }
}

/** Compares in constant time. */
export function isSecret(secret: string, hash: Uint8Array): boolean {
  const given = hashOf(secret)
  return given.length === hash.length && timingSafeEqual(given, hash)
}

function hashOf(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest()
}
