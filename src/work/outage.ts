/**
 * Tells an outage (network, database) from a fault of the key that was being worked on. An outage
 * counts in neither failures nor losses (docs/rules/work.md): the key is released and tried later.
 */

// 08 connection, 53 resources, 57P server going or gone, 25P03/25006 ended while idle or read-only,
// 40 rolled back by the server, 55P03 lock wait over, 58 disk.
const outageStates = /^(08|53|57P|58|40)|^(25P03|25006|55P03)$/

const outageSystemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
])

// The driver and its pool throw these without a code.
const driverSentences = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
  'Query read timeout',
]

const causesMax = 5

/** True when the error says that the database or the network was away, not that the key is bad. */
export function isOutage(error: unknown): boolean {
  let current = error
  for (let depth = 0; depth < causesMax && current instanceof Error; depth += 1) {
    const code = textCodeOf(current)
    if (code !== undefined && outageSystemCodes.has(code)) return true
    // Only the socket of PostgreSQL: a missing file of ours is a fault.
    if (code === 'ENOENT' && 'syscall' in current && current.syscall === 'connect') return true
    const state = sqlStateOf(current)
    if (state !== undefined && outageStates.test(state)) return true
    const sentence = current.message
    if (driverSentences.some((begin) => sentence.startsWith(begin))) return true
    current = current.cause
  }
  return false
}

/** The SQLSTATE of an error of the driver. */
export function sqlStateOf(error: unknown): string | undefined {
  const code = textCodeOf(error)
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code) ? code : undefined
}

/** The code to store of a failed run: its code or its class, never its message. */
export function failureCode(error: unknown): string {
  return textCodeOf(error) ?? (error instanceof Error ? error.name : 'THROWN')
}

function textCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' && /^[\w.:-]{1,80}$/.test(error.code)
    ? error.code
    : undefined
}
