/**
 * Which variants an Amazon SKU may mean, each with the evidence for it, best first. A suggestion is a question
 * to a person: nothing here or elsewhere applies one by itself. Pure.
 */
import type { VariantGid } from '../ids.ts'
import { normaliseTitle } from '../orders/match-title.ts'
import { type AmazonSide, affixMax, strongKeys } from './candidate-keys.ts'
import { type SkuDifference, skuDifference } from './sku-difference.ts'
import { barcodeKey, skuKey } from './sku-key.ts'

export type Candidate = {
  readonly variantGid: VariantGid
  readonly sku: string | null
  readonly productTitle: string
  readonly variantTitle: string
  readonly options: readonly { readonly name: string; readonly value: string }[]
  readonly barcode: string | null
}

export type LinkEvidence =
  | { readonly is: 'same-barcode'; readonly barcode: string }
  /** Case and separators aside. */
  | { readonly is: 'same-sku'; readonly difference: SkuDifference }
  /** `characters` of it differ. */
  | { readonly is: 'near-sku'; readonly difference: SkuDifference }
  /** One is the other with a little more at an end. */
  | { readonly is: 'longer-sku'; readonly difference: SkuDifference }
  | {
      readonly is: 'title'
      readonly options: 'none' | 'all-named' | 'some-named'
      /** Options that the Amazon title does not name. */
      readonly unnamed: readonly string[]
    }

export type LinkSuggestion = {
  readonly variant: Candidate
  readonly strength: 'strong' | 'likely' | 'weak'
  readonly evidence: readonly LinkEvidence[]
}

export const suggestionsMax = 5

const nearMax = 2

/** At most five; none without evidence. The order of the candidates does not matter. */
export function suggestLinks(
  side: AmazonSide,
  candidates: readonly Candidate[],
): readonly LinkSuggestion[] {
  const byGid = new Map(candidates.map((candidate) => [candidate.variantGid, candidate]))
  const judged = [...byGid.values()].flatMap((variant) => {
    const evidence = evidenceFor(side, variant)
    const weight = evidence.reduce((sum, one) => sum + weightOf(one), 0)
    return evidence.length === 0 ? [] : [{ variant, evidence, weight }]
  })
  judged.sort((left, right) => right.weight - left.weight || compareGids(left, right))
  return judged
    .slice(0, suggestionsMax)
    .map(({ weight, ...one }) => ({ ...one, strength: strengthOf(weight) }))
}

/** The best of a side is good: spellings that differ need not be looked for. */
export function isSettled(suggestions: readonly LinkSuggestion[]): boolean {
  return suggestions[0]?.strength === 'strong'
}

function evidenceFor(side: AmazonSide, variant: Candidate): LinkEvidence[] {
  const found: LinkEvidence[] = []
  const barcode = barcodeKey(variant.barcode)
  if (barcode !== null && side.barcodes.includes(barcode)) {
    found.push({ is: 'same-barcode', barcode: variant.barcode ?? '' })
  }
  const sku = skuEvidence(side.amazonSku, variant.sku)
  if (sku !== undefined) found.push(sku)
  const title = titleEvidence(side, variant)
  if (title !== undefined) found.push(title)
  return found
}

function skuEvidence(amazonSku: string, shopifySku: string | null): LinkEvidence | undefined {
  if (shopifySku === null) return undefined
  const left = skuKey(amazonSku)
  const right = skuKey(shopifySku)
  if (left === '' || right === '') return undefined
  const difference = skuDifference(amazonSku, shopifySku)
  if (left === right) return { is: 'same-sku', difference }
  const keys = skuDifference(left, right)
  const short = Math.min(left.length, right.length) < 4
  if (!short && keys.characters <= nearMax) return { is: 'near-sku', difference }
  const [shorter, longer] = left.length < right.length ? [left, right] : [right, left]
  const isEnd = longer.startsWith(shorter) || longer.endsWith(shorter)
  if (!short && isEnd && longer.length - shorter.length <= affixMax) {
    return { is: 'longer-sku', difference }
  }
  return undefined
}

function titleEvidence(side: AmazonSide, variant: Candidate): LinkEvidence | undefined {
  const { title } = side
  const product = normaliseTitle(variant.productTitle)
  if (title === null || product === '') return undefined
  const whole = normaliseTitle(title)
  if (!strongKeys(side).titleKeys.includes(product)) return undefined
  const rest = words(whole.replace(product, ' '))
  const options = variant.options.filter(
    ({ name, value }) => !(name === 'Title' && value === 'Default Title'),
  )
  if (options.length === 0) return { is: 'title', options: 'none', unnamed: [] }
  const unnamed = options.filter(({ value }) => !words(value).every((word) => rest.includes(word)))
  if (unnamed.length === options.length) return undefined
  return {
    is: 'title',
    options: unnamed.length === 0 ? 'all-named' : 'some-named',
    unnamed: unnamed.map(({ name }) => name),
  }
}

function words(text: string): string[] {
  return normaliseTitle(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function weightOf(evidence: LinkEvidence): number {
  switch (evidence.is) {
    case 'same-barcode':
      return 100
    case 'same-sku':
      return 80
    case 'title':
      return { none: 45, 'all-named': 60, 'some-named': 15 }[evidence.options]
    case 'near-sku':
      // SKUs of a series differ by a digit and are different products.
      return onlyDigitsDiffer(evidence.difference) ? 10 : 40 - 10 * evidence.difference.characters
    case 'longer-sku':
      return 30
  }
}

function onlyDigitsDiffer({ amazon, shopify }: SkuDifference): boolean {
  const differing = [...amazon, ...shopify].filter((piece) => !piece.same)
  return differing.length > 0 && differing.every((piece) => /^\d+$/.test(piece.text))
}

function strengthOf(weight: number): LinkSuggestion['strength'] {
  if (weight >= 80) return 'strong'
  return weight >= 30 ? 'likely' : 'weak'
}

type Judged = { readonly variant: Candidate }

function compareGids({ variant: left }: Judged, { variant: right }: Judged): number {
  return left.variantGid < right.variantGid ? -1 : left.variantGid > right.variantGid ? 1 : 0
}
