/** Bodies have a size: beyond it nothing is read on, and the answer says so. */
import { HttpProblem } from './problem.ts'

/** The options of hono's `bodyLimit`. */
export function tooLarge(maxSize: number): { maxSize: number; onError: () => never } {
  return {
    maxSize,
    onError: () => {
      const cause = `The body is larger than ${Math.floor(maxSize / 1024)} KiB.`
      throw new HttpProblem('BODY_TOO_LARGE', cause, 'Send less at once.')
    },
  }
}
