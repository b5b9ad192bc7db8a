/**
 * What may follow an attempt of which no clear answer came, by the repeat class of its write
 * (docs/rules/writes.md). Pure; the proof is a reading of the Shopify order that began late enough.
 */
import type { AttemptId } from '../ids.ts'
import type { EffectRecord } from './life-view.ts'

export type Settling =
  /** Nothing was tried, or what was tried surely did nothing: the write may go. */
  | { readonly is: 'free'; readonly disproves: AttemptId | null }
  | { readonly is: 'done'; readonly platformId: string | null }
  /** The reading shows it: it was ours, and is to be recorded. */
  | { readonly is: 'found'; readonly platformId: string }
  | { readonly is: 'refused'; readonly code: string; readonly atMs: number }
  /** Not before this world time may a reading prove anything. */
  | { readonly is: 'wait'; readonly untilMs: number }
  | { readonly is: 'look' }

/** For look-first writes on Shopify. `shown`: the platform id under which the newest reading shows it. */
export function settleByReading(
  effect: EffectRecord | undefined,
  shown: string | null,
  nowMs: number,
): Settling {
  if (effect === undefined) return { is: 'free', disproves: null }
  if (effect.platformId !== null || effect.doneAtMs !== null) {
    return { is: 'done', platformId: effect.platformId }
  }
  if (shown !== null) return { is: 'found', platformId: shown }
  const [newest] = effect.attempts
  if (newest === undefined || newest.state === 'disproved') return { is: 'free', disproves: null }
  if (newest.state === 'done') return { is: 'done', platformId: null }
  if (newest.state === 'refused') {
    return { is: 'refused', code: newest.code ?? 'REFUSED', atMs: newest.atMs }
  }
  if (newest.shopReadAfterSettle) return { is: 'free', disproves: newest.attemptId }
  return nowMs < newest.settledAtMs ? { is: 'wait', untilMs: newest.settledAtMs } : { is: 'look' }
}

export function effectOf(
  effects: readonly EffectRecord[],
  key: EffectRecord['key'],
): EffectRecord | undefined {
  return effects.find((effect) => effect.key === key)
}
