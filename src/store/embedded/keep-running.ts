/**
 * Brings the server back while this process uses it: PostgreSQL ends itself when the disk is full, and
 * the kernel may end it when memory is short. Whoever uses the folder looks; one of them begins it.
 */
import { DatabaseProblem } from '../database-problem.ts'

export type Keeper = {
  /** Looks no more; resolves when a look that is under way has ended. */
  end(): Promise<void>
}

const lookEveryMs = 1_000
const longestPauseMs = 10_000

/** Calls `look` again and again; it answers true when it had to begin the server anew. */
export function keepRunning(look: () => Promise<boolean>, log: (line: string) => void): Keeper {
  let ended = false
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<void> = Promise.resolve()
  let lastTrouble: string | undefined
  const wait = (pauseMs: number) => {
    if (ended) return
    timer = setTimeout(() => {
      underWay = run(pauseMs)
    }, pauseMs)
    timer.unref()
  }
  const run = async (pauseMs: number) => {
    try {
      if (await look()) log('the database had ended and was started again')
      lastTrouble = undefined
      wait(lookEveryMs)
    } catch (error) {
      const trouble = error instanceof DatabaseProblem ? error.message : 'it cannot be started'
      if (trouble !== lastTrouble) log(`the database has ended: ${trouble}`)
      lastTrouble = trouble
      wait(Math.min(pauseMs * 2, longestPauseMs))
    }
  }
  wait(lookEveryMs)
  return {
    end: async () => {
      ended = true
      clearTimeout(timer)
      await underWay
    },
  }
}
