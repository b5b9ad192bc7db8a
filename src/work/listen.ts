/**
 * Hears the marks of other processes: LISTEN on a connection of its own. A lost connection is made
 * again for ever, with growing pauses; meanwhile workers live on their poll.
 */
import pg from 'pg'
import { workChannel } from './mark.ts'
import type { Scheduler } from './scheduler.ts'

export type ListenOptions = {
  readonly databaseUrl: string
  readonly applicationName: string
  /** The marks of work unless another is named. */
  readonly channel?: string
  readonly scheduler: Scheduler
  /** A kind that was marked; null after each (new) connection, when anything may have been missed. */
  readonly onMark: (kind: string | null) => void
  /** SQLSTATE or system code of what ended the connection. */
  readonly onLost?: (code: string) => void
}

export type Listener = { close(): Promise<void> }

const firstPauseMs = 250
const longestPauseMs = 5_000
const connectTimeoutMs = 10_000

/** Begins to listen; connecting happens behind the caller's back. */
export function listenForWork(options: ListenOptions): Listener {
  let client: pg.Client | undefined
  let pauseMs = firstPauseMs
  let closed = false
  let cancelRetry = () => {}

  const connect = async (): Promise<void> => {
    const mine = new pg.Client({
      connectionString: options.databaseUrl,
      application_name: options.applicationName,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
    })
    client = mine
    let lost = false
    const again = (code: string): void => {
      if (lost || closed) return
      lost = true
      mine.end().catch(() => undefined)
      options.onLost?.(code)
      cancelRetry = options.scheduler.after(pauseMs, () => void connect())
      pauseMs = Math.min(longestPauseMs, pauseMs * 2)
    }
    mine.on('error', (error) => again(codeOf(error)))
    mine.on('end', () => again('ended'))
    mine.on('notification', (message) => options.onMark(message.payload ?? null))
    try {
      await mine.connect()
      await mine.query(`listen ${options.channel ?? workChannel}`)
      pauseMs = firstPauseMs
      options.onMark(null)
    } catch (error) {
      again(codeOf(error))
    }
  }
  const connecting = connect()

  return {
    close: async () => {
      closed = true
      cancelRetry()
      await connecting
      await client?.end().catch(() => undefined)
    },
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown'
}
