/**
 * The log: a constant sentence and fields from an allow-list, so that nothing personal can be passed by
 * mistake. Objects of the platforms do not fit the type, and fields outside the list are dropped.
 */
import pino from 'pino'

export type LogFields = {
  readonly orderId?: string | null
  readonly accountId?: string
  readonly sku?: string
  readonly step?: string
  readonly reason?: string
  readonly kind?: string
  readonly code?: string
  readonly platform?: string
  readonly operation?: string
  readonly attempt?: string
  readonly durationMs?: number
  readonly count?: number
  readonly requestId?: string
  readonly port?: number
  readonly pid?: number
}

export type Log = {
  debug(sentence: string, fields?: LogFields): void
  info(sentence: string, fields?: LogFields): void
  warn(sentence: string, fields?: LogFields): void
  error(sentence: string, fields?: LogFields): void
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

const allowed: ReadonlySet<string> = new Set<keyof LogFields>([
  'orderId',
  'accountId',
  'sku',
  'step',
  'reason',
  'kind',
  'code',
  'platform',
  'operation',
  'attempt',
  'durationMs',
  'count',
  'requestId',
  'port',
  'pid',
])

/** Writes JSON lines to standard error: standard output belongs to the commands. */
export function createLog(level: LogLevel): Log {
  const logger = pino({ level, base: null }, pino.destination({ dest: 2, sync: true }))
  return {
    debug: (sentence, fields) => logger.debug(only(fields), sentence),
    info: (sentence, fields) => logger.info(only(fields), sentence),
    warn: (sentence, fields) => logger.warn(only(fields), sentence),
    error: (sentence, fields) => logger.error(only(fields), sentence),
  }
}

function only(fields: LogFields | undefined): object {
  if (fields === undefined) return {}
  return Object.fromEntries(Object.entries(fields).filter(([name]) => allowed.has(name)))
}
