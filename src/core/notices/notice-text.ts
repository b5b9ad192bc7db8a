/**
 * The words of a notice: a title, what happened, what to do, and links to Seller Central and the Shopify
 * admin. Plain English, from codes and ids alone; a buyer's data cannot stand in them.
 */
import { id } from '../ids.ts'
import { holdTexts } from '../orders/hold-texts.ts'
import { sellerCentralUrl } from '../orders/marketplaces.ts'
import type { HoldCode, HoldDetail } from '../orders/reasons.ts'
import { unreachable } from '../unreachable.ts'
import { type Finding, sourceOf } from './notice.ts'

export type NoticeText = {
  readonly title: string
  /** One sentence or two each. */
  readonly lines: readonly string[]
  readonly links: readonly { readonly name: string; readonly url: string }[]
  readonly source: 'amazon' | 'crossdock'
}

export type NoticePlaces = {
  /** `nordvik.myshopify.com`. */
  readonly shop: string
}

const fallbackHost = 'sellercentral.amazon.com'

export function noticeText(notice: Finding, places: NoticePlaces): NoticeText {
  const words = wordsOf(notice)
  return { ...words, links: linksOf(notice, places), source: sourceOf(notice) }
}

function wordsOf(notice: Finding): { title: string; lines: string[] } {
  const { family, code, subject, facts } = notice
  switch (family) {
    case 'import': {
      const name = facts.shopifyName ?? 'a new order'
      return code === 'ADOPTED'
        ? {
            title: `Amazon order ${subject} is ${name} in Shopify`,
            lines: ['It was in Shopify already; Crossdock took it over.'],
          }
        : {
            title: `New order from Amazon: ${subject}`,
            lines: [`It stands in Shopify as ${name}.`],
          }
    }
    case 'hold':
    case 'life': {
      const { title, text, fix } = heldWords(code, facts.detail)
      return { title: `${title}: Amazon order ${subject}`, lines: [text, `What to do: ${fix}`] }
    }
    case 'incident':
      return {
        title: subject === '' ? `Incident: ${code}` : `Incident: ${code}, Amazon order ${subject}`,
        lines: [
          'Something happened that should not.',
          'What to do: look at it with "crossdock incidents", and close it with a note.',
        ],
      }
    case 'poll':
      return {
        title: 'Amazon has not been read for too long',
        lines: [
          'New orders may be waiting on Amazon that Crossdock does not know of.',
          'What to do: see "crossdock health".',
        ],
      }
    case 'test':
      return { title: 'A test of the notices', lines: ['If you read this, this way works.'] }
    default:
      return unreachable(family)
  }
}

function heldWords(code: string, detail: unknown): { title: string; text: string; fix: string } {
  const words = isHoldCode(code) ? holdTexts[code] : undefined
  const facts = typeof detail === 'object' && detail !== null ? (detail as HoldDetail) : {}
  return {
    title: words?.title ?? code,
    text: words?.text(facts) ?? 'This version of Crossdock has no words for it.',
    fix: words?.fix ?? 'Update Crossdock.',
  }
}

function linksOf({ family, subject, facts }: Finding, { shop }: NoticePlaces): NoticeText['links'] {
  if (subject === '' || family === 'test') return []
  const marketplaceId = facts.marketplaceId ? id('MarketplaceId', facts.marketplaceId) : null
  const amazon = {
    name: 'Seller Central',
    url: sellerCentralUrl(id('AmazonOrderId', subject), marketplaceId, fallbackHost),
  }
  const shopify = /^gid:\/\/shopify\/Order\/(\d+)$/.exec(facts.shopifyGid ?? '')?.[1]
  if (shopify === undefined) return [amazon]
  return [amazon, { name: 'Shopify', url: `https://${shop}/admin/orders/${shopify}` }]
}

function isHoldCode(code: string): code is HoldCode {
  return Object.hasOwn(holdTexts, code)
}
