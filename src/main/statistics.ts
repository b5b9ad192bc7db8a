/** Has PostgreSQL look at its tables anew while a process fills them: soon, then ever more seldom. */
import type { Database } from '../store/pool.ts'
import { renewStatistics } from '../store/statistics.ts'

const firstAfter = 200
const thenTimes = 8

/** The function is told how many orders were run, and never throws nor makes anybody wait. */
export function createStatistics(
  db: Database,
  onProblem: (error: unknown) => void,
): (orders: number) => void {
  let ran = 0
  let next = firstAfter
  return (orders) => {
    ran += orders
    if (ran < next) return
    next = ran * thenTimes
    renewStatistics(db, ran).catch(onProblem)
  }
}
