/** Who is signed in, and how to sign in and out. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { get, post, put, remove } from './call.ts'

export const roles = ['viewer', 'operator', 'owner'] as const
export type Role = (typeof roles)[number]

export type Preferences = Readonly<Record<string, string | number | boolean | null>>

export type Person = {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly preferences: Preferences
}

export type Session = {
  readonly state: 'none' | 'second-step' | 'signed-in'
  readonly ownerExists: boolean
  readonly version: string
  readonly person: Person | null
  readonly accounts: readonly {
    readonly accountId: string
    readonly shop: string
    readonly state: 'connected' | 'disconnected'
  }[]
  readonly account: string | null
}

export type DeviceSession = {
  readonly sessionId: string
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly device: string
  readonly current: boolean
}

export type LinkLook = {
  readonly purpose: 'owner' | 'invitation' | 'reset'
  readonly email: string | null
  readonly name: string | null
  readonly role: Role
  readonly expiresAt: string
}

/** What goes into an authenticator app. */
export type AppKey = { readonly secret: string; readonly otpauth: string }

export type Begun = AppKey & { readonly email: string; readonly name: string }

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => get<Session>('/api/session', signal),
  staleTime: 60_000,
})

export const mySessionsQuery = queryOptions({
  queryKey: ['my-sessions'],
  queryFn: ({ signal }) => get<{ sessions: readonly DeviceSession[] }>('/api/me/sessions', signal),
})

/** The person of the pages behind the sign-in; there is one wherever these are shown. */
export function usePerson(): Person | null {
  return useQuery(sessionQuery).data?.person ?? null
}

/** Whether the role reaches; the server asks again. */
export function useMay(role: Role): boolean {
  const person = usePerson()
  return person !== null && roles.indexOf(person.role) >= roles.indexOf(role)
}

export const signIn = (email: string, password: string) =>
  post<{ next: 'code' }>('/api/sign-in', { email, password })

export const giveCode = (code: string) =>
  post<Session>('/api/sign-in/code', /^\d{6}$/.test(code) ? { code } : { recoveryCode: code })

export const signOut = () => post('/api/sign-out')
export const signOutEverywhere = () => post('/api/sign-out/everywhere')
export const endSession = (sessionId: string) => remove(`/api/me/sessions/${sessionId}`)
export const changePassword = (change: { current: string; next: string; code: string }) =>
  put('/api/me/password', change)
export const newRecoveryCodes = (code: string) =>
  post<{ recoveryCodes: readonly string[] }>('/api/me/recovery-codes', { code })
/** Another app in place of the old one; the old one holds until the new one has shown a code. */
export const beginNewApp = (password: string, code: string) =>
  post<AppKey>('/api/me/second-factor', { password, code })
export const finishNewApp = (code: string) => post('/api/me/second-factor/finish', { code })
export const keepPreferences = (preferences: Preferences) =>
  put<{ preferences: Preferences }>('/api/me/preferences', preferences)

export const lookAtLink = (token: string) => post<LinkLook>('/api/links/look', { token })
export const beginLink = (begun: {
  token: string
  name?: string
  email?: string
  password: string
}) => post<Begun>('/api/links/begin', begun)
export const finishLink = (code: string) =>
  post<{ recoveryCodes: readonly string[]; session: Session }>('/api/links/finish', { code })
