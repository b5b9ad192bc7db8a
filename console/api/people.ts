/** People, invitations, API keys, and who did what. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { get, post, put, remove, withQuery } from './call.ts'
import type { Person, Role } from './session.ts'

export type Member = Person & {
  readonly createdAt: string
  readonly lastSeenAt: string | null
  readonly sessions: number
  readonly state: 'active' | 'removed'
}

export type Invitation = {
  readonly linkId: string
  readonly email: string
  readonly role: Role
  readonly purpose: string
  readonly expiresAt: string
}

export type OneTimeLink = {
  readonly linkId: string
  readonly link: string
  readonly expiresAt: string
}

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) =>
    get<{ people: readonly Member[]; invitations: readonly Invitation[] }>('/api/people', signal),
})

export const invite = (email: string, role: Role) =>
  post<OneTimeLink>('/api/people/invitations', { email, role })
export const withdraw = (linkId: string) => remove(`/api/people/invitations/${linkId}`)
export const changeRole = (personId: string, role: Role) => put(`/api/people/${personId}`, { role })
export const removePerson = (personId: string) => remove(`/api/people/${personId}`)
export const resetPerson = (personId: string) => post<OneTimeLink>(`/api/people/${personId}/reset`)

export type ApiKey = {
  readonly keyId: string
  readonly name: string
  readonly role: Role
  readonly createdAt: string
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ signal }) => get<{ keys: readonly ApiKey[] }>('/api/keys', signal),
})

export const createKey = (name: string, role: Role) =>
  post<{ keyId: string; token: string }>('/api/keys', { name, role })
export const revokeKey = (keyId: string) => remove(`/api/keys/${keyId}`)

export type Deed = {
  readonly auditId: string | number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject: string | null
}

export const activityQuery = infiniteQueryOptions({
  queryKey: ['activity'],
  initialPageParam: null as string | number | null,
  queryFn: ({ pageParam, signal }) =>
    get<{ rows: readonly Deed[]; next: string | number | null }>(
      withQuery('/api/activity', { after: pageParam, limit: 50 }),
      signal,
    ),
  getNextPageParam: (page) => page.next,
})

export type Incident = {
  readonly incidentId: number
  readonly orderId: string | null
  readonly code: string
  readonly at: string
}

export const incidentsQuery = queryOptions({
  queryKey: ['incidents'],
  queryFn: ({ signal }) =>
    get<{ incidents: readonly Incident[] }>('/api/incidents?state=open', signal),
})

export const closeIncident = (incidentId: number, note: string) =>
  post(`/api/incidents/${incidentId}/close`, { note })
