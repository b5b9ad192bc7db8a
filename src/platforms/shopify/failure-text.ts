/**
 * What a Shopify failure means for the person who runs Crossdock: words, a fix, and the page in
 * docs/operating/problems/ that says more.
 */
import type { PlatformErrorFacts } from '../../core/platform-error.ts'
import { unreachable } from '../../core/unreachable.ts'
import { type FailurePage, type FailureText, transportFailureText } from '../http/failure-text.ts'

export type ShopifyFailurePage =
  | FailurePage
  | 'shopify-unauthorized'
  | 'shopify-unavailable'
  | 'shopify-request-refused'

export function shopifyFailureText(facts: PlatformErrorFacts): FailureText<ShopifyFailurePage> {
  const onTheWay = facts.status === null ? transportFailureText(facts.code) : undefined
  if (onTheWay !== undefined) return onTheWay
  const page = pageOf(facts)
  return { page, ...texts[page] }
}

function pageOf(facts: PlatformErrorFacts): keyof typeof texts {
  switch (facts.kind) {
    case 'throttled':
    case 'unavailable':
    case 'unclear':
      return 'shopify-unavailable'
    case 'unauthorized':
      return 'shopify-unauthorized'
    case 'rejected':
    case 'contract':
      return 'shopify-request-refused'
    default:
      return unreachable(facts.kind)
  }
}

const texts = {
  'shopify-unauthorized': {
    text: 'Shopify does not accept the credentials of the app.',
    fix: 'Check SHOPIFY_SHOP, SHOPIFY_CLIENT_ID and SHOPIFY_CLIENT_SECRET, and that the app is installed on this shop.',
  },
  'shopify-unavailable': {
    text: 'Shopify has a trouble of its own, or our quota is used up.',
    fix: 'Nothing to do at once: it is tried again.',
  },
  'shopify-request-refused': {
    text: 'Shopify refused a request, or answered in a shape that Crossdock does not know.',
    fix: 'Update Crossdock; report the operation and the code when it stays.',
  },
} as const
