/** What the merchant is told, and by which ways it leaves. */
import { queryOptions } from '@tanstack/react-query'
import { get, post } from './call.ts'

export type Notice = {
  readonly noticeId: number
  readonly at: string
  readonly event: string
  readonly source: 'amazon' | 'crossdock'
  readonly orderId: string | null
  readonly title: string
}

export type Channel = {
  readonly channel: string
  readonly isSetUp: boolean
  readonly hasSecret: boolean
  readonly waiting: number
  readonly sent: number
  readonly dead: number
  readonly lastSentAt: string | null
  readonly lastCode: string | null
}

export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => get<{ notices: readonly Notice[] }>('/api/notices?limit=20', signal),
})

export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: ({ signal }) => get<{ channels: readonly Channel[] }>('/api/notices/channels', signal),
})

export const testChannel = (channel: string) => post('/api/notices/test', { channels: [channel] })
