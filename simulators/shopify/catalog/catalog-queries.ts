/** Reads of products, variants, locations and stock, with the looseness of the platform's SKU search. */

import { numericId } from '../gid.ts'
import { type PageArguments, pageOfList } from '../graphql/connections.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { invalidId, NotSimulated, topLevelError } from '../graphql/errors.ts'
import { instantMs } from '../graphql/scalars.ts'
import type { ProductRecord, StockLevel, VariantRecord } from '../records.ts'
import {
  type Comparator,
  parseSearch,
  passes,
  requiredTerms,
  type SearchNode,
  type SearchTerm,
} from '../search-query.ts'
import { itemOf, titleOf } from './catalog-fields.ts'
import { wordsOf } from './sku-index.ts'

type ListArguments = PageArguments & {
  readonly query?: string | null
  readonly sortKey?: string | null
}

export function products(args: ListArguments, context: GraphqlContext): object {
  const node = parseSearch(args.query ?? '')
  const key = args.sortKey ?? 'ID'
  const found = foundOnce(context, () => {
    const rows = context.world.catalog.products()
    return isEverything(node) ? rows : rows.filter((row) => passes(node, judgeProduct(row)))
  })
  const sorted = key === 'UPDATED_AT' ? found.toSorted(byUpdate) : found
  if (!['ID', 'UPDATED_AT', 'RELEVANCE'].includes(key)) throw unknownSort(key)
  return pageOfList(sorted, args, context, (one) => one.numericId)
}

export function productVariants(args: ListArguments, context: GraphqlContext): object {
  const node = parseSearch(args.query ?? '')
  const key = args.sortKey ?? 'ID'
  if (!['ID', 'RELEVANCE'].includes(key)) throw unknownSort(key)
  const rows = foundOnce(context, () => variantsFor(node, context))
  return pageOfList(rows, args, context, (one) => one.numericId)
}

export function inventoryItems(args: ListArguments, context: GraphqlContext): object {
  const rows = foundOnce(context, () =>
    variantsFor(parseSearch(args.query ?? ''), context).map(itemOf),
  )
  return pageOfList(rows, args, context, (one) => one.id)
}

/** A bulk query searches once, not once a part. */
function foundOnce<T>({ slice }: GraphqlContext, search: () => readonly T[]): readonly T[] {
  if (slice === undefined || slice.taken) return search()
  slice.rows ??= search()
  return slice.rows as readonly T[]
}

/** Shopify counts to 10,000 and says when there are more; here every count is exact up to that. */
export function countOf(rows: (context: GraphqlContext) => readonly unknown[]) {
  return (
    args: { limit?: number | null; query?: string | null },
    context: GraphqlContext,
  ): object => {
    if (args.query != null && args.query !== '') throw new NotSimulated('a count by query')
    const count = rows(context).length
    const limit = args.limit ?? 10_000
    const isMore = count > limit
    return { count: isMore ? limit : count, precision: isMore ? 'AT_LEAST' : 'EXACT' }
  }
}

type LocationsArguments = ListArguments & { readonly includeInactive?: boolean | null }

/** By name, without inactive ones unless asked for. */
export function locations(args: LocationsArguments, context: GraphqlContext): object {
  const rows = context.world.catalog
    .locations()
    .filter((one) => one.isActive || args.includeInactive === true)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return pageOfList(rows, args, context, (one) => one.numericId)
}

export function byNumericId<T>(
  type: string,
  find: (id: number) => T | undefined,
): (args: { id: string }) => T | null {
  return ({ id }) => {
    const number = numericId(type, id)
    if (number === undefined) throw invalidId()
    return find(number) ?? null
  }
}

/** The id of a level names its item in the query part. */
export function levelById(args: { id: string }, { world }: GraphqlContext): StockLevel | null {
  if (numericId('InventoryLevel', args.id) === undefined) throw invalidId()
  const item = Number(/inventory_item_id=(\d+)/.exec(args.id)?.[1])
  return world.catalog.variantOfItem(item)?.levels.find((one) => one.id === args.id) ?? null
}

function variantsFor(node: SearchNode, { world }: GraphqlContext): readonly VariantRecord[] {
  const sku = requiredTerms(node).find((term) => term.field === 'sku' && !term.value.includes('*'))
  const rows = sku === undefined ? world.catalog.variants() : world.catalog.variantsBySku(sku.value)
  if (isEverything(node)) return rows
  return rows.filter((row) => passes(node, judgeVariant(row)))
}

function isEverything(node: SearchNode): boolean {
  return node.kind === 'and' && node.parts.length === 0
}

function judgeProduct(product: ProductRecord): (term: SearchTerm) => boolean | undefined {
  return ({ field, value, comparator }) => {
    switch (field) {
      case 'id':
        return compare(product.numericId, Number(value), comparator)
      case 'title':
      case undefined:
        return hasWords(product.title, value)
      case 'status':
        return value.toUpperCase().split(',').includes(product.status)
      case 'sku':
        return product.variants.some((variant) => hasWords(variant.sku, value))
      case 'updated_at':
        return compareTime(product.updatedAtMs, value, comparator)
      case 'created_at':
        return compareTime(product.createdAtMs, value, comparator)
      default:
        return undefined
    }
  }
}

function judgeVariant(variant: VariantRecord): (term: SearchTerm) => boolean | undefined {
  return ({ field, value, comparator }) => {
    switch (field) {
      case 'id':
        return compare(variant.numericId, Number(value), comparator)
      case 'sku':
        return hasWords(variant.sku, value)
      case 'barcode':
        return variant.barcode === value
      case 'product_id':
        return compare(variant.product.numericId, Number(value), comparator)
      case 'title':
      case undefined:
        return hasWords(`${variant.product.title} ${titleOf(variant)}`, value)
      case 'updated_at':
        return compareTime(variant.updatedAtMs, value, comparator)
      default:
        return undefined
    }
  }
}

/** Every word of the wanted text is a word of the text; a last `*` stands for any ending. */
function hasWords(text: string | null, wanted: string): boolean {
  const words = wordsOf(text)
  return wordsOf(wanted).every((one) =>
    one.endsWith('*')
      ? words.some((word) => word.startsWith(one.slice(0, -1)))
      : words.includes(one),
  )
}

function compareTime(ms: number, value: string, comparator: Comparator): boolean {
  const wanted = instantMs(value)
  const second = (one: number): number => Math.floor(one / 1000)
  return wanted !== undefined && compare(second(ms), second(wanted), comparator)
}

function compare(a: number, b: number, comparator: Comparator): boolean {
  if (comparator === '=') return a === b
  if (comparator.startsWith('>')) return a > b || (comparator === '>=' && a === b)
  return a < b || (comparator === '<=' && a === b)
}

function byUpdate(a: ProductRecord, b: ProductRecord): number {
  return a.updatedAtMs - b.updatedAtMs || a.numericId - b.numericId
}

function unknownSort(key: string): Error {
  return topLevelError(`sort key ${key} is not simulated`, 'BAD_REQUEST')
}
