/**
 * The app as this shop has it installed: its scopes and its tokens by the client-credentials grant.
 * A token lives 24 hours (expires_in 86399) and there is no refresh token: the app asks again.
 * Source: Shopify developer documentation, client credentials grant, read 2026-11-22.
 */
import type { WorldClock } from '../../kit/world-clock.ts'
import type { AppIdentity } from '../app-identity.ts'
import { gid } from '../gid.ts'
import type { Identifiers } from '../identifiers.ts'
import type { ShopSettings } from '../settings.ts'

export const tokenLifeSeconds = 86_399

export type Installation = {
  readonly app: AppIdentity
  readonly appNumber: number
  readonly installationId: string
  installed(): boolean
  scopes(): ReadonlySet<string>
  grant(scope: string): void
  remove(scope: string): void
  issueToken(): string
  /** Of the authorization code grant: opens once. */
  issueCode(): string
  takeCode(code: string): boolean
  /** Whether the token is known and not expired. */
  accepts(token: string): boolean
  expireToken(token: string): void
  uninstall(): void
  reinstall(): void
}

export function createInstallation(
  clock: WorldClock,
  settings: ShopSettings,
  identifiers: Identifiers,
): Installation {
  const appNumber = identifiers.next('App')
  const expiresAtMs = new Map<string, number>()
  let scopes: ReadonlySet<string> = new Set(settings.scopes)
  let installed = true
  const codes = new Set<string>()
  return {
    app: { id: gid('App', appNumber), name: 'Crossdock' },
    appNumber,
    installationId: identifiers.gid('AppInstallation'),
    installed: () => installed,
    scopes: () => scopes,
    grant(scope) {
      scopes = new Set([...scopes, scope])
    },
    remove(scope) {
      scopes = new Set([...scopes].filter((one) => one !== scope))
    },
    issueCode() {
      const code = identifiers.hex(32)
      codes.add(code)
      return code
    },
    takeCode: (code) => codes.delete(code),
    issueToken() {
      const token = `shpat_${identifiers.hex(32)}`
      expiresAtMs.set(token, clock.nowMs() + tokenLifeSeconds * 1000)
      return token
    },
    accepts(token) {
      const endMs = expiresAtMs.get(token)
      if (endMs === undefined || !installed) return false
      if (clock.nowMs() < endMs) return true
      expiresAtMs.delete(token)
      return false
    },
    expireToken(token) {
      expiresAtMs.delete(token)
    },
    uninstall() {
      installed = false
      expiresAtMs.clear()
    },
    reinstall() {
      installed = true
      scopes = new Set(settings.scopes)
    },
  }
}
