/**
 * Finds a variant by the title that Amazon shows: "T-Shirt: Size XL" is the product "T-Shirt" with
 * Size = XL. Every option must be named exactly once and nothing may be left over: no guess.
 */
import type { CatalogueVariant } from './view.ts'

/** Case, blanks and Unicode forms folded; the key under which the store finds products by title. */
export function normaliseTitle(title: string): string {
  return title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/**
 * The product titles that an Amazon title may begin with, longest first: the whole, then the text
 * before each separator (`:` ` - ` `,` `(` and their like). The store preloads variants by them.
 */
export function titleKeys(amazonTitle: string): string[] {
  return readings(amazonTitle).map(({ title }) => title)
}

export type TitleMatch =
  | { readonly kind: 'one'; readonly variant: CatalogueVariant }
  | { readonly kind: 'several'; readonly variants: readonly CatalogueVariant[] }
  | { readonly kind: 'none' }

export function matchTitle(amazonTitle: string, variants: readonly CatalogueVariant[]): TitleMatch {
  const byTitle = Map.groupBy(variants, (variant) => normaliseTitle(variant.productTitle))
  const found = new Map<string, CatalogueVariant>()
  for (const { title, labels } of readings(amazonTitle)) {
    const product = byTitle.get(title) ?? []
    // Without labels the whole product is meant, which settles nothing unless it has one variant.
    const fitting = labels === '' ? product : product.filter((one) => labelsOf(one).has(labels))
    for (const variant of fitting) found.set(variant.variantGid, variant)
  }
  const all = [...found.values()]
  const [first] = all
  if (first === undefined) return { kind: 'none' }
  return all.length === 1 ? { kind: 'one', variant: first } : { kind: 'several', variants: all }
}

type Reading = { readonly title: string; readonly labels: string }

const separator = /[:,([|]|\s[-\u2013\u2014]\s/g
const readingsMax = 20

function readings(amazonTitle: string): Reading[] {
  const text = normaliseTitle(amazonTitle)
  const cuts = [...text.matchAll(separator)].map((match) => match.index).reverse()
  const split = cuts.map((at) => ({ title: text.slice(0, at).trim(), labels: text.slice(at) }))
  const all = [{ title: text, labels: '' }, ...split.slice(-readingsMax)]
  const seen = new Set<string>()
  return all.flatMap(({ title, labels }) => {
    if (title === '' || seen.has(title)) return []
    seen.add(title)
    return [{ title, labels: foldLabels(labels) }]
  })
}

/** Labels without their punctuation: "(Size: XL, Colour: Blue)" and "size xl colour blue" are one. */
function foldLabels(labels: string): string {
  return normaliseTitle(labels.replace(/\s[-\u2013\u2014]\s/g, ' ').replace(/[:,()[\]|/;=]/g, ' '))
}

const optionsMax = 3

/** Every way to name all options of a variant, in any order, with or without the option's name. */
function labelsOf(variant: CatalogueVariant): Set<string> {
  const options = variant.options.filter(
    ({ name, value }) => !(name === 'Title' && value === 'Default Title'),
  )
  if (options.length === 0 || options.length > optionsMax) return new Set()
  const forms = options.map(({ name, value }) => [
    foldLabels(value),
    foldLabels(`${name} ${value}`),
  ])
  return new Set(inAnyOrder(forms).map((words) => words.join(' ')))
}

function inAnyOrder(forms: readonly (readonly string[])[]): string[][] {
  if (forms.length === 0) return [[]]
  return forms.flatMap((own, at) => {
    const others = inAnyOrder(forms.filter((_, place) => place !== at))
    return own.flatMap((form) => others.map((rest) => [form, ...rest]))
  })
}
