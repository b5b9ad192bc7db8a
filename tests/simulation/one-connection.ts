/**
 * One connection to PostgreSQL for everybody, one after the other, so that statements run in the order in
 * which they were asked for. What answers nothing has no way of its own: the begin and the commit of a
 * transaction, and what is sent by `withNext`, leave together with the next statement.
 */
import type { Writable } from 'node:stream'
import pg from 'pg'
import { columnTypes } from '../../src/store/column-types.ts'

export type OneConnection = {
  /** Gives the connection to one at a time. */
  readonly pool: Pick<pg.Pool, 'connect' | 'end' | 'options'>
  /** Only while nobody holds the connection. */
  withNext(statement: Statement): void
  /** Somebody holds the connection or waits for it. */
  inUse(): boolean
  /** Resolves when it is given back. */
  released(): Promise<void>
}

export type Statement = {
  readonly name?: string
  readonly text: string
  readonly values?: unknown[]
}

/** Whoever waits longer: somebody keeps the connection for good. */
const heldTooLongMs = 20_000

export function openOneConnection(
  databaseUrl: string,
  hear: (text: string) => void,
): OneConnection {
  const sender = createSender(databaseUrl, hear)
  const turns = createTurns()
  let released: (() => void) | null = null
  const client = {
    query: sender.send,
    release() {
      turns.next()
      released?.()
      released = null
    },
    // Kysely uses these two of a client.
  } as unknown as pg.PoolClient
  return {
    pool: {
      options: {} as pg.PoolOptions,
      // As of the types of pg, which knows callbacks as well.
      connect: (async () => {
        await sender.opened()
        await turns.mine()
        return client
      }) as pg.Pool['connect'],
      end: (() => sender.end()) as pg.Pool['end'],
    },
    withNext: sender.withNext,
    inUse: turns.taken,
    released: () =>
      new Promise((resolve) => {
        released = resolve
      }),
  }
}

function createTurns() {
  const waiting: (() => void)[] = []
  let taken = false
  return {
    taken: () => taken,
    mine(): Promise<void> | undefined {
      if (!taken) {
        taken = true
        return undefined
      }
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('the connection is kept')), heldTooLongMs)
        waiting.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    },
    next(): void {
      const first = waiting.shift()
      taken = first !== undefined
      first?.()
    },
  }
}

function createSender(databaseUrl: string, hear: (text: string) => void) {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'soak',
    types: columnTypes,
    // Statements leave before the one in front of them is answered.
    pipeline: true,
  })
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  let opening: Promise<unknown> | null = null
  let before: Statement[] = []
  let failure: unknown = null

  const sendBefore = () => {
    const all = before
    before = []
    for (const one of all) {
      client.query({ ...one }).then(
        ({ command }) => {
          if (one.text === 'commit' && command !== 'COMMIT') failure = new Error('not committed')
        },
        (error) => {
          failure = error
        },
      )
    }
  }
  return {
    opened: () => {
      opening ??= client.connect()
      return opening
    },
    withNext: (statement: Statement) => before.push(statement),
    end: () => client.end(),
    /** As the client of a pool: a text with its values, or a named statement. */
    async send(statement: string | Statement, values?: unknown[]) {
      if (failure !== null) throw failure
      const { text } = typeof statement === 'string' ? { text: statement } : statement
      if (text === 'begin' || text === 'commit') {
        before.push({ text })
        return { command: text.toUpperCase(), rowCount: 0, rows: [] }
      }
      if (text === 'rollback' && before.at(-1)?.text === 'begin') {
        before.pop()
        return { command: 'ROLLBACK', rowCount: 0, rows: [] }
      }
      hear(text)
      stream.cork()
      try {
        sendBefore()
        const sent = typeof statement === 'string' ? { text, values } : statement
        return client.query({ ...sent } as pg.QueryConfig)
      } finally {
        stream.uncork()
      }
    },
  }
}
