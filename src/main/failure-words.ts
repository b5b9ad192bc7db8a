/** A failed call to a platform, in words for the person who runs Crossdock: for the CLI and the doctor. */
import type { PlatformErrorFacts } from '../core/platform-error.ts'
import { unreachable } from '../core/unreachable.ts'
import { amazonFailureText } from '../platforms/amazon/failure-text.ts'
import { transportFailureText } from '../platforms/http/failure-text.ts'
import { shopifyFailureText } from '../platforms/shopify/failure-text.ts'

export type PlatformWords = { readonly text: string; readonly fix: string; readonly page: string }

/** `page` is the path of the page that says more. */
export function platformWords(facts: PlatformErrorFacts): PlatformWords {
  const { text, fix, page } = wordsOf(facts)
  return { text, fix, page: `docs/operating/problems/${page}.md` }
}

function wordsOf(facts: PlatformErrorFacts): PlatformWords {
  switch (facts.platform) {
    case 'amazon':
      return amazonFailureText(facts)
    case 'shopify': {
      const { text, fix, page } = shopifyFailureText(facts)
      return { text: /shopify/i.test(text) ? text : `Shopify: ${text}`, fix, page }
    }
    case 'notices':
      return transportFailureText(facts.code) ?? notTaken
    default:
      return unreachable(facts.platform)
  }
}

const notTaken = {
  text: 'A notice was not taken by the place that it was sent to.',
  fix: 'See the state of each way with: crossdock notices channels.',
  page: 'notice-not-taken',
}
