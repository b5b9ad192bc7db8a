/**
 * The guard against a wrong location, mapping or formula: a run that would set to 0, or change by more than
 * half, too many SKUs at once stops for a person (docs/rules/stock.md).
 */
import type { GuardTerms } from './stock-policy.ts'

export type Change = { readonly from: number; readonly to: number }

export type Verdict = {
  readonly stops: boolean
  readonly big: number
  readonly toZero: number
}

/** `skus`: how many the shop has on Amazon in all. */
export function judgeRun(changes: readonly Change[], skus: number, terms: GuardTerms): Verdict {
  const big = changes.filter(isBig).length
  const toZero = changes.filter(({ from, to }) => to === 0 && from !== 0).length
  const tooMany = big > terms.skus || big * 100 > terms.percent * skus
  return { stops: tooMany && big >= terms.least, big, toZero }
}

export function isBig({ from, to }: Change): boolean {
  return (to === 0 && from !== 0) || Math.abs(to - from) * 2 > from
}
