/** What the simulated Amazon was asked, as it counts itself, and what it knows to have happened twice. */
import { z } from 'zod'
import type { Simulators } from './simulators.ts'

const tallyShape = z.record(z.string(), z.record(z.string(), z.number()))

export type Calls = {
  /** Calls that were answered with success. */
  taken(operation: string): number
  /** Calls of all operations that were refused for asking too often. */
  readonly throttled: number
  /** Which these were, in words. */
  readonly throttledInWords: string
}

/** Since the simulators began. */
export async function amazonCalls(simulators: Simulators): Promise<Calls> {
  const tally = tallyShape.parse(await simulators.control('amazon', 'calls'))
  const of = (operation: string, isMeant: (status: string) => boolean) =>
    Object.entries(tally[operation] ?? {}).reduce(
      (sum, [status, times]) => sum + (isMeant(status) ? times : 0),
      0,
    )
  const refused = Object.keys(tally).flatMap((operation) => {
    const times = of(operation, (status) => status === '429')
    return times === 0 ? [] : [{ operation, times }]
  })
  return {
    taken: (operation) => of(`amazon.${operation}`, (status) => status.startsWith('2')),
    throttled: refused.reduce((sum, { times }) => sum + times, 0),
    throttledInWords: refused.map(({ operation, times }) => `${times} ${operation}`).join(', '),
  }
}

const doublesShape = z.object({ count: z.number() })

/** A figure of effects that happened twice is worth nothing. */
export async function refuseDoubles(simulators: Simulators): Promise<void> {
  const { count } = doublesShape.parse(await simulators.control('amazon', 'doubles'))
  if (count > 0) throw new Error(`${count} effects happened twice on Amazon`)
}
