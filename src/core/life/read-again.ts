/**
 * A reading of the Shopify order that was made in the second of its last change may lack what came later in
 * that second, and a lost webhook would hide it for good: the order wakes to read it once more.
 */
import type { Step } from '../step.ts'
import type { LifeView } from './life-view.ts'

/** The first step that sleeps wakes no later than the reading is due. */
export function wakeToReadAgain(
  steps: readonly Step[],
  { readAgainAtMs = null }: Pick<LifeView, 'readAgainAtMs'>,
  nowMs: number,
): readonly Step[] {
  if (readAgainAtMs === null || readAgainAtMs <= nowMs) return steps
  const sleeper = steps.find(({ do: does }) => does === 'rest' || does === 'hold')
  return steps.map((step) => {
    if (step !== sleeper || (step.do !== 'rest' && step.do !== 'hold')) return step
    const { againAtMs } = step
    return { ...step, againAtMs: Math.min(againAtMs ?? readAgainAtMs, readAgainAtMs) }
  })
}
