/** A person's own views of the list of orders: filters under a name. */
import { queryOptions } from '@tanstack/react-query'
import { get, post, put, remove } from './call.ts'
import type { ListFilter } from './order-list.ts'

export type OwnView = {
  readonly viewId: string
  readonly name: string
  readonly place: number
  readonly filters: Readonly<Record<string, string>>
  readonly orders: number | null
  readonly more: boolean
}

export const ownViewsQuery = queryOptions({
  // With the lists, so that its figures are read again as orders change.
  queryKey: ['order-list', 'own-views'],
  queryFn: ({ signal }) => get<{ views: readonly OwnView[] }>('/api/me/views?count=true', signal),
  retry: false,
})

/** `view` is always named: without it the list has another default than the server. */
export type WholeFilter = ListFilter & { readonly view: NonNullable<ListFilter['view']> }

export const keepView = (name: string, filter: WholeFilter) =>
  post<OwnView>('/api/me/views', { name, filters: filtersOf(filter) })
export const changeView = (
  viewId: string,
  change: { name?: string; filter?: WholeFilter; place?: number },
) => {
  const { filter, ...rest } = change
  const filters = filter === undefined ? {} : { filters: filtersOf(filter) }
  return put<OwnView>(`/api/me/views/${viewId}`, { ...rest, ...filters })
}
export const dropView = (viewId: string) => remove(`/api/me/views/${viewId}`)

/** The same filters make the same text, whatever order they stand in. */
export function sameFilters(one: object, other: object): boolean {
  return signOf(one) === signOf(other)
}

/** As the list's own address says it: any platform is said by both. */
function filtersOf(filter: WholeFilter): object {
  return { ...filter, channel: filter.channel ?? 'both' }
}

function signOf(filters: object): string {
  const told = Object.entries({ channel: 'both', ...defined(filters) })
  return JSON.stringify(told.sort(([one], [other]) => (one < other ? -1 : 1)))
}

function defined(filters: object): object {
  const said = Object.entries(filters).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(said)
}
