/**
 * Repeats a statement that PostgreSQL ended to break a deadlock or a serialisation conflict. Only for
 * statements that are a transaction of their own: a caller's transaction is repeated whole, by it.
 */
import { sqlStateOf } from './outage.ts'

const attemptsMax = 5
const conflictStates = new Set(['40P01', '40001'])

export async function repeatOnConflict<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      const state = sqlStateOf(error)
      if (attempt >= attemptsMax || state === undefined || !conflictStates.has(state)) throw error
    }
  }
}
