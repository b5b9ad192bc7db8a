/** One call for the catalogue: a token of the budget first, and a failure as what becomes of the key. */
import { PlatformError } from '../core/platform-error.ts'
import type { Held } from '../work/held.ts'
import type { ReconcileDeps } from './account.ts'
import { notReached } from './act/not-reached.ts'
import type { KeyOutcome } from './key-outcome.ts'

export type Asked<T> =
  | { readonly is: 'answer'; readonly answer: T }
  /** `no`: the platform said no to the question itself, or may not be asked it. */
  | { readonly is: 'stopped'; readonly outcome: KeyOutcome; readonly no: string | null }

export async function askFor<T>(
  deps: ReconcileDeps,
  held: Held,
  /** `wake`: who has many calls to make is woken for several at once, not for each. */
  budget: { readonly bucket: string; readonly amount: number; readonly wake?: number },
  call: () => Promise<T>,
): Promise<Asked<T>> {
  const { bucket, amount } = budget
  const grant = await deps.take({ bucket, lane: held.lane, amount, count: 1, waited: held.waited })
  if (grant.granted < 1) {
    const notBeforeMs = grant.notBeforeMs ?? 0
    const parked = {
      held,
      is: 'parked',
      bucket,
      notBeforeMs,
      amount: budget.wake ?? amount,
    } as const
    return { is: 'stopped', outcome: parked, no: null }
  }
  try {
    return { is: 'answer', answer: await call() }
  } catch (error) {
    const outcome = notReached(held, error)
    if (outcome.is === 'go-on') throw error
    return { is: 'stopped', outcome, no: noOf(error) }
  }
}

function noOf(error: unknown): string | null {
  if (!(error instanceof PlatformError)) return null
  const { kind, code } = error.facts
  return kind === 'rejected' || kind === 'contract' || kind === 'unauthorized' ? code : null
}
