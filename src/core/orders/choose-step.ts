/** Of several steps the one that is done now, and when else to look. */
import type { Step } from '../step.ts'

export type Steps = readonly [Step, ...Step[]]

export function chooseStep(steps: Steps): Step {
  return (
    steps.find((step) => step.do === 'write') ??
    steps.find((step) => step.do === 'look') ??
    earliestWait(steps) ??
    steps.find((step) => step.do === 'hold') ??
    steps[0]
  )
}

/** The earliest world time at which any concern wants to be asked again; null: only when something happens. */
export function wakeAt(steps: readonly Step[]): number | null {
  const times = steps.flatMap((step) => timeOf(step) ?? [])
  return times.length === 0 ? null : Math.min(...times)
}

export function timeOf(step: Step): number | null {
  if (step.do === 'wait') return step.untilMs
  return step.do === 'hold' || step.do === 'rest' ? step.againAtMs : null
}

function earliestWait(steps: readonly Step[]): Step | undefined {
  const waits = steps.filter((step) => step.do === 'wait')
  return waits.reduce<(typeof waits)[number] | undefined>(
    (best, step) => (best === undefined || step.untilMs < best.untilMs ? step : best),
    undefined,
  )
}
