/**
 * Runs one batch of held keys of one kind. It never throws: what a handler throws becomes an outcome
 * of the key that was at fault, or of all when the outside was away.
 */
import type { Ended, Handler, Outcome, Run } from './handler.ts'
import type { Held } from './held.ts'
import { failureCode, isOutage } from './outage.ts'

export type BatchRun = {
  readonly handler: Handler
  readonly held: readonly Held[]
  readonly run: Run
  /** Errors of the product's own that are outages too. */
  readonly isOutage?: (error: unknown) => boolean
  /** Told what was thrown; it must log neither message nor cause of a platform's answer. */
  readonly onThrown?: (held: readonly Held[], error: unknown) => void
}

/** An outcome for every key. A batch that throws is run again key by key. */
export async function runBatch(batch: BatchRun): Promise<Ended[]> {
  const together = await attempt(batch, batch.held)
  if (together.answered) return pair(batch.held, together.outcomes)
  if (batch.held.length === 1 || together.outcome.kind === 'released') {
    return batch.held.map((held) => ({ held, outcome: together.outcome }))
  }
  const ended: Ended[] = []
  for (const held of batch.held) {
    const alone = await attempt(batch, [held])
    if (alone.answered) ended.push(...pair([held], alone.outcomes))
    else ended.push({ held, outcome: alone.outcome })
  }
  return ended
}

type Attempt =
  | { readonly answered: true; readonly outcomes: readonly Outcome[] }
  | { readonly answered: false; readonly outcome: Outcome }

async function attempt(batch: BatchRun, held: readonly Held[]): Promise<Attempt> {
  try {
    const outcomes = await batch.handler.handle(held, batch.run)
    if (outcomes.length === held.length) return { answered: true, outcomes }
    return { answered: false, outcome: { kind: 'failed', code: 'OUTCOMES_MISSING' } }
  } catch (error) {
    batch.onThrown?.(held, error)
    const away = isOutage(error) || batch.isOutage?.(error) === true
    return {
      answered: false,
      outcome: away ? { kind: 'released' } : { kind: 'failed', code: failureCode(error) },
    }
  }
}

function pair(held: readonly Held[], outcomes: readonly Outcome[]): Ended[] {
  return outcomes.flatMap((outcome, place) => {
    const one = held[place]
    return one === undefined ? [] : [{ held: one, outcome }]
  })
}
