/**
 * Finds the Shopify variant of every Amazon line (docs/rules/matching.md). Pure; the catalogue holds
 * the variants that the store found by SKU, former SKU, mapping and title key. More than one answer
 * at the step that answers is a hold, never a guess.
 */
import type { VariantGid } from '../ids.ts'
import type { MatchTrace } from '../step.ts'
import type { AmazonItem, AmazonOrder } from './amazon-order.ts'
import { matchTitle } from './match-title.ts'
import type { ImportPolicy } from './policy.ts'
import type { HoldDetail } from './reasons.ts'
import type { Catalogue, CatalogueVariant, Mapping } from './view.ts'

export { normaliseTitle, titleKeys } from './match-title.ts'

export type MatchedComponent = {
  readonly variantGid: VariantGid
  readonly sku: string | null
  readonly title: string
  /** Units of the variant in one Amazon unit. */
  readonly quantity: number
  readonly priceMinor: number | null
}

export type MatchedLine = {
  readonly item: AmazonItem
  readonly step: MatchTrace['step']
  /** Empty for a custom line. */
  readonly components: readonly MatchedComponent[]
}

export type Matching =
  | { readonly kind: 'matched'; readonly lines: readonly MatchedLine[] }
  | {
      readonly kind: 'held'
      readonly code: 'SKU_UNMAPPED' | 'SKU_AMBIGUOUS'
      readonly detail: HoldDetail
    }

export function matchLines(
  order: AmazonOrder,
  catalogue: Catalogue,
  policy: Pick<ImportPolicy, 'mappingFirst' | 'unmapped'>,
): Matching {
  // A line of which nothing is left (cancelled by the buyer) sells nothing.
  const items = order.items.filter((item) => item.quantityOrdered > 0)
  const found = items.map((item) => ({ item, found: matchItem(item, catalogue, policy) }))
  const ambiguous = found.find((line) => line.found.kind === 'several')
  if (ambiguous?.found.kind === 'several') {
    const { item, found: several } = ambiguous
    return {
      kind: 'held',
      code: 'SKU_AMBIGUOUS',
      detail: {
        sku: item.sku ?? '',
        title: item.title,
        variants: several.variants.map(variantName),
      },
    }
  }
  const unmapped = found.filter((line) => line.found.kind === 'none')
  if (unmapped.length > 0 && policy.unmapped === 'hold') {
    return {
      kind: 'held',
      code: 'SKU_UNMAPPED',
      detail: {
        sku: unmapped[0]?.item.sku ?? '',
        skus: unmapped.map(({ item }) => item.sku ?? ''),
        titles: unmapped.map(({ item }) => item.title),
      },
    }
  }
  const lines = found.map(({ item, found: match }): MatchedLine => {
    if (match.kind === 'found') return { item, step: match.step, components: match.components }
    return { item, step: 'custom-line', components: [] }
  })
  return { kind: 'matched', lines }
}

type ItemMatch =
  | {
      readonly kind: 'found'
      readonly step: MatchTrace['step']
      readonly components: readonly MatchedComponent[]
    }
  | { readonly kind: 'several'; readonly variants: readonly CatalogueVariant[] }
  | { readonly kind: 'none' }

function matchItem(
  item: AmazonItem,
  catalogue: Catalogue,
  policy: Pick<ImportPolicy, 'mappingFirst'>,
): ItemMatch {
  const mapped = byMapping(item, catalogue)
  if (mapped !== undefined && policy.mappingFirst) return mapped
  const direct = bySkuOrTitle(item, catalogue.variants)
  if (direct.kind === 'found') return direct
  // An explicit mapping answers an ambiguity too: it is what a person decided.
  return mapped ?? direct
}

function bySkuOrTitle(item: AmazonItem, variants: readonly CatalogueVariant[]): ItemMatch {
  const { sku } = item
  if (sku !== null && sku !== '') {
    const current = variants.filter((variant) => variant.sku === sku)
    if (current.length > 0) return oneOf(current, 'sku')
    const former = variants.filter((variant) => variant.formerSkus.includes(sku))
    if (former.length > 0) return oneOf(former, 'former-sku')
  }
  const titled = matchTitle(item.title, variants)
  if (titled.kind === 'one') return oneOf([titled.variant], 'title')
  return titled
}

function oneOf(variants: readonly CatalogueVariant[], step: MatchTrace['step']): ItemMatch {
  const [variant] = variants
  if (variant === undefined) return { kind: 'none' }
  if (variants.length > 1) return { kind: 'several', variants }
  return { kind: 'found', step, components: [component(variant, 1)] }
}

/** Undefined without a usable mapping: none, or one that names a variant the shop no longer has. */
function byMapping(item: AmazonItem, catalogue: Catalogue): ItemMatch | undefined {
  const mapping = catalogue.mappings.find((one: Mapping) => one.sku === item.sku)
  if (mapping === undefined || mapping.components.length === 0) return undefined
  const components = mapping.components.flatMap(({ variantGid, quantity }) => {
    const variant = catalogue.variants.find((one) => one.variantGid === variantGid)
    const usable = variant !== undefined && Number.isSafeInteger(quantity) && quantity > 0
    return usable ? [component(variant, quantity)] : []
  })
  if (components.length < mapping.components.length) return undefined
  return { kind: 'found', step: 'mapping', components }
}

function component(variant: CatalogueVariant, quantity: number): MatchedComponent {
  return {
    variantGid: variant.variantGid,
    sku: variant.sku,
    title: variant.productTitle,
    quantity,
    priceMinor: variant.priceMinor,
  }
}

function variantName(variant: CatalogueVariant): string {
  const title = [variant.productTitle, variant.variantTitle]
    .filter((part) => part !== '')
    .join(', ')
  return `${title} (SKU ${variant.sku ?? 'none'})`
}

/** The trace of a match, kept with the create. */
export function traceOf(lines: readonly MatchedLine[]): MatchTrace[] {
  return lines.map((line) => ({
    itemId: line.item.itemId,
    step: line.step,
    variantGids: line.components.map(({ variantGid }) => variantGid),
  }))
}
