/** `crossdock map import` and `export`: the table as CSV, with a look at what it would do first. */
import { readFile, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { exportMappings } from '../operations/catalog/export-mappings.ts'
import { type Imported, importMappings } from '../operations/catalog/import-mappings.ts'
import { OperationError } from '../operations/operation-error.ts'
import { type CommonOptions, withAccount, withCommonOptions } from './open-account.ts'
import { say, sayJson } from './print.ts'

type ImportOptions = CommonOptions & { readonly refuseBad?: boolean; readonly dryRun?: boolean }
type ReplayWords = (count: number) => string

const badRowsShown = 50

export function addMapFiles(map: Command, replayed: ReplayWords): void {
  withCommonOptions(map.command('import <file>'))
    .description('take a CSV table: amazon_sku, shopify_sku or variant_gid, quantity, scope')
    .option('--refuse-bad', 'take nothing when one row is bad')
    .option('--dry-run', 'say what each row would do, and write nothing')
    .action((file: string, options: ImportOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const csv = await readText(file)
        const onBadRows = options.refuseBad === true ? 'refuse-all' : 'apply-good'
        const dryRun = options.dryRun === true
        const request = { accountId, csv, onBadRows, dryRun } as const
        const imported = await importMappings(deps, actor, request)
        if (options.json === true) sayJson(imported)
        else say(dryRun ? previewWords(imported) : importWords(imported, replayed))
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

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new OperationError('FILE_UNREADABLE', `${file} cannot be read.`, 'Check its name.')
  }
}

function previewWords({ rows, bad }: Imported): string {
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length
  const good = `${count('new')} rows are new, ${count('changed')} change a mapping, ${count('same')} are as it is.`
  return [`Nothing was written. ${good}`, ...badWords(bad)].join('\n')
}

function importWords({ applied, bad, replayedOrders }: Imported, replayed: ReplayWords): string {
  return [`${applied} SKUs mapped. ${replayed(replayedOrders)}`, ...badWords(bad)].join('\n')
}

function badWords(bad: Imported['bad']): string[] {
  const lines = bad
    .slice(0, badRowsShown)
    .map(({ line, amazonSku, reason }) => `  line ${line}: ${amazonSku || '(no SKU)'}  ${reason}`)
  const more = bad.length - lines.length
  return [
    ...(bad.length === 0 ? [] : [`${bad.length} rows cannot be taken:`, ...lines]),
    ...(more > 0 ? [`  and ${more} more; --json has all`] : []),
  ]
}
