/**
 * Lets PostgreSQL keep the plans of our statements, by connection: half of what a small statement costs
 * is to be read and planned. Statements must be written so that any plan of theirs is a good one: rows
 * are found by `= any(array(…))` or a lateral `limit 1`, never by a join over a list. What has to be
 * planned for its very values says so with `plannedAnew`.
 */
import { type PostgresPool, type PostgresPoolClient, type RawBuilder, sql } from 'kysely'
import type pg from 'pg'

const marker = '/* planned anew */'

/** Put it in front of a statement whose best plan hangs on the values that are asked for. */
export const plannedAnew: RawBuilder<unknown> = sql.raw(marker)

/**
 * A value that the planner cannot see. A plan made for a list or a limit as it happens to be looks
 * cheaper than one for any; PostgreSQL then plans the statement at each call, which may cost more than
 * to run it.
 */
export function unseen<T>(value: RawBuilder<T>): RawBuilder<T> {
  return sql<T>`(select ${value})`
}

/** A statement is text with places for values, so there are only so many; a runaway stays unnamed. */
const namesMax = 500
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= namesMax || text.startsWith(marker)) return undefined
  const name = `s${names.size + 1}`
  names.set(text, name)
  return name
}

/** A pool, as kysely uses one, whose connections keep what they have planned. */
export function preparing(pool: Pick<pg.Pool, 'connect' | 'end' | 'options'>): PostgresPool {
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect()
      const connection = wrapped.get(client) ?? preparingConnection(client)
      wrapped.set(client, connection)
      return connection
    },
    end: () => pool.end(),
  }
}

function preparingConnection(client: pg.PoolClient): PostgresPoolClient {
  const query = (text: string, values: unknown[]) => {
    const name = values.length === 0 ? undefined : nameOf(text)
    return name === undefined ? client.query(text, values) : client.query({ name, text, values })
  }
  // kysely asks with a text and its values; cursors are not used here.
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  }
}
