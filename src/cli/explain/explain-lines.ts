/** Which variant each Amazon line means, and which step found it. */
import { lineMatches } from '../../operations/orders/line-matches.ts'
import type { OrderPage } from '../../store/read/order-page.ts'

const stepWords = {
  mapping: 'your mapping',
  sku: 'same SKU',
  'former-sku': 'earlier SKU',
  title: 'title and variation',
  'custom-line': 'text line',
} as const

/** SKU, units, title, step, Shopify SKU of each line. */
export function lineRows(page: OrderPage): string[][] {
  const matches = lineMatches(page)
  return (page.observed?.items ?? []).map((item) => {
    const match = matches.get(item.itemId)
    const found = match?.variants.map(({ sku, title, gid }) => sku ?? title ?? gid) ?? []
    return [
      item.sku ?? '-',
      `${item.quantityOrdered}`,
      item.title,
      match === undefined ? 'not matched' : stepWords[match.step],
      found.join(' + ') || '-',
    ]
  })
}

/** One sentence a line. */
export function lineSentences(page: OrderPage): string[] {
  const matches = lineMatches(page)
  return (page.observed?.items ?? []).map((item) => {
    const what = `${item.quantityOrdered} × ${item.sku ?? 'a line without SKU'}`
    const match = matches.get(item.itemId)
    if (match === undefined) return `${what}: not matched${noMatchWhy(page, item.sku)}.`
    if (match.step === 'custom-line') return `${what}: a text line, as the settings say.`
    const found = match.variants.map(({ sku, title, gid }) => {
      const name = title ?? gid
      return sku === null || sku === item.sku ? name : `${name} (SKU ${sku})`
    })
    return `${what}: ${found.join(' + ')}, by ${stepWords[match.step]}.`
  })
}

function noMatchWhy({ summary }: OrderPage, sku: string | null): string {
  const { reason } = summary
  if (reason === 'SKU_UNMAPPED' || reason === 'SKU_AMBIGUOUS') {
    const named = JSON.stringify(summary.detail ?? {}).includes(JSON.stringify(sku))
    return named
      ? reason === 'SKU_UNMAPPED'
        ? ': no variant has it as SKU, as title and variation, or by your mapping'
        : ': several variants fit, and Crossdock never guesses'
      : ': the order is held for another line'
  }
  if (summary.outcome === 'adopted') return ', since the order was not created by Crossdock'
  if (summary.outcome === 'resting') return ', since nothing was to be created'
  return summary.shopifyGid === null ? ' yet' : ''
}
