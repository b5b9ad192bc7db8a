/**
 * How our own PostgreSQL is set: durable, small, closed to the network, and silent about the rows.
 * `initSettings` go into postgresql.conf at the first start, where their owner may change them.
 */
import type { HomeFolder } from './home-folder.ts'

/** Written once, by initdb. */
export const initSettings: Readonly<Record<string, string>> = {
  // Nothing that was answered is lost: these three are also PostgreSQL's own defaults.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  min_wal_size: '16MB',
  shared_buffers: '64MB',
  max_connections: '60',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements and the values in an error's detail may be personal data.
  log_checkpoints: 'off',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** Where a server listens: the socket in the home folder, or a loopback port. */
export type Address =
  | { readonly kind: 'socket'; readonly folder: string; readonly port: number }
  | { readonly kind: 'loopback'; readonly port: number }

const socketPort = 5432
// sun_path has 108 bytes on Linux, the last one a zero.
const socketPathLimit = 107

/** The home folder's socket, or undefined when its path is longer than a socket's may be. */
export function socketAddress(home: HomeFolder): Address | undefined {
  const length = Buffer.byteLength(`${home.socket}/.s.PGSQL.${socketPort}`)
  if (length > socketPathLimit) return undefined
  return { kind: 'socket', folder: home.socket, port: socketPort }
}

/** The arguments that make a `postgres` the server of this data folder. */
export function serverArguments(home: HomeFolder, address: Address): string[] {
  const place = ['-D', home.data, '-p', String(address.port)]
  if (address.kind === 'loopback') return [...place, '-k', '', '-c', 'listen_addresses=127.0.0.1']
  // The setting is a list; quotes keep a comma in the path from splitting it.
  const quoted = `"${address.folder.replaceAll('"', '""')}"`
  return [...place, '-k', quoted, '-c', 'listen_addresses=']
}

/** The URL that pg (and libpq) read; the host in the query wins over the one that fills the place. */
export function addressUrl(address: Address, user: string, password: string): string {
  const login = `postgres://${user}:${encodeURIComponent(password)}`
  if (address.kind === 'loopback') return `${login}@127.0.0.1:${address.port}/postgres`
  const folder = encodeURIComponent(address.folder)
  return `${login}@localhost/postgres?host=${folder}&port=${address.port}`
}

/** Nothing of this process's environment reaches the server: it may hold secrets. */
export function serverEnvironment(): Record<string, string> {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}
