/** `crossdock map suggest`: which variants an Amazon SKU may mean, with the evidence. It links nothing. */
import type { Command } from 'commander'
import type { LinkEvidence, LinkSuggestion } from '../core/catalog/suggest.ts'
import { type SuggestedSku, suggestLinksFor } from '../operations/catalog/suggest-links.ts'
import { type CommonOptions, withAccount, withCommonOptions } from './open-account.ts'
import { wholeUpTo } from './orders-list.ts'
import { say, sayJson } from './print.ts'

type SuggestOptions = CommonOptions & {
  readonly unlinked?: boolean
  readonly after?: string
  readonly limit: number
}

export function addMapSuggest(map: Command): void {
  withCommonOptions(map.command('suggest'))
    .description('Amazon SKUs that orders wait for, with the variants that they may mean')
    .option('--unlinked', 'all listed SKUs without a link, not only those that orders wait for')
    .option('--limit <count>', 'at most 100', wholeUpTo(100), 25)
    .option('--after <place>', 'the place that the page before ended with')
    .action((options: SuggestOptions) =>
      withAccount(options, async ({ deps, actor, accountId }) => {
        const { after = null, limit, unlinked, json } = options
        const which = unlinked === true ? 'unlinked' : 'waiting'
        const found = await suggestLinksFor(deps, actor, { accountId, which, after, limit })
        if (json === true) return sayJson(found)
        if (found.skus.length === 0) return say('No Amazon SKU waits for a link.')
        say(found.skus.map(wordsOf).join('\n\n'))
        if (found.next !== null) say(`\nMore: crossdock map suggest --after '${found.next}'`)
      }),
    )
}

function wordsOf(one: SuggestedSku): string {
  const waits = one.waiting === 1 ? '1 order waits' : `${one.waiting} orders wait`
  const head = `${one.amazonSku}${one.waiting === 0 ? '' : `  (${waits})`}`
  const title = one.title === null ? [] : [`  ${one.title}`]
  const lines = one.suggestions.map((suggestion) => `  ${suggestionWords(suggestion)}`)
  return [head, ...title, ...(lines.length === 0 ? ['  Nothing like it.'] : lines)].join('\n')
}

function suggestionWords({ variant, strength, evidence }: LinkSuggestion): string {
  const name = [variant.productTitle, variant.variantTitle].filter((part) => part !== '').join(', ')
  const means = variant.sku ?? variant.variantGid
  return `${strength}: ${means}  ${name}  [${evidence.map(evidenceWords).join('; ')}]`
}

function evidenceWords(evidence: LinkEvidence): string {
  switch (evidence.is) {
    case 'same-barcode':
      return `same barcode ${evidence.barcode}`
    case 'same-sku':
      return 'same SKU but for case and separators'
    case 'near-sku':
    case 'longer-sku': {
      const { characters, amazon, shopify } = evidence.difference
      const count = characters === 1 ? '1 character differs' : `${characters} characters differ`
      return `${count}: ${marked(amazon)} / ${marked(shopify)}`
    }
    case 'title': {
      const { options, unnamed } = evidence
      if (options === 'none') return 'same title'
      if (options === 'all-named') return 'same title and options'
      return `same title, without ${unnamed.join(', ')}`
    }
  }
}

/** What differs stands in braces. */
function marked(pieces: readonly { readonly text: string; readonly same: boolean }[]): string {
  return pieces.map(({ text, same }) => (same ? text : `{${text}}`)).join('')
}
