/** How the merchant wants to be told, as the settings say it. */
import type { NoticeChannel, NoticeEvent, OutsideChannel, Severity } from './events.ts'
import { severityOf } from './events.ts'
import type { Finding } from './notice.ts'
import { leavesAt, type NoticeTimes } from './when.ts'

export type MailPlace = {
  readonly host: string
  readonly port: number
  readonly tls: 'starttls' | 'tls' | 'none'
  readonly user: string | null
  readonly from: string
  readonly to: readonly string[]
}

export type NoticePolicy = NoticeTimes & {
  readonly events: Readonly<Record<NoticeEvent, readonly NoticeChannel[]>>
  readonly mail: MailPlace | null
  readonly webhookUrl: string | null
}

/** A finding with how it is told. */
export type PlannedNotice = Finding & {
  readonly severity: Severity
  readonly shown: boolean
  readonly ways: readonly { readonly channel: OutsideChannel; readonly dueMs: number }[]
}

/** The events that anybody is to be told of. */
export function eventsOn({ events }: Pick<NoticePolicy, 'events'>): NoticeEvent[] {
  return Object.entries(events).flatMap(([event, ways]) =>
    ways.length === 0 ? [] : [event as NoticeEvent],
  )
}

export function planNotice(finding: Finding, policy: NoticePolicy, nowMs: number): PlannedNotice {
  const { event, code } = finding
  if (event === 'test') throw new Error('a test names its ways itself')
  const severity = severityOf({ event, code })
  const channels = policy.events[event]
  return {
    ...finding,
    severity,
    shown: channels.includes('console'),
    ways: channels.flatMap((channel) =>
      channel === 'console'
        ? []
        : [{ channel, dueMs: leavesAt(nowMs, policy, { severity, channel }) }],
    ),
  }
}
