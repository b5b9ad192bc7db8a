/** What the verbs about people work with, and the limits that they keep (docs/rules/console.md). */
import type { OperationDeps } from '../operation-deps.ts'

export type PeopleDeps = OperationDeps & {
  /** Seals TOTP secrets with the key material of this installation. */
  readonly sealing: {
    readonly seal: (plain: string, aad: string) => Uint8Array
    readonly open: (sealed: Uint8Array, aad: string) => string
  }
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

export const signInLimits = {
  linkLivesMs: 24 * hourMs,
  stepLivesMs: 10 * minuteMs,
  /** Codes that one step takes. */
  stepTriesMax: 5,
  session: { idleMs: 24 * hourMs, longestMs: 14 * 24 * hourMs },
  /** Passwords for one e-mail address; for one host; links for one host; codes for one person. */
  email: { max: 10, withinMs: 15 * minuteMs },
  host: { max: 60, withinMs: 15 * minuteMs },
  link: { max: 30, withinMs: 15 * minuteMs },
  code: { max: 10, withinMs: 15 * minuteMs },
} as const

/** What a sealed TOTP secret belongs to: it opens in no other row. */
export function totpAad(subject: string): string {
  return `totp ${subject}`
}
