/** The shop's search over SKUs: by words and whatever the case, as loose as the platform's. */
import type { VariantRecord } from '../records.ts'

export type SkuIndex = {
  add(variant: VariantRecord): void
  remove(variant: VariantRecord): void
  /** Variants whose SKU has all words of the text, rising by id. */
  find(text: string): readonly VariantRecord[]
}

export function createSkuIndex(): SkuIndex {
  const byWord = new Map<string, Set<VariantRecord>>()
  return {
    add(variant) {
      for (const word of wordsOf(variant.sku)) {
        const known = byWord.get(word)
        if (known) known.add(variant)
        else byWord.set(word, new Set([variant]))
      }
    },
    remove(variant) {
      for (const word of wordsOf(variant.sku)) byWord.get(word)?.delete(variant)
    },
    find(text) {
      const sets = wordsOf(text)
        .map((word) => byWord.get(word) ?? new Set<VariantRecord>())
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
