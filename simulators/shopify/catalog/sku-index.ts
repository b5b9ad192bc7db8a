/** The shop's search over SKUs: by words and whatever the case, as loose as the platform's. */
import type { VariantRecord } from '../records.ts'

export type SkuIndex = {
  add(variant: VariantRecord): void
  remove(variant: VariantRecord): void
  /** Variants whose SKU has all words of the text, rising by id. */
  find(text: string): readonly VariantRecord[]
}

export function createSkuIndex(): SkuIndex {
  // Most words stand in one SKU only: those need no set of their own.
  const byWord = new Map<string, VariantRecord | Set<VariantRecord>>()
  const having = (word: string): Set<VariantRecord> => {
    const known = byWord.get(word)
    return known instanceof Set ? known : new Set(known === undefined ? [] : [known])
  }
  return {
    add(variant) {
      for (const word of wordsOf(variant.sku)) {
        const known = byWord.get(word)
        if (known instanceof Set) known.add(variant)
        else byWord.set(word, known === undefined ? variant : new Set([known, variant]))
      }
    },
    remove(variant) {
      for (const word of wordsOf(variant.sku)) {
        const known = byWord.get(word)
        if (known instanceof Set) known.delete(variant)
        else if (known === variant) byWord.delete(word)
      }
    },
    find(text) {
      const sets = wordsOf(text)
        .map(having)
        .sort((a, b) => a.size - b.size)
      const [smallest, ...others] = sets
      if (!smallest) return []
      return [...smallest]
        .filter((variant) => others.every((set) => set.has(variant)))
        .sort((a, b) => a.numericId - b.numericId)
    },
  }
}

/** The words that the index makes of a text: what stands between dashes, underscores, dots and blanks. */
export function wordsOf(text: string | null): string[] {
  return (text ?? '')
    .toLowerCase()
    .split(/[\s\-_./]+/)
    .filter((word) => word !== '')
}
