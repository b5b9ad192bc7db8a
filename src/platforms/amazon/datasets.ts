/**
 * Which datasets we ask Amazon to include with an order, and what we do when it refuses the combination:
 * in August 2026 one region answered 400 InvalidInput to combinations with FULFILLMENT for a day. Then
 * smaller sets are tried, and the one that worked is kept for a while.
 * Source: facts section 1.6 (selling-partner-api-models issue 5365).
 */
import { PlatformError } from '../../core/platform-error.ts'

export const includedDatasets = [
  'BUYER',
  'RECIPIENT',
  'PROCEEDS',
  'EXPENSE',
  'PROMOTION',
  'CANCELLATION',
  'FULFILLMENT',
  'PACKAGES',
  'TAX',
] as const

export type IncludedDataset = (typeof includedDatasets)[number]

/** Largest first. The last one leaves an order without a status, which holds it but shows it. */
const sets: readonly (readonly IncludedDataset[])[] = [
  includedDatasets,
  ['BUYER', 'RECIPIENT', 'PROCEEDS', 'FULFILLMENT', 'TAX'],
  ['BUYER', 'RECIPIENT', 'PROCEEDS', 'PROMOTION', 'TAX'],
]

/** World time for which a smaller set stays in use before the full one is tried again. */
const keepMs = 10 * 60_000

export type WithIncludedData = <T>(
  ask: (datasets: IncludedDataset[]) => Promise<T>,
) => Promise<{ answer: T; lacking: IncludedDataset[] }>

/** `onRefused` is told of every refused combination: it cost a call that no budget granted. */
export function createIncludedData(parts: {
  readonly nowMs: () => number
  readonly onRefused?: (datasets: readonly IncludedDataset[]) => void
}): WithIncludedData {
  let kept = { index: 0, untilMs: 0 }
  return async (ask) => {
    const start = parts.nowMs() < kept.untilMs ? kept.index : 0
    let refusal: unknown
    for (const [index, datasets] of sets.entries()) {
      if (index < start) continue
      try {
        const answer = await ask([...datasets])
        if (index > start) kept = { index, untilMs: parts.nowMs() + keepMs }
        return { answer, lacking: includedDatasets.filter((name) => !datasets.includes(name)) }
      } catch (error) {
        if (!isCombinationRefusal(error)) throw error
        refusal ??= error
        parts.onRefused?.(datasets)
      }
    }
    throw refusal
  }
}

function isCombinationRefusal(error: unknown): boolean {
  if (!(error instanceof PlatformError)) return false
  return error.facts.status === 400 && error.facts.code === 'InvalidInput'
}
