/**
 * What each row of a table of mappings would do, before anything is written: new, changed or as it is already,
 * or why it cannot be taken.
 */
import type { AccountId, VariantGid } from '../../core/ids.ts'
import type { LinkedPart } from '../../store/catalogue-links.ts'
import type { Database } from '../../store/pool.ts'
import { type MappingRow, readMappingsIn } from '../../store/read/mappings.ts'
import type { BadRow, CsvRow, ParsedCsv } from './mapping-csv.ts'
import { type Resolved, resolveVariants } from './resolve-components.ts'

export type TableLink = {
  readonly sku: string
  readonly everywhere: boolean
  readonly components: readonly LinkedPart[]
}

export type RowOutcome = {
  readonly line: number
  readonly amazonSku: string
  readonly variantGid: VariantGid
  readonly quantity: number
  readonly everywhere: boolean
  readonly outcome: 'new' | 'changed' | 'same'
}

export type JudgedTable = {
  readonly links: readonly TableLink[]
  readonly bad: readonly BadRow[]
  readonly rows: readonly RowOutcome[]
}

type GoodRow = CsvRow & { readonly variantGid: VariantGid }

const skusTogether = 5_000

export async function judgeTable(
  trx: Database,
  accountId: AccountId,
  parsed: Extract<ParsedCsv, { is: 'rows' }>,
): Promise<JudgedTable> {
  const written = [...new Set(parsed.rows.map((row) => row.variant))]
  const { good, bad } = judgeRows(parsed, await resolveVariants(trx, accountId, written))
  const links = linksOf(good)
  const before = await linksBefore(trx, accountId, [...links.keys()])
  const rows = good.map((row): RowOutcome => {
    const { line, amazonSku, variantGid, quantity, everywhere } = row
    const link = links.get(amazonSku)
    const outcome = outcomeOf(link, before.get(amazonSku))
    return { line, amazonSku, variantGid, quantity, everywhere, outcome }
  })
  return { links: [...links.values()], bad: bad.sort((a, b) => a.line - b.line), rows }
}

function judgeRows(
  parsed: Extract<ParsedCsv, { is: 'rows' }>,
  resolve: (variant: string) => Resolved,
): { good: GoodRow[]; bad: BadRow[] } {
  const bad: BadRow[] = [...parsed.bad]
  const found: GoodRow[] = []
  const scopes = new Map(parsed.rows.map((row) => [row.amazonSku, row.everywhere]))
  for (const row of parsed.rows) {
    const { line, amazonSku } = row
    const variant = resolve(row.variant)
    if (variant.is !== 'found') {
      const reason = variant.is === 'none' ? 'VARIANT_NOT_FOUND' : 'VARIANT_AMBIGUOUS'
      bad.push({ line, amazonSku, reason })
    } else if (scopes.get(amazonSku) !== row.everywhere) {
      bad.push({ line, amazonSku, reason: 'SCOPE_MIXED' })
    } else found.push({ ...row, variantGid: variant.variantGid })
  }
  const spoilt = new Set(bad.map((row) => row.amazonSku))
  const good = found.filter((row) => !spoilt.has(row.amazonSku))
  for (const { line, amazonSku } of found) {
    if (spoilt.has(amazonSku)) bad.push({ line, amazonSku, reason: 'KIT_INCOMPLETE' })
  }
  return { good, bad }
}

function linksOf(good: readonly GoodRow[]): Map<string, TableLink> {
  const parts = new Map<string, LinkedPart[]>()
  for (const { amazonSku, variantGid, quantity } of good) {
    const known = parts.get(amazonSku)
    if (known === undefined) parts.set(amazonSku, [{ variantGid, quantity }])
    else known.push({ variantGid, quantity })
  }
  const links = good.map(({ amazonSku: sku, everywhere }) => {
    return [sku, { sku, everywhere, components: parts.get(sku) ?? [] }] as const
  })
  return new Map(links)
}

async function linksBefore(
  trx: Database,
  accountId: AccountId,
  skus: readonly string[],
): Promise<Map<string, MappingRow>> {
  const found = new Map<string, MappingRow>()
  for (let from = 0; from < skus.length; from += skusTogether) {
    const piece = skus.slice(from, from + skusTogether)
    for (const row of await readMappingsIn(trx, accountId, piece)) found.set(row.amazonSku, row)
  }
  return found
}

function outcomeOf(
  link: TableLink | undefined,
  before: MappingRow | undefined,
): RowOutcome['outcome'] {
  if (before === undefined || link === undefined) return 'new'
  const text = (parts: readonly LinkedPart[]) =>
    JSON.stringify(parts.map((part) => [part.variantGid, part.quantity]))
  const same =
    before.everywhere === link.everywhere && text(before.components) === text(link.components)
  return same ? 'same' : 'changed'
}
