/**
 * The mapping table as CSV. Columns: amazon_sku, shopify_sku or variant_gid, quantity (1 when left out), scope
 * (`everywhere` for every connection; this one when left out). Rows with the same amazon_sku make a kit. Comma,
 * semicolon and tab all serve: spreadsheets differ.
 */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { quantityMax } from './resolve-components.ts'

export type CsvRow = {
  /** The line in the file, the heading being line 1. */
  readonly line: number
  readonly amazonSku: string
  readonly variant: string
  readonly quantity: number
  readonly everywhere: boolean
}

export type BadRowReason =
  | 'AMAZON_SKU_MISSING'
  | 'VARIANT_MISSING'
  | 'QUANTITY_UNSOUND'
  | 'SCOPE_UNKNOWN'
  /** Two rows of one Amazon SKU name different scopes. */
  | 'SCOPE_MIXED'
  | 'TOO_MANY_COLUMNS'
  | 'VARIANT_NOT_FOUND'
  | 'VARIANT_AMBIGUOUS'
  /** Another row of the same Amazon SKU is bad: half a kit would be wrong. */
  | 'KIT_INCOMPLETE'

export type BadRow = {
  readonly line: number
  readonly amazonSku: string
  readonly reason: BadRowReason
}

export type ParsedCsv =
  | { readonly is: 'rows'; readonly rows: readonly CsvRow[]; readonly bad: readonly BadRow[] }
  | {
      readonly is: 'unreadable'
      readonly problem: 'heading' | 'quotes' | 'too-many-rows'
      readonly line: number | null
    }

export const csvRowsMax = 200_000

const columns = ['amazon_sku', 'shopify_sku', 'variant_gid', 'quantity', 'scope'] as const

const everywhere = 'everywhere'

export function parseMappingCsv(text: string): ParsedCsv {
  const delimiter = delimiterOf(text)
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: csvRowsMax + 2,
    }) as unknown as typeof records
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : null
    return { is: 'unreadable', problem: 'quotes', line }
  }
  if (records.length > csvRowsMax + 1) {
    return { is: 'unreadable', problem: 'too-many-rows', line: null }
  }
  const [heading, ...others] = records
  const names = heading?.record.map((name) => name.toLowerCase()) ?? []
  const place = (name: (typeof columns)[number]) => names.indexOf(name)
  const hasVariant = place('shopify_sku') >= 0 || place('variant_gid') >= 0
  if (place('amazon_sku') < 0 || !hasVariant) {
    return { is: 'unreadable', problem: 'heading', line: heading?.info.lines ?? null }
  }
  const rows: CsvRow[] = []
  const bad: BadRow[] = []
  for (const { record, info } of others) {
    const value = (name: (typeof columns)[number]) => plain(record[place(name)] ?? '')
    const written = {
      line: info.lines,
      amazonSku: value('amazon_sku'),
      variant: value('variant_gid') || value('shopify_sku'),
      quantity: value('quantity') === '' ? 1 : Number(value('quantity')),
      everywhere: value('scope').toLowerCase() === everywhere,
    }
    const scope = value('scope').toLowerCase()
    const reason = record.length > names.length ? 'TOO_MANY_COLUMNS' : badness(written, scope)
    if (reason === undefined) rows.push(written)
    else bad.push({ line: written.line, amazonSku: written.amazonSku, reason })
  }
  return { is: 'rows', rows, bad }
}

export type CsvMapping = {
  readonly amazonSku: string
  readonly everywhere: boolean
  readonly components: readonly {
    readonly variantGid: string
    readonly shopifySku: string | null
    readonly quantity: number
  }[]
}

/** One row a component. `heading` for the first of several pieces. */
export function writeMappingCsv(mappings: readonly CsvMapping[], heading: boolean): string {
  const rows = mappings.flatMap((mapping) =>
    mapping.components.map((part) => [
      guarded(mapping.amazonSku),
      guarded(part.shopifySku ?? ''),
      part.variantGid,
      part.quantity,
      mapping.everywhere ? everywhere : '',
    ]),
  )
  return stringify(heading ? [[...columns], ...rows] : rows)
}

function badness(row: CsvRow, scope: string): BadRowReason | undefined {
  if (row.amazonSku === '') return 'AMAZON_SKU_MISSING'
  if (row.variant === '') return 'VARIANT_MISSING'
  const sound = Number.isInteger(row.quantity) && row.quantity >= 1 && row.quantity <= quantityMax
  if (!sound) return 'QUANTITY_UNSOUND'
  return scope === '' || scope === everywhere ? undefined : 'SCOPE_UNKNOWN'
}

function delimiterOf(text: string): string {
  const heading = text.slice(0, 500).split(/\r?\n/)[0] ?? ''
  return [';', '\t'].find((one) => heading.includes(one)) ?? ','
}

/**
 * A spreadsheet would run a SKU that begins like a formula; an apostrophe makes it text. One that begins
 * with an apostrophe before such a sign gets one more, so that exactly one is taken away again.
 */
const formula = /^'*[=+\-@\t\r]/

function guarded(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

function plain(text: string): string {
  const rest = text.slice(1)
  return text.startsWith("'") && formula.test(rest) ? rest : text
}
