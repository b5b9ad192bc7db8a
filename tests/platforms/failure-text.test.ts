/** Every failure has words, a fix and a page; the pages are there. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { secretProblemCodes } from '../../src/config/secret-problem.ts'
import type { PlatformErrorFacts, PlatformErrorKind } from '../../src/core/platform-error.ts'
import { amazonFailureText } from '../../src/platforms/amazon/failure-text.ts'
import { transportFailureText } from '../../src/platforms/http/failure-text.ts'
import { shopifyFailureText } from '../../src/platforms/shopify/failure-text.ts'

function facts(kind: PlatformErrorKind, operation: string, code: string, status: number | null) {
  const more = { requestId: null, retryAfterMs: null }
  return { kind, platform: 'amazon', operation, code, status, ...more } satisfies PlatformErrorFacts
}

const failures: [PlatformErrorFacts, string][] = [
  [facts('unavailable', 'getOrder', 'ENOTFOUND', null), 'host-not-found'],
  [facts('unavailable', 'getOrder', 'EAI_AGAIN', null), 'host-not-found'],
  [facts('unavailable', 'getOrder', 'HOST_NOT_ALLOWED', null), 'host-not-allowed'],
  [facts('unavailable', 'getOrder', 'ECONNREFUSED', null), 'host-unreachable'],
  [facts('unavailable', 'getOrder', 'CONNECTION_TOO_SLOW', null), 'host-unreachable'],
  [facts('unavailable', 'token', 'DEPTH_ZERO_SELF_SIGNED_CERT', null), 'certificate-refused'],
  [facts('unavailable', 'token', 'CERT_HAS_EXPIRED', null), 'certificate-refused'],
  [facts('unclear', 'createDestination', 'ECONNRESET', null), 'answer-lost'],
  [facts('unavailable', 'getOrder', 'ANSWER_DEADLINE_PASSED', null), 'answer-lost'],
  [facts('unavailable', 'getOrder', 'SEND_DEADLINE_PASSED', null), 'send-deadline-passed'],
  [facts('contract', 'getOrder', 'ANSWER_TOO_LARGE', null), 'message-too-large'],
  [facts('unauthorized', 'token', 'invalid_client', 401), 'amazon-credentials-refused'],
  [facts('unauthorized', 'getOrder', 'Unauthorized', 403), 'amazon-access-denied'],
  [facts('unauthorized', 'receiveMessage', 'AccessDenied', 403), 'amazon-queue-refused'],
  [facts('rejected', 'receiveMessage', 'QueueDoesNotExist', 400), 'amazon-queue-refused'],
  [facts('throttled', 'getOrder', 'QuotaExceeded', 429), 'amazon-quota-exceeded'],
  [facts('unavailable', 'getOrder', 'InternalFailure', 500), 'amazon-unavailable'],
  [facts('rejected', 'getOrder', 'InvalidInput', 400), 'amazon-request-refused'],
  [facts('contract', 'getOrder', 'ORDER_ANSWER_UNREADABLE', 200), 'amazon-answer-unknown'],
]

const ofShopify: [PlatformErrorFacts, string][] = [
  [facts('unavailable', 'orderCreate', 'ENOTFOUND', null), 'host-not-found'],
  [facts('unclear', 'orderCreate', 'ECONNRESET', null), 'answer-lost'],
  [facts('unauthorized', 'token', 'invalid_client', 400), 'shopify-unauthorized'],
  [facts('unauthorized', 'orderCreate', 'ACCESS_DENIED', 200), 'shopify-unauthorized'],
  [facts('throttled', 'orderCreate', 'THROTTLED', 200), 'shopify-unavailable'],
  [facts('unavailable', 'shopCheck', 'HTTP_503', 503), 'shopify-unavailable'],
  [facts('rejected', 'orderCreate', 'undefinedField', 200), 'shopify-request-refused'],
  [facts('contract', 'shopCheck', 'ANSWER_UNREADABLE', 200), 'shopify-request-refused'],
]

/** Not failures of one call, but states that set-up and doctor name. */
const states = [
  'amazon-vendor-account',
  'amazon-subscription-elsewhere',
  'amazon-personal-data-missing',
]

describe('failures in words', () => {
  it.each(failures)('%o', (failure, page) => {
    const told = amazonFailureText(failure)
    expect(told.page).toBe(page)
    expect(told.text.length * told.fix.length).toBeGreaterThan(0)
  })

  it.each(ofShopify)('of Shopify: %o', (failure, page) => {
    const told = shopifyFailureText(failure)
    expect(told.page).toBe(page)
    expect(told.text.length * told.fix.length).toBeGreaterThan(0)
  })

  it('a code of a platform is no failure on the way', () => {
    expect(transportFailureText('QuotaExceeded')).toBeUndefined()
  })

  const ofCalls = [...failures, ...ofShopify].map(([, page]) => page)
  const pages = [...ofCalls, ...states, ...secretProblemCodes]
  it.each([...new Set(pages)])('B88: %s has a page with a cause and a fix', async (page) => {
    const text = await readFile(`docs/operating/problems/${page}.md`, 'utf8')
    expect(text).toMatch(/^# /)
    expect(text).toMatch(/what to do/i)
  })
})
