/**
 * Asks a running server two things from outside: does it let us in, and does anybody else use it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export type Admission = 'admitted' | 'wrong-password' | 'not-answering'

const connectTimeoutMs = 5_000
// The server forgets a closed connection a moment after its client does.
const leaveLimitMs = 500
const lookEveryMs = 25

/** Tries the login once. */
export async function tryLogin(databaseUrl: string): Promise<Admission> {
  const client = makeClient(databaseUrl)
  try {
    await client.connect()
    return 'admitted'
  } catch (error) {
    return codeOf(error) === '28P01' ? 'wrong-password' : 'not-answering'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** True when a connection other than this question's own stays open. */
export async function isUsedByOthers(databaseUrl: string): Promise<boolean> {
  const client = makeClient(databaseUrl)
  try {
    await client.connect()
    for (let waitedMs = 0; ; waitedMs += lookEveryMs) {
      const { rowCount } = await client.query(
        `select 1 from pg_stat_activity
         where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
      )
      if (rowCount === 0) return false
      if (waitedMs >= leaveLimitMs) return true
      await sleep(lookEveryMs)
    }
  } catch (error) {
    // All its places are taken: it is used. Anything else means that nobody can use it.
    return codeOf(error) === '53300'
  } finally {
    await client.end().catch(() => undefined)
  }
}

function makeClient(databaseUrl: string): pg.Client {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: connectTimeoutMs,
    application_name: 'crossdock launcher',
  })
  client.on('error', () => undefined)
  return client
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
