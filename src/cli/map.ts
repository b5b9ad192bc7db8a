/** `crossdock map`: which Amazon SKU stands for which Shopify variants. */
import type { Command } from 'commander'
import { linkSku } from '../operations/catalog/link-sku.ts'
import type { WantedComponent } from '../operations/catalog/resolve-components.ts'
import { type Unlinked, unlinkSku } from '../operations/catalog/unlink-sku.ts'
import { unmapSku } from '../operations/catalog/unmap-sku.ts'
import { type MappingRow, readMappings } from '../store/read/mappings.ts'
import { addMapFiles } from './map-files.ts'
import { addMapSuggest } from './map-suggest.ts'
import { type CommonOptions, withAccount, withCommonOptions } from './open-account.ts'
import { wholeUpTo } from './orders-list.ts'
import { say, sayJson, table } from './print.ts'

type ListOptions = CommonOptions & {
  readonly search?: string
  readonly after?: string
  readonly limit: number
}
type ScopeOptions = CommonOptions & { readonly everywhere?: boolean }

export function addMap(program: Command): void {
  const map = program.command('map').description('map Amazon SKUs to Shopify variants')
  addList(map)
  addSet(map)
  addRemove(map)
  addMapSuggest(map)
  addMapFiles(map, replayed)
}

function addSet(map: Command): void {
  withCommonOptions(map.command('set <amazon-sku> <variant...>'))
    .description('map a SKU: Shopify SKUs or gids; 2*SKU takes two units of it')
    .option('--everywhere', 'for every connection of this installation')
    .action((amazonSku: string, variants: string[], options: ScopeOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const components = variants.map(readComponent)
        const everywhere = options.everywhere === true
        const request = { accountId, amazonSku, components, everywhere }
        const linked = await linkSku(deps, actor, request)
        if (options.json === true) sayJson(linked)
        else {
          say(`Mapped ${linked.amazonSku}. ${replayed(linked.replayedOrders)}`)
          say(`Take it back within a day with: crossdock map undo ${linked.undo}`)
        }
      }),
    )
  withCommonOptions(map.command('undo <token>'))
    .description('take a mapping back as it was before, by what its answer named')
    .action((undo: string, options: CommonOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const unlinked = await unlinkSku(deps, actor, { accountId, undo })
        if (options.json === true) sayJson(unlinked)
        else say(undoWords(unlinked))
      }),
    )
}

function addRemove(map: Command): void {
  withCommonOptions(map.command('remove <amazon-sku>'))
    .description('take a mapping away')
    .option('--everywhere', 'the one for every connection, not the one of this connection')
    .action((amazonSku: string, options: ScopeOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const everywhere = options.everywhere === true
        const unmapped = await unmapSku(deps, actor, { accountId, amazonSku, everywhere })
        if (options.json === true) sayJson(unmapped)
        else say(`Taken away: ${amazonSku}. ${replayed(unmapped.replayedOrders)}`)
      }),
    )
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

const columns = [
  { title: 'AMAZON SKU' },
  { title: 'UNITS', align: 'right' },
  { title: 'SHOPIFY SKU' },
  { title: 'PRODUCT', flexible: true },
] as const

function rowsOf(mapping: MappingRow): string[][] {
  return mapping.components.map((part, index) => [
    index === 0 ? `${mapping.amazonSku}${mapping.everywhere ? ' (everywhere)' : ''}` : '  +',
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

function undoWords({ amazonSku, components, importedMeanwhile }: Unlinked): string {
  const now = components === null ? 'It is mapped to nothing now.' : 'It is mapped as before.'
  const stay = importedMeanwhile === 0 ? '' : ` ${importedMeanwhile} orders came in by it and stay.`
  return `Taken back: ${amazonSku}. ${now}${stay}`
}

function replayed(count: number): string {
  if (count === 0) return 'No held order waited for it.'
  return count === 1 ? '1 held order looks again.' : `${count} held orders look again.`
}
