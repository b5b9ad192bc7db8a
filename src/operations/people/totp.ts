/**
 * Codes of an authenticator app: RFC 6238 with SHA-1, 6 digits, 30 seconds (2011-05), as every app takes it.
 * One step before and after is taken, for clocks that differ; a step that was taken opens nothing again.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const stepMs = 30_000
const digits = 6
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** 20 bytes in base32, as a person may type it into an app. */
export function newTotpSecret(): string {
  return [...toBase32(randomBytes(20))].join('')
}

export function otpauthUrl(secret: string, email: string): string {
  const label = encodeURIComponent(`Crossdock:${email}`)
  return `otpauth://totp/${label}?secret=${secret}&issuer=Crossdock&digits=${digits}&period=30`
}

/** The step whose code this is, later than `lastStep`; null when it is none. */
export function judgeCode(
  secret: string,
  code: string,
  at: { readonly nowMs: number; readonly lastStep: number },
): number | null {
  const given = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(given)) return null
  const now = Math.floor(at.nowMs / stepMs)
  const fits = [now, now - 1, now + 1].filter((step) => isSame(totpCode(secret, step), given))
  const fresh = fits.filter((step) => step > at.lastStep)
  return fresh[0] ?? null
}

/** The code of a step (RFC 4226, 5.3). */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0x0f
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff
  return `${number % 10 ** digits}`.padStart(digits, '0')
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other))
}

function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{5}/g) ?? []
  return groups.map((group) => base32[Number.parseInt(group, 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((sign) => base32.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
