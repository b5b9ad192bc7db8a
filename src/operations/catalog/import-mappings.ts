/**
 * Takes a table of mappings. Bad rows are named with their line and reason; the good ones are applied,
 * or nothing is, as the person chose; a dry run only says what each row would do. All held orders with these
 * SKUs look again.
 */
import type { AccountId } from '../../core/ids.ts'
import { writeAudit } from '../../store/audit.ts'
import { saveMappings } from '../../store/catalogue.ts'
import {
  connectedAccounts,
  type GlobalMapping,
  saveGlobalMappings,
} from '../../store/catalogue-links.ts'
import type { Database } from '../../store/pool.ts'
import { findVariants } from '../../store/read/variants.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { judgeTable, type RowOutcome, type TableLink } from './judge-table.ts'
import { type BadRow, csvRowsMax, type ParsedCsv, parseMappingCsv } from './mapping-csv.ts'
import { replayHeld } from './replay-held.ts'

export type ImportRequest = {
  readonly accountId: AccountId
  readonly csv: string
  /** With `refuse-all` one bad row keeps the whole table out. */
  readonly onBadRows: 'apply-good' | 'refuse-all'
  /** Says what each row would do, and writes nothing. */
  readonly dryRun?: boolean
}

export type Imported = {
  /** Amazon SKUs that are mapped now as the table says. */
  readonly applied: number
  readonly bad: readonly BadRow[]
  readonly replayedOrders: number
  /** The good rows, with what they do or would do. */
  readonly rows: readonly RowOutcome[]
}

export async function importMappings(
  deps: OperationDeps,
  actor: Actor,
  request: ImportRequest,
): Promise<Imported> {
  requireRole(actor, 'operator')
  const { accountId } = request
  const parsed = readable(parseMappingCsv(request.csv))
  const everywhere = parsed.rows.some((row) => row.everywhere)
  if (everywhere) requireRole(actor, 'owner')
  return deps.db.transaction().execute(async (trx) => {
    const { links, bad, rows } = await judgeTable(trx, accountId, parsed)
    const refused = bad.length > 0 && request.onBadRows === 'refuse-all'
    if (request.dryRun === true || refused) return { applied: 0, bad, replayedOrders: 0, rows }
    const by = actorName(actor)
    const own = links.filter((link) => !link.everywhere)
    await saveMappings(trx, accountId, own, by)
    await saveGlobalMappings(trx, await withSkus(trx, accountId, links), by)
    await writeAudit(trx, accountId, {
      actor: by,
      action: 'import-mappings',
      subject: 'sku_mapping',
      detail: { applied: links.length, badRows: bad.length },
    })
    const amazonSkus = links.map(({ sku }) => sku)
    const replayedOrders = await replayHeld(trx, accountId, actor, {
      decision: 'map-sku',
      amazonSkus,
    })
    if (everywhere) await replayElsewhere(trx, accountId, actor, amazonSkus)
    return { applied: links.length, bad, replayedOrders, rows }
  })
}

/** With the SKU of each variant, by which other shops find it. */
async function withSkus(
  trx: Database,
  accountId: AccountId,
  links: readonly TableLink[],
): Promise<GlobalMapping[]> {
  const wanted = links.filter((link) => link.everywhere)
  if (wanted.length === 0) return []
  const gids = wanted.flatMap((link) => link.components.map((part) => part.variantGid))
  const variants = await findVariants(trx, accountId, { gids, skus: [] })
  const skuOf = new Map(variants.map((one) => [one.variantGid, one.sku]))
  return wanted.map(({ sku, components }) => ({
    sku,
    components: components.map((part) => ({
      ...part,
      shopifySku: skuOf.get(part.variantGid) ?? null,
    })),
  }))
}

async function replayElsewhere(
  trx: Database,
  accountId: AccountId,
  actor: Actor,
  amazonSkus: readonly string[],
): Promise<void> {
  for (const other of await connectedAccounts(trx)) {
    if (other === accountId) continue
    await replayHeld(trx, other, actor, { decision: 'map-sku', amazonSkus })
  }
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
