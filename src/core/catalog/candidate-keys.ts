/**
 * Under which keys a variant might stand that an Amazon SKU means. The store asks its indexes for these keys and
 * for nothing else, so a suggestion costs the same among a hundred variants and a million. Pure and bounded.
 */
import { normaliseTitle, titleKeys } from '../orders/match-title.ts'
import { skuKey } from './sku-key.ts'

/** What is known of an Amazon SKU: from its listings, or from the lines of the orders that wait. */
export type AmazonSide = {
  readonly amazonSku: string
  readonly title: string | null
  /** `barcodeKey` of each. */
  readonly barcodes: readonly string[]
}

/** Asked for first: what they find is good evidence. */
export type StrongKeys = {
  readonly skuKey: string
  readonly barcodes: readonly string[]
  readonly titleKeys: readonly string[]
}

/** Asked for where the first find nothing good: spellings that differ a little. */
export type WeakKeys = {
  /** Keys one character away, and those with up to four characters less at an end. */
  readonly skuKeys: readonly string[]
  /** SKUs that begin with this and have up to four characters more; null: too short to tell. */
  readonly prefix: string | null
}

export const affixMax = 4

const barcodesMax = 10
const wordsMax = 20
const runWordsMax = 12
const nearLengthMin = 4
const nearLengthMax = 24
const prefixLengthMin = 5
const alphabet = [...'0123456789abcdefghijklmnopqrstuvwxyz']

export function strongKeys({ amazonSku, title, barcodes }: AmazonSide): StrongKeys {
  return {
    skuKey: skuKey(amazonSku),
    barcodes: barcodes.slice(0, barcodesMax),
    titleKeys: title === null ? [] : [...new Set([...titleKeys(title), ...wordRuns(title)])],
  }
}

export function weakKeys({ amazonSku }: AmazonSide): WeakKeys {
  const key = skuKey(amazonSku)
  const letters = [...key]
  if (letters.length < nearLengthMin || letters.length > nearLengthMax) {
    return { skuKeys: [], prefix: null }
  }
  const near = new Set([...oneAway(letters), ...shortened(letters)])
  near.delete(key)
  return { skuKeys: [...near], prefix: letters.length >= prefixLengthMin ? key : null }
}

/** Every run of words of a title: a product's title may stand anywhere in what Amazon shows. */
function wordRuns(title: string): string[] {
  const words = normaliseTitle(title).split(' ').slice(0, wordsMax)
  const runs: string[] = []
  for (let from = 0; from < words.length; from += 1) {
    for (let to = from + 1; to <= Math.min(words.length, from + runWordsMax); to += 1) {
      const run = bare(words.slice(from, to).join(' '))
      // One short word names no product.
      if (run.length >= 4) runs.push(run)
    }
  }
  return runs
}

/** Without the punctuation that belongs to the sentence around it. */
export function bare(run: string): string {
  return run.replace(/^[([{"'|,;:-]+/, '').replace(/[)\]}"'|,;:-]+$/, '')
}

function oneAway(letters: readonly string[]): string[] {
  const found: string[] = []
  for (let at = 0; at <= letters.length; at += 1) {
    const head = letters.slice(0, at).join('')
    const tail = letters.slice(at).join('')
    for (const letter of alphabet) found.push(head + letter + tail)
    if (at === letters.length) continue
    const rest = letters.slice(at + 1).join('')
    found.push(head + rest)
    for (const letter of alphabet) found.push(head + letter + rest)
  }
  return found
}

function shortened(letters: readonly string[]): string[] {
  const found: string[] = []
  for (let less = 1; less <= affixMax && letters.length - less >= nearLengthMin; less += 1) {
    found.push(letters.slice(less).join(''), letters.slice(0, letters.length - less).join(''))
  }
  return found
}
