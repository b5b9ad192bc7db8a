/** What changes on the server changes on the page: one stream per tab, which makes answers stale. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { chosenAccount, withQuery } from './call.ts'

export function useLive(isOn: boolean): void {
  const queries = useQueryClient()
  useEffect(() => (isOn ? follow(queries) : undefined), [queries, isOn])
}

function follow(queries: QueryClient): () => void {
  const stream = new EventSource(withQuery('/api/events', { account: chosenAccount() }))
  const stale = (...keys: readonly string[]) => {
    for (const key of keys) void queries.invalidateQueries({ queryKey: [key] })
  }
  const on = (name: string, hear: (told: Told) => void) =>
    stream.addEventListener(name, ({ data }: MessageEvent<string>) => hear(JSON.parse(data)))
  const lists = atMostEach(1_000, () => stale('order-list', 'quarantine', 'inbox'))
  on('hello', ({ full }) => (full === true ? void queries.invalidateQueries() : undefined))
  on('orders', ({ orderIds = [] }) => {
    for (const orderId of orderIds) {
      void queries.invalidateQueries({ queryKey: ['order', orderId] })
    }
    lists()
  })
  on('orders-many', () => stale('order-list', 'order', 'quarantine', 'inbox'))
  on('overview', () => stale('overview'))
  on('work', () => stale('bulk'))
  on('people', () => stale('people', 'session'))
  on('settings', () => stale('settings', 'lanes', 'overview'))
  on('bye', ({ code }) => {
    if (code === 'UNAUTHENTICATED') stale('session')
  })
  return () => stream.close()
}

type Told = {
  readonly full?: boolean
  readonly orderIds?: readonly string[]
  readonly code?: string
}

/** At once, then not again before the time is over; the last wish is never lost. */
function atMostEach(ms: number, run: () => void): () => void {
  let resting = false
  let wanted = false
  const go = () => {
    if (resting) {
      wanted = true
      return
    }
    resting = true
    wanted = false
    run()
    setTimeout(() => {
      resting = false
      if (wanted) go()
    }, ms)
  }
  return go
}
