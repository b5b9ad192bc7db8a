/**
 * An event told of a newer order than Amazon's reads show: reads lag behind. What is known to be old is
 * not decided on until the last look; after it an incident stands in the books, and what Amazon shows
 * counts. Only an order that it never showed is held.
 */
import type { Step } from '../../step.ts'
import type { OrderView } from '../view.ts'
import type { PersonSays } from './person-says.ts'
import { hold, look, rest, wait } from './steps.ts'

/** Waits before the first look since the event, and before each further one. */
const waitsMs = [0, 30_000, 2 * 60_000, 10 * 60_000] as const

/** After so many looks an incident is opened (src/store/orders.ts). */
export const behindLooksMax = waitsMs.length

export function decideBehind(view: OrderView, says: PersonSays, nowMs: number): Step | undefined {
  const { behind } = view
  if (behind === null || (says.go !== null && view.amazon.is === 'seen')) return undefined
  const waitMs = waitsMs[Math.max(0, behind.reads)]
  if (waitMs === undefined) {
    if (view.amazon.is === 'seen') return undefined
    return says.dismissed ? rest('DISMISSED') : hold('AMAZON_BEHIND_EVENT', { reads: behind.reads })
  }
  const dueMs = behind.lastReadMs + waitMs
  if (nowMs < dueMs) return wait(dueMs, 'AMAZON_BEHIND_EVENT')
  return look({ at: 'amazon-order' }, 'AMAZON_BEHIND_EVENT')
}
