/** `crossdock map`: which Amazon SKU stands for which Shopify variants. */
import { readFile, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { exportMappings } from '../operations/catalog/export-mappings.ts'
import { type Imported, importMappings } from '../operations/catalog/import-mappings.ts'
import { mapSku } from '../operations/catalog/map-sku.ts'
import type { WantedComponent } from '../operations/catalog/resolve-components.ts'
import { unmapSku } from '../operations/catalog/unmap-sku.ts'
import { OperationError } from '../operations/operation-error.ts'
import { type MappingRow, readMappings } from '../store/read/mappings.ts'
import { type CommonOptions, withAccount, withCommonOptions } from './open-account.ts'
import { wholeUpTo } from './orders-list.ts'
import { say, sayJson, table } from './print.ts'

type ListOptions = CommonOptions & {
  readonly search?: string
  readonly after?: string
  readonly limit: number
}
type ImportOptions = CommonOptions & { readonly refuseBad?: boolean }

const badRowsShown = 50

export function addMap(program: Command): void {
  const map = program.command('map').description('map Amazon SKUs to Shopify variants')
  addList(map)
  withCommonOptions(map.command('set <amazon-sku> <variant...>'))
    .description('map a SKU: Shopify SKUs or gids; 2*SKU takes two units of it')
    .action((amazonSku: string, variants: string[], options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const components = variants.map(readComponent)
        const mapped = await mapSku(deps, actor, { accountId, amazonSku, components })
        if (options.json === true) sayJson(mapped)
        else say(`Mapped ${mapped.amazonSku}. ${replayed(mapped.replayedOrders)}`)
      }),
    )
  withCommonOptions(map.command('remove <amazon-sku>'))
    .description('take a mapping away')
    .action((amazonSku: string, options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const unmapped = await unmapSku(deps, actor, { accountId, amazonSku })
        if (options.json === true) sayJson(unmapped)
        else say(`Taken away: ${amazonSku}. ${replayed(unmapped.replayedOrders)}`)
      }),
    )
  addFiles(map)
}

function addList(map: Command): void {
  withCommonOptions(map.command('list'))
    .description('the mappings, by Amazon SKU')
    .option('--search <text>', 'the beginning of an Amazon SKU')
    .option('--limit <count>', 'at most 500', wholeUpTo(500), 50)
    .option('--after <amazon-sku>', 'the place that the page before ended with')
    .action((options: ListOptions) =>
      withAccount(options, async ({ deps, accountId }) => {
        const { search = null, after = null, limit } = options
        const page = await readMappings(deps.db, accountId, { search, after, limit })
        if (options.json === true) sayJson(page)
        else if (page.mappings.length === 0) say('No SKU is mapped.')
        else {
          say(table(columns, page.mappings.flatMap(rowsOf)))
          if (page.next !== null) say(`\nMore: crossdock map list --after ${page.next}`)
        }
      }),
    )
}

function addFiles(map: Command): void {
  withCommonOptions(map.command('import <file>'))
    .description('take a CSV table: amazon_sku, shopify_sku or variant_gid, quantity')
    .option('--refuse-bad', 'take nothing when one row is bad')
    .action((file: string, options: ImportOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const csv = await readText(file)
        const onBadRows = options.refuseBad === true ? 'refuse-all' : 'apply-good'
        const imported = await importMappings(deps, actor, { accountId, csv, onBadRows })
        if (options.json === true) sayJson(imported)
        else say(importWords(imported))
        if (imported.bad.length > 0) process.exitCode = 1
      }),
    )
  withCommonOptions(map.command('export'))
    .description('the whole table as CSV, on standard output or into a file')
    .option('--file <file>', 'where to write it')
    .action((options: CommonOptions & { readonly file?: string }) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const pieces: string[] = []
        for await (const piece of exportMappings(deps, actor, accountId)) pieces.push(piece)
        const csv = pieces.join('')
        if (options.file !== undefined) await writeFile(options.file, csv)
        if (options.json === true) {
          sayJson(options.file === undefined ? { csv } : { file: options.file })
        } else if (options.file === undefined) process.stdout.write(csv)
        else say(`Written to ${options.file}.`)
      }),
    )
}

const columns = [
  { title: 'AMAZON SKU' },
  { title: 'UNITS', align: 'right' },
  { title: 'SHOPIFY SKU' },
  { title: 'PRODUCT', flexible: true },
] as const

function rowsOf(mapping: MappingRow): string[][] {
  return mapping.components.map((part, index) => [
    index === 0 ? mapping.amazonSku : '  +',
    `${part.quantity}`,
    part.gone ? 'gone from the shop' : (part.shopifySku ?? part.variantGid),
    [part.productTitle, part.variantTitle].filter((one) => one !== null && one !== '').join(', '),
  ])
}

/** `2*MUG`: two units of MUG. */
function readComponent(text: string): WantedComponent {
  const [, count, variant] = /^(\d{1,4})\*(.+)$/.exec(text) ?? []
  if (count === undefined || variant === undefined) return { variant: text, quantity: 1 }
  return { variant, quantity: Number(count) }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new OperationError('FILE_UNREADABLE', `${file} cannot be read.`, 'Check its name.')
  }
}

function importWords({ applied, bad, replayedOrders }: Imported): string {
  const lines = bad
    .slice(0, badRowsShown)
    .map(({ line, amazonSku, reason }) => `  line ${line}: ${amazonSku || '(no SKU)'}  ${reason}`)
  const more = bad.length - lines.length
  return [
    `${applied} SKUs mapped. ${replayed(replayedOrders)}`,
    ...(bad.length === 0 ? [] : [`${bad.length} rows were not taken:`, ...lines]),
    ...(more > 0 ? [`  and ${more} more; --json has all`] : []),
  ].join('\n')
}

function replayed(count: number): string {
  if (count === 0) return 'No held order waited for it.'
  return count === 1 ? '1 held order looks again.' : `${count} held orders look again.`
}
