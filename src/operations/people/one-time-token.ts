/** Tokens that open something once or for a while: 32 random bytes, so a plain SHA-256 is enough to keep. */
import { createHash, randomBytes } from 'node:crypto'

export type NewToken = { readonly token: string; readonly tokenHash: Uint8Array }

export function newToken(): NewToken {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashToken(token) }
}

export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}

const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const recoveryCount = 10

/** Ten codes of 50 bits, `XXXXX-XXXXX`, without letters that look like digits. */
export function newRecoveryCodes(): { readonly codes: string[]; readonly hashes: Uint8Array[] } {
  const codes = Array.from({ length: recoveryCount }, () => {
    const signs = [...randomBytes(10)].map((byte) => alphabet[byte % alphabet.length]).join('')
    return `${signs.slice(0, 5)}-${signs.slice(5)}`
  })
  return { codes, hashes: codes.map(hashRecoveryCode) }
}

/** As a person types it: small letters, blanks and a missing dash do no harm. */
export function hashRecoveryCode(code: string): Uint8Array {
  return hashToken(`recovery ${code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')}`)
}
