/** `crossdock listings`: what Amazon shows of the SKUs, what is wrong with it, and what is missing there. */
import type { Command } from 'commander'
import {
  type CheckedListing,
  checkListings,
  findGaps,
} from '../operations/catalog/check-listings.ts'
import { showRestock } from '../operations/stock/show-restock.ts'
import { readCatalogueCounts, readDoubledSkus } from '../store/read/listings.ts'
import { type CommonOptions, withAccount, withCommonOptions } from './open-account.ts'
import { wholeUpTo } from './orders-list.ts'
import { say, sayJson, table } from './print.ts'

type PageOptions = CommonOptions & { readonly after?: string; readonly limit: number }

export function addListings(program: Command): void {
  const listings = program
    .command('listings')
    .description('Amazon listings: issues, quality, and what is not listed')
  addCounts(listings)
  addChecked(listings, 'issues', 'what Amazon says is wrong, by SKU')
  addChecked(listings, 'quality', 'missing bullets and images, and where the two sides differ')
  addGaps(listings)
  addRestock(listings)
  addDoubled(listings)
}

function addCounts(listings: Command): void {
  withCommonOptions(listings.command('summary'))
    .description('how many variants, listings and links there are')
    .action((options: CommonOptions) =>
      withAccount(options, async ({ deps, accountId }) => {
        const counts = await readCatalogueCounts(deps.db, accountId)
        if (options.json === true) return sayJson(counts)
        say(`${counts.variants} variants; ${counts.listings} listings on Amazon.`)
        say(`${counts.mappings} mappings here, ${counts.mappingsEverywhere} for every connection.`)
        say(
          `${counts.listingsWithIssues} listings have issues; ${counts.listingsUndetailed} are not read in detail.`,
        )
        if (counts.doubledSkus > 0) {
          const { doubledSkus, variantsOfDoubledSkus } = counts
          say(`${doubledSkus} SKUs are not unique: ${variantsOfDoubledSkus} variants share them.`)
        }
      }),
    )
}

function addChecked(listings: Command, which: 'issues' | 'quality', what: string): void {
  withCommonOptions(listings.command(which))
    .description(what)
    .option('--limit <count>', 'at most 200', wholeUpTo(200), 50)
    .option('--after <place>', 'the place that the page before ended with')
    .action((options: PageOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const { after, limit, json } = options
        // A place holds a line break, which is awkward to type.
        const place = after?.replace('|', '\n') ?? null
        const page = await checkListings(deps, actor, { accountId, which, after: place, limit })
        if (json === true) return sayJson(page)
        if (page.listings.length === 0) say('Nothing found.')
        else say(page.listings.map((one) => wordsOf(one, which)).join('\n\n'))
        if (page.next !== null) {
          say(`\nMore: crossdock listings ${which} --after '${page.next.replace('\n', '|')}'`)
        }
      }),
    )
}

function wordsOf(one: CheckedListing, which: 'issues' | 'quality'): string {
  const head = `${one.amazonSku}  ${one.title ?? ''}`
  const lines =
    which === 'issues'
      ? (one.issues ?? []).map((issue) => `  ${issue.severity} ${issue.code}: ${issue.message}`)
      : (one.findings ?? []).map(({ code, amazon, shopify }) =>
          shopify === null
            ? `  ${code} ${amazon}`
            : `  ${code} Amazon: ${amazon} / shop: ${shopify}`,
        )
  return [head, ...lines].join('\n')
}

function addGaps(listings: Command): void {
  withCommonOptions(listings.command('gaps'))
    .description('what sells in the shop and is weak on Amazon, or not listed there')
    .option('--days <count>', 'how far back, at most 90', wholeUpTo(90), 30)
    .option('--min <units>', 'fewer sold units are not called strong', wholeUpTo(10_000), 2)
    .option('--limit <count>', 'at most 200', wholeUpTo(200), 50)
    .action((options: CommonOptions & { days: number; min: number; limit: number }) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const { days, min: unitsMin, limit, json } = options
        const found = await findGaps(deps, actor, { accountId, days, unitsMin, limit })
        if (json === true) return sayJson(found)
        const { orders } = found.basis
        say(`From ${orders} orders of the shop itself in the last ${days} days.`)
        const rows = found.gaps.map((gap) => [
          gap.gap,
          `${gap.shopUnits}`,
          `${gap.amazonUnits}`,
          gap.shopifySku ?? gap.variantGid,
          [gap.productTitle, gap.variantTitle].filter((part) => part !== '').join(', '),
        ])
        if (rows.length > 0) say(table(gapColumns, rows))
      }),
    )
}

const gapColumns = [
  { title: 'ON AMAZON' },
  { title: 'SHOP', align: 'right' },
  { title: 'AMAZON', align: 'right' },
  { title: 'SHOPIFY SKU' },
  { title: 'PRODUCT', flexible: true },
] as const

function addRestock(listings: Command): void {
  withCommonOptions(listings.command('restock'))
    .description('what Amazon holds for you, how long it lasts, and by when more must leave')
    .option('--days <count>', 'the pace of the last days, at most 90', wholeUpTo(90), 30)
    .option('--lead <days>', 'from leaving you until Amazon sells it', wholeUpTo(365), 14)
    .option('--cover <days>', 'how long a shipment shall last', wholeUpTo(365), 30)
    .option('--limit <count>', 'at most 1000', wholeUpTo(1_000), 50)
    .action(
      (options: CommonOptions & { days: number; lead: number; cover: number; limit: number }) =>
        withAccount(options, async ({ deps, actor, accountId }) => {
          const { days, lead: leadDays, cover: coverDays, limit, json } = options
          const request = { accountId, days, leadDays, coverDays, limit }
          const lines = await showRestock(deps, actor, request)
          if (json === true) return sayJson({ lines })
          if (lines.length === 0) return say('Amazon holds nothing for you, as far as it told.')
          const rows = lines.map((one) => [
            one.amazonSku,
            `${one.fulfillable ?? '?'}`,
            `${one.inbound}`,
            one.perDay.toFixed(2),
            one.daysOfCover === null ? '-' : one.daysOfCover.toFixed(1),
            one.shipByMs === null
              ? '-'
              : one.isLate
                ? 'late'
                : new Date(one.shipByMs).toISOString().slice(0, 10),
            `${one.send}`,
          ])
          say(table(restockColumns, rows))
        }),
    )
}

const restockColumns = [
  { title: 'SKU', flexible: true },
  { title: 'THERE', align: 'right' },
  { title: 'COMING', align: 'right' },
  { title: 'A DAY', align: 'right' },
  { title: 'DAYS', align: 'right' },
  { title: 'SHIP BY' },
  { title: 'SEND', align: 'right' },
] as const

function addDoubled(listings: Command): void {
  withCommonOptions(listings.command('doubled-skus'))
    .description('SKUs that several variants of the shop share')
    .option('--limit <count>', 'at most 200', wholeUpTo(200), 50)
    .option('--after <sku>', 'the SKU that the page before ended with')
    .action((options: PageOptions) =>
      withAccount(options, async ({ deps, accountId }) => {
        const { after = null, limit, json } = options
        const page = await readDoubledSkus(deps.db, accountId, { after, limit })
        if (json === true) return sayJson(page)
        if (page.skus.length === 0) say('Every SKU of the shop is unique.')
        for (const { sku, variants } of page.skus) {
          say(
            `${sku}: ${variants.map((one) => `${one.variantGid} (${one.productTitle})`).join(', ')}`,
          )
        }
        if (page.next !== null) say(`\nMore: crossdock listings doubled-skus --after ${page.next}`)
      }),
    )
}
