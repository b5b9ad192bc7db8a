/**
 * Takes a table of mappings. Bad rows are named with their line and reason; the good ones are applied,
 * or nothing is, as the person chose. All held orders with these SKUs look again.
 */
import type { AccountId, VariantGid } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { saveMappings } from '../../store/catalogue.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import {
  type BadRow,
  type CsvRow,
  csvRowsMax,
  type ParsedCsv,
  parseMappingCsv,
} from './mapping-csv.ts'
import { replayHeld } from './replay-held.ts'
import { type Resolved, resolveVariants } from './resolve-components.ts'

export type ImportRequest = {
  readonly accountId: AccountId
  readonly csv: string
  /** With `refuse-all` one bad row keeps the whole table out. */
  readonly onBadRows: 'apply-good' | 'refuse-all'
}

export type Imported = {
  /** Amazon SKUs that are mapped now as the table says. */
  readonly applied: number
  readonly bad: readonly BadRow[]
  readonly replayedOrders: number
}

export async function importMappings(
  deps: OperationDeps,
  actor: Actor,
  request: ImportRequest,
): Promise<Imported> {
  requireRole(actor, 'operator')
  const { accountId } = request
  const parsed = readable(parseMappingCsv(request.csv))
  return deps.db.transaction().execute(async (trx) => {
    const resolve = await resolveVariants(trx, accountId, [
      ...new Set(parsed.rows.map((row) => row.variant)),
    ])
    const { kits, bad } = judge(parsed, resolve)
    if (bad.length > 0 && request.onBadRows === 'refuse-all') {
      return { applied: 0, bad, replayedOrders: 0 }
    }
    const mappings = [...kits].map(([sku, components]) => ({ sku, components }))
    const by = actorName(actor)
    await saveMappings(trx, accountId, mappings, by)
    await writeAudit(trx, accountId, {
      actor: by,
      action: 'import-mappings',
      subject: 'sku_mapping',
      detail: { applied: mappings.length, badRows: bad.length },
    })
    const amazonSkus = mappings.map(({ sku }) => sku)
    const replayedOrders = await replayHeld(trx, accountId, actor, {
      decision: 'map-sku',
      amazonSkus,
    })
    return { applied: mappings.length, bad, replayedOrders }
  })
}

function readable(parsed: ParsedCsv): Extract<ParsedCsv, { is: 'rows' }> {
  if (parsed.is === 'rows') return parsed
  const place = parsed.line === null ? '' : ` (line ${parsed.line})`
  const words = {
    heading: [
      `The first line does not name the columns${place}.`,
      'Begin with: amazon_sku,shopify_sku,quantity or amazon_sku,variant_gid,quantity.',
    ],
    quotes: [
      `The file is no CSV: a quote is not closed or stands in the middle${place}.`,
      'Save it again from the spreadsheet as CSV (UTF-8).',
    ],
    'too-many-rows': [`The file has more than ${csvRowsMax} rows.`, 'Send it in parts.'],
  } as const
  const [cause, fix] = words[parsed.problem]
  throw new OperationError('MAPPING_CSV_UNREADABLE', cause, fix)
}

type Kits = Map<string, { variantGid: VariantGid; quantity: number }[]>

function judge(
  parsed: Extract<ParsedCsv, { is: 'rows' }>,
  resolve: (variant: string) => Resolved,
): { kits: Kits; bad: BadRow[] } {
  const bad: BadRow[] = [...parsed.bad]
  const good: (CsvRow & { readonly variantGid: VariantGid })[] = []
  for (const row of parsed.rows) {
    const found = resolve(row.variant)
    if (found.is === 'found') good.push({ ...row, variantGid: found.variantGid })
    else {
      const reason = found.is === 'none' ? 'VARIANT_NOT_FOUND' : 'VARIANT_AMBIGUOUS'
      bad.push({ line: row.line, amazonSku: row.amazonSku, reason })
    }
  }
  const spoilt = new Set(bad.map((row) => row.amazonSku))
  const kits: Kits = new Map()
  for (const { line, amazonSku, variantGid, quantity } of good) {
    if (spoilt.has(amazonSku)) bad.push({ line, amazonSku, reason: 'KIT_INCOMPLETE' })
    else kits.set(amazonSku, [...(kits.get(amazonSku) ?? []), { variantGid, quantity }])
  }
  return { kits, bad: bad.sort((left, right) => left.line - right.line) }
}
